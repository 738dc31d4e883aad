"""Who left in the middle of a quiz is led back to it: from the start page and from the page of the course."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.authoring.drafts import read_drafts
from app.authoring.media import MediaStore
from app.authoring.service import publish
from app.kernel import clock
from app.kernel.actor import Actor
from app.people import service as people
from app.people.permissions import EVERYTHING, Role, Side
from app.web.navigation import START_OF
from tests.factories import CENTRE, FENWICK, NORDBANK, World, client_document
from tests.folders import edit, write_client
from tests.integration.assessment import quiz_course
from tests.integration.assessment.quiz_course import COURSE, DEFAULT, QUIZ
from tests.statements import questions, sent_by
from tests.web.conftest import SignedIn
from tests.web.test_budget import STATEMENTS

START, COURSE_PAGE = "/c/nordbank/", f"/c/nordbank/courses/{COURSE}"
QUIZ_PAGE = f"{COURSE_PAGE}/quizzes/{QUIZ}"
BEGUN = 'You have begun “<span lang="en">Final exam</span>”: '


@pytest.fixture
def olga(examined: World, signed_in: SignedIn) -> FlaskClient:
    """Olga's browser; she may begin."""
    return signed_in("olga")


def begin(browser: FlaskClient) -> str:
    """Begin the quiz, and return the address of the attempt."""
    answer = browser.post(f"{QUIZ_PAGE}/start")
    assert answer.status_code == 302, answer.text
    return answer.location


@pytest.mark.parametrize("page", [START, COURSE_PAGE])
def test_an_open_attempt_is_the_next_step_with_the_time_left(olga: FlaskClient, page: str) -> None:
    assert "You have begun" not in olga.get(page).text
    place = begin(olga)
    with clock.at(clock.now() + timedelta(minutes=4)):
        text = olga.get(page).text
    assert f"{BEGUN}20 minutes left" in text
    assert text.count('class="next-step"') == 1
    assert f'href="{place}/on">Continue the attempt' in text


@pytest.mark.parametrize(
    ("answered", "marked", "place", "focused"),
    [
        ([], [], "", []),
        ([], [3], "", []),
        ([1], [], "#question-2", ["2"]),
        ([1, 2, 4], [1], "#question-3", ["3"]),
        ([2], [], "#question-1", ["1"]),
        ([1, 2, 3, 4], [2], "/hand-in", ["2"]),
        ([1, 2, 3, 4], [], "/hand-in", []),
    ],
)
def test_one_goes_on_at_the_first_question_without_an_answer(
    olga: FlaskClient, answered: list[int], marked: list[int], place: str, focused: list[str]
) -> None:
    """The way back leads there by its address; the page alone, after a new sign-in, by what has the focus."""
    attempt = begin(olga)
    assert f'href="{attempt}/on">Continue' in olga.get(QUIZ_PAGE).text
    for number in answered:
        saved = olga.post(f"{attempt}/questions/{number}", data={"shown": number, f"q{number}": 1})
        assert saved.status_code == 200, saved.text
    for number in marked:
        assert olga.post(f"{attempt}/answers", data={"mark": number}).location == f"{attempt}#question-{number}"
    assert olga.get(f"{attempt}/on").location == attempt + place
    has_focus = re.findall(r'id="question-(\d+)"\s+tabindex="-1"\s+autofocus', olga.get(attempt).text)
    assert has_focus == focused


def test_who_comes_back_too_late_or_looks_at_anothers_goes_on_nowhere(
    olga: FlaskClient, examined: World, signed_in: SignedIn
) -> None:
    attempt = begin(olga)
    assert signed_in("omar").get(f"{attempt}/on").status_code == 404
    with clock.at(clock.now() + timedelta(hours=1)):
        assert olga.get(f"{attempt}/on").location == attempt
        assert "Not passed" in olga.get(attempt, follow_redirects=True).text
        assert olga.get(f"{attempt}/on").location == attempt


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(24.5, f"{BEGUN}less than a minute left"), (25.1, f"{BEGUN}less than a minute left"), (60, "")],
    ids=["last", "grace", "over"],
)
def test_one_whose_time_is_over_is_not_offered(olga: FlaskClient, minutes: float, words: str) -> None:
    begin(olga)
    with clock.at(clock.now() + timedelta(minutes=minutes)):
        text = olga.get(START).text
    assert (words in text) if words else ("You have begun" not in text)


