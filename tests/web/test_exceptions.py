"""Pages on which something is voided, or more attempts and time are given."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from app.assessment import voiding
from app.assessment.calls import ports, queries, service
from app.assessment.quizzes import exceptions
from app.assessment.quizzes import service as quizzes
from app.assessment.quizzes.rules import Extra
from app.kernel.work import Work
from tests.factories import World
from tests.integration.assessment import quiz_course
from tests.integration.assessment.calls.courses import COURSE, FULL, Gate
from tests.integration.assessment.quiz_course import QUIZ
from tests.web.conftest import SignedIn

WHY = "The wrong person answered"


class NothingHeld:
    """No certificate rests on anything."""

    def check_nothing_rests_on(self, work: Work, person_id: int, course: str, proof: str) -> None:
        del work, person_id, course, proof


@pytest.fixture
def scored(called: World, monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of a call that Sven scored with Olga."""
    monkeypatch.setattr(ports, "_gates", [Gate()])
    service.ready_for_call(called.actor("olga"), COURSE, "phone", "en")
    call = service.take_next(called.actor("sven")) or ""
    service.finish(called.actor("sven"), call, FULL, [], "resolved", "Heard it all.")
    return call


def test_a_call_is_voided_with_a_reason_and_shows_it_everywhere(world: World, scored: str, signed_in: SignedIn) -> None:
    tara, page = signed_in("tara"), f"/c/nordbank/voids/calls/{scored}"
    result = f"/c/nordbank/calls/{scored}/result"
    assert page in tara.get(result).text
    assert "Why it was a mistake" in tara.get(page).text
    empty = tara.post(page, data={"reason": " "})
    assert empty.status_code == 422
    assert "Write down why" in empty.text
    dossier = f"/c/nordbank/people/{world.people['olga']}"
    for reason in (WHY, "Clicked twice"):
        assert tara.post(page, data={"reason": reason}).location == dossier
    for name, where in (
        ("tara", page),
        ("tara", dossier),
        ("ada", dossier),
        ("olga", result),
        ("sven", result),
    ):
        text = signed_in(name).get(where).text
        assert WHY in text, (name, where)
        assert "Clicked twice" not in text
    assert "Why it was a mistake" not in tara.get(page).text
    own = signed_in("olga").get(f"/c/nordbank/courses/{COURSE}/ready").text
    assert "Voided" in own
    assert "0 of 2" in own


def test_who_may_not_void_is_not_offered_it(world: World, scored: str, signed_in: SignedIn) -> None:
    page = f"/c/nordbank/voids/calls/{scored}"
    for name in ("sven", "ada", "olga"):
        browser = signed_in(name)
        assert browser.get(page).status_code == 403
        assert browser.post(page, data={"reason": WHY}).status_code == 403
        assert page not in browser.get(f"/c/nordbank/calls/{scored}/result").text
    assert signed_in("otto").get(page).status_code == 404
    assert queries.live_call(world.actor("tara"), scored).voided is None


def test_forged_things_are_not_found(world: World, scored: str, signed_in: SignedIn) -> None:
    tara = signed_in("tara")
    for kind in ("calls", "attempts", "sign-offs"):
        for name in ("0" * 20, "x", "a" * 3000):
            assert tara.get(f"/c/nordbank/voids/{kind}/{name}").status_code == 404
            assert tara.post(f"/c/nordbank/voids/{kind}/{name}", data={"reason": WHY}).status_code == 404


@pytest.fixture
def tara(examined: World, signed_in: SignedIn) -> FlaskClient:
    return signed_in("tara")


def exceptions_page(world: World) -> str:
    return f"/c/nordbank/courses/{quiz_course.COURSE}/exceptions/{world.people['olga']}"