def test_without_a_clock_and_without_a_certificate_one_is_led_back_too(
    world: World, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, _certificate, tail = quiz_course.COURSE_FILE.partition("certificate:")
    monkeypatch.setattr(quiz_course, "COURSE_FILE", head + tail[tail.index("---") :])
    quiz_course.publish(world, DEFAULT.replace("minutes: 25\n", ""))
    quiz_course.admit(world.system(), [world.people["olga"]])
    browser = signed_in("olga")
    begin(browser)
    text = browser.get(START).text
    assert f"{BEGUN}your answers are where you left them" in text
    assert "You are in no course yet" not in text


def test_a_colleague_is_not_led_to_it_and_a_leader_asks_the_database_no_more(
    olga: FlaskClient, examined: World, signed_in: SignedIn, app: Flask
) -> None:
    system, omar = examined.system(), examined.people["omar"]
    people.join_team(system, people.create_team(system, "Blue", omar), examined.people["olga"])
    begin(olga)
    browser = signed_in("omar")
    assert "You have begun" not in browser.get(START).text
    begin(browser)
    with sent_by(app) as sent:
        assert BEGUN in browser.get(START).text
    assert len(questions(sent)) <= STATEMENTS


@pytest.fixture
def at_the_centre(examined: World, signed_in: SignedIn) -> FlaskClient:
    """Olga's browser; she sits the quiz of the centre, under its name, and was admitted at Nordbank."""
    quiz_course.publish(examined, client_id=CENTRE)
    quiz_course.admit(examined.system(CENTRE), [examined.people[name] for name in ("olga", "omar", "mira")])
    browser = signed_in("olga")
    assert browser.post(f"/c/{CENTRE}/courses/{COURSE}/quizzes/{QUIZ}/start").status_code == 302
    return browser


def test_an_exam_of_the_centre_is_led_back_to_from_the_start_of_a_client(
    at_the_centre: FlaskClient, examined: World, app: Flask
) -> None:
    with clock.at(clock.now() + timedelta(minutes=4)):
        with sent_by(app) as sent:
            text = at_the_centre.get(START, follow_redirects=True).text
        assert len(questions(sent)) <= STATEMENTS
        assert f"{BEGUN}20 minutes left" in text
        assert f'href="/c/{CENTRE}/attempts/' in text
        assert '<span lang="en">Card line</span> · Centre' in text
        assert text.count('class="next-step"') == 1
        people.add_membership(examined.system(FENWICK), examined.people["olga"], Role.OPERATOR, Side.CENTRE)
        assert f"{BEGUN}20 minutes left" in at_the_centre.get("/").text, "where a client is chosen"


def test_every_role_is_led_to_it_from_its_own_start(
    at_the_centre: FlaskClient, examined: World, signed_in: SignedIn, app: Flask
) -> None:
    """Beside what the role does next, and for no more statements, though somebody holds all roles and agreed to all."""
    nordbank, centre, sven = examined.system(), examined.system(CENTRE), examined.people["sven"]
    bound = replace(client_document(NORDBANK, "Nordbank"), agreements=("confidentiality",))
    people.save_client(nordbank, NORDBANK, bound)
    people.accept_agreement(examined.actor("sven"), "confidentiality", "", "en")
    for role in Role:
        people.add_membership(nordbank, sven, role, Side.CENTRE)
    people.add_membership(centre, sven, Role.OPERATOR, Side.CENTRE)
    quiz_course.admit(centre, [sven])
    browser = signed_in("sven")
    starts = [app.url_map.bind("localhost").build(endpoint, {"client": NORDBANK}) for _role, endpoint in START_OF]
    assert not any("You have begun" in browser.get(start).text for start in starts)
    attempt = browser.post(f"/c/{CENTRE}/courses/{COURSE}/quizzes/{QUIZ}/start").location
    for start in starts:
        with sent_by(app) as sent:
            text = browser.get(start).text
        assert BEGUN in text, start
        assert f'href="{attempt}/on"' in text, start
        assert len(questions(sent)) <= STATEMENTS, start


def test_nobody_else_is_led_to_it(at_the_centre: FlaskClient, examined: World, signed_in: SignedIn) -> None:
    system, sven = examined.system(), examined.people["sven"]
    people.join_team(system, people.create_team(system, "Blue", sven), examined.people["olga"])
    for name in ("sven", "omar", "ada"):
        assert "You have begun" not in signed_in(name).get("/c/nordbank/path", follow_redirects=True).text


def test_before_the_agreements_of_the_centre_it_is_not_shown(
    at_the_centre: FlaskClient, examined: World, signed_in: SignedIn
) -> None:
    bound = replace(client_document(CENTRE, "Centre", centre=True), agreements=("confidentiality",))
    people.save_client(examined.system(CENTRE), CENTRE, bound)
    assert "You have begun" not in at_the_centre.get("/c/nordbank/path").text
    people.accept_agreement(examined.actor("olga", CENTRE), "confidentiality", "", "en")
    assert BEGUN in at_the_centre.get("/c/nordbank/path").text


def test_a_manager_of_several_clients_is_led_to_it_from_all_of_them(
    at_the_centre: FlaskClient, examined: World, signed_in: SignedIn, app: Flask
) -> None:
    people.add_membership(examined.system(FENWICK), examined.people["mira"], Role.MANAGER, Side.CENTRE)
    people.add_membership(examined.system(CENTRE), examined.people["mira"], Role.OPERATOR, Side.CENTRE)
    mira = signed_in("mira")
    mira.post(f"/c/{CENTRE}/courses/{COURSE}/quizzes/{QUIZ}/start")
    with sent_by(app) as sent:
        assert BEGUN in mira.get("/clients").text
    assert len(questions(sent)) <= STATEMENTS


def test_a_quiz_that_is_open_comes_before_another_language(world: World, signed_in: SignedIn, tmp_path: Path) -> None:
    folder = write_client(tmp_path / "courses", CENTRE, centre=True)
    edit(folder / "client.md", "languages: [en]", "languages: [en, pl]")
    (folder / COURSE / "02-blocked.md").unlink()
    (folder / COURSE / "01-verify.md").write_text(quiz_course.MODULE_FILE, encoding="utf-8")
    (folder / COURSE / f"{QUIZ}.md").write_text(quiz_course.QUIZ_FILE.format(settings=DEFAULT), encoding="utf-8")
    edit(folder / COURSE / "course.md", " Begin with [two factors](01-verify.md#two-factors).", "")
    polish = shutil.copytree(folder / COURSE, folder / f"{COURSE}-pl")
    edit(polish / "course.md", "language: en\n", f"language: pl\ntranslates: ../{COURSE}\n")
    nobody = Actor(person_id=None, scope=None, permissions=EVERYTHING)
    publish(nobody, read_drafts(folder), MediaStore(tmp_path / "media"))
    people.accept_agreement(world.actor("olga", CENTRE), "confidentiality", "", "en")

    olga, page = signed_in("olga"), f"/c/{CENTRE}/courses/{COURSE}"
    olga.post(f"{page}/begin")
    olga.post(f"{page}/modules/verify/reached", data={"section": "two-factors-always"})
    assert "Go on in Polish" in olga.get(page).text
    assert olga.post(f"{page}/quizzes/{QUIZ}/start").status_code == 302
    assert "hand in the quiz that you have begun first" in olga.get(page).text
    text = olga.post(f"{page}/language", data={"to": f"{COURSE}-pl"}, follow_redirects=True).text
    assert "Hand it in, then change the language." in text
    assert "Continue the attempt" in text
    with clock.at(clock.now() + timedelta(hours=1)):
        assert olga.post(f"{page}/language", data={"to": f"{COURSE}-pl"}).location == f"{page}-pl", "its time is over"