def test_more_attempts_and_minutes_are_given_and_told(world: World, tara: FlaskClient, signed_in: SignedIn) -> None:
    page = exceptions_page(world)
    assert "For which quiz?" in tara.get(page).text
    data = {"quiz": QUIZ, "attempts": "1", "minutes": "10", "reason": WHY, "token": "a" * 20}
    for _ in range(2):
        assert tara.post(page, data=data).location == page
    assert exceptions.extra_of(world.actor("olga"), world.people["olga"], [quiz_course.COURSE], QUIZ) == Extra(1, 10)
    assert tara.get(page).text.count(WHY) == 1
    quiz = signed_in("olga").get(f"/c/nordbank/courses/{quiz_course.COURSE}/quizzes/{QUIZ}").text
    assert "You have 4 attempts left." in quiz
    assert "You were given 1 attempt more." in quiz
    assert "You have 10 minutes more for each attempt." in quiz


def test_what_was_given_is_taken_back_on_its_page(world: World, tara: FlaskClient) -> None:
    page, olga = exceptions_page(world), world.actor("olga")
    assert "Take back" not in tara.get(page).text
    tara.post(page, data={"quiz": QUIZ, "attempts": "2", "reason": WHY, "token": "a" * 20})
    (given,) = exceptions.allowances(olga, olga.number)
    assert "2 attempts" in tara.get(page).text
    for wrong in ({"allowance": given.id, "why_back": " "}, {"allowance": "", "why_back": "Typed"}):
        answer = tara.post(f"{page}/back", data=wrong)
        assert answer.status_code == 422
        assert wrong["why_back"].strip() in answer.text
    assert tara.post(f"{page}/back", data={"allowance": "x", "why_back": "Why"}).status_code == 404
    assert tara.post(f"{page}/back", data={"allowance": given.id, "why_back": "Not hers"}).location == page
    shown = tara.get(page).text
    assert "taken back" in shown
    assert "Not hers" in shown
    assert "Take back what" not in shown


@pytest.mark.parametrize(
    "wrong",
    [
        {"attempts": ""},
        {"attempts": "many"},
        {"attempts": "-1"},
        {"attempts": "9" * 5000},
        {"attempts": "\u0663"},
        {"quiz": ""},
        {"quiz": "no-such"},
        {"quiz": "*"},
        {"reason": ""},
        {"reason": "Words that stay" + "x" * 1000},
        {"token": ""},
        {"token": "x" * 21},
        {"token": "<script>"},
    ],
)
def test_a_form_that_does_not_do_is_shown_again(world: World, tara: FlaskClient, wrong: dict[str, str]) -> None:
    data = {"quiz": QUIZ, "attempts": "1", "reason": "Words that stay", "token": "a" * 20} | wrong
    answer = tara.post(exceptions_page(world), data=data)
    assert answer.status_code == 422
    assert "Please check this" in answer.text
    if wrong.get("reason") != "":
        assert "Words that stay" in answer.text


def test_exceptions_are_for_those_who_may_give_them(world: World, tara: FlaskClient, signed_in: SignedIn) -> None:
    page = exceptions_page(world)
    for name in ("sven", "ada", "olga", "omar"):
        assert signed_in(name).get(page).status_code == 403
    assert signed_in("otto").get(page).status_code == 404
    nobody = page.replace(str(world.people["olga"]), "1")
    assert tara.get(nobody).status_code == 404
    assert tara.get(exceptions_page(world).replace(quiz_course.COURSE, "no-such")).status_code == 404


def test_a_voided_attempt_says_so_to_its_person(
    world: World, tara: FlaskClient, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voiding, "_certificates", [NothingHeld()])
    olga = world.actor("olga")
    attempt = quizzes.start(olga, quiz_course.COURSE, QUIZ)
    assert tara.post(f"/c/nordbank/voids/attempts/{attempt}", data={"reason": WHY}).status_code == 409
    quizzes.hand_in(olga, attempt)
    evidence = f"/c/nordbank/attempts/{attempt}"
    assert f"/c/nordbank/voids/attempts/{attempt}" in tara.get(evidence).text
    tara.post(f"/c/nordbank/voids/attempts/{attempt}", data={"reason": WHY})
    assert WHY in tara.get(evidence).text
    own = signed_in("olga").get(evidence).text
    assert WHY in own
    assert "it uses up none of your attempts" in own
    assert "You have 3 attempts left." in own
