"""The pages of a quiz, as a browser without JavaScript sees them, and what its script sends."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.assessment.quizzes import queries, service
from app.kernel import clock
from app.people import service as people
from app.web.learner.quiz_text import opening_words
from tests.factories import World
from tests.integration.assessment import quiz_course
from tests.integration.assessment.quiz_course import COURSE, QUIZ, SECRETS
from tests.statements import questions, sent_by
from tests.web.conftest import SignedIn
from tests.web.test_budget import BYTES, STATEMENTS

PAGE = f"/c/nordbank/courses/{COURSE}/quizzes/{QUIZ}"
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""What lies beneath runs on both databases in tests/integration/assessment."""
WHOLE = {"shown": ["1", "2", "3", "4"]}


@pytest.fixture
def olga(examined: World, signed_in: SignedIn) -> FlaskClient:
    """Olga's browser; she may begin."""
    return signed_in("olga")


def begin(browser: FlaskClient) -> str:
    """Start an attempt and return the address of its page."""
    answer = browser.post(f"{PAGE}/start")
    assert answer.status_code == 302, answer.text
    return answer.location


LONG = "---\nquiz: Final exam\npass: 75%\nshow answers: after passing\n---\nWhat you need to know.\n" + "".join(
    f"\n### Which of these may you say to caller number {question} before the account is open?\n"
    f"id: exam-{question:02}\n"
    + "- (x) Nothing about the account, and that you will call back\n"
    + "".join(f"- ( ) Something that sounds helpful and is not, way {wrong}\n" for wrong in range(1, 5))
    for question in range(1, 21)
)


def test_a_page_of_twenty_questions_is_light(olga: FlaskClient, world: World) -> None:
    quiz_course.publish(world, quiz_file=LONG)
    place = begin(olga)
    everything = {f"q{number}": "2" for number in range(1, 21)} | {"shown": [str(number) for number in range(1, 21)]}
    olga.post(f"{place}/answers", data=everything | {"mark": "7"})
    page = olga.get(place)
    assert page.text.count('type="radio"') == 100
    assert "20 of 20 answered" in page.text
    assert len(page.data) < BYTES


def hidden_fields(page: str) -> dict[str, str]:
    """Return the hidden fields of an attempt's page, as a browser would send them back."""
    found = dict(re.findall(r'<input type="hidden"\s+name="(before\d+|page)"\s+value="([^"]*)"', page))
    assert found["page"]
    return found


def test_the_start_page_says_what_is_asked(olga: FlaskClient) -> None:
    page = olga.get(PAGE).text
    for words in ("Final exam", "75% of all points", "25 minutes", "You have 3 attempts left.", "Start the attempt"):
        assert words in page


def test_a_double_click_on_start_makes_one_attempt(olga: FlaskClient) -> None:
    assert begin(olga) == begin(olga)
    assert "Continue the attempt" in olga.get(PAGE).text


def test_the_page_of_an_open_attempt_holds_no_right_answer(olga: FlaskClient) -> None:
    page = olga.get(begin(olga)).text
    assert "What may you say before two factors?" in page
    assert not [secret for secret in SECRETS if secret in page]
    assert "exam-0" not in page, "questions are named by place: an id may tell"
    assert "share" not in page


def test_shuffled_choices_are_named_by_place_and_counted_as_written(world: World, signed_in: SignedIn) -> None:
    quiz_course.publish(world, "shuffle: yes")
    quiz_course.admit(world.system(), [world.people["olga"]])
    browser = signed_in("olga")
    place = begin(browser)
    page = browser.get(place).text
    sheet = queries.attempt(world.actor("olga"), place.rpartition("/")[2])
    question = next(one for one in sheet.questions if one.question_id == "exam-01")
    options = re.findall(rf'name="q{question.number}"\s+value="([^"]*)"', page)
    assert options == ["1", "2", "3"]
    right = next(choice.position for choice in question.choices if choice.number == 1)
    browser.post(f"{place}/answers", data={"shown": question.number, f"q{question.number}": right})
    browser.post(f"{place}/hand-in")
    assert queries.attempt(world.actor("olga"), sheet.facts.id).facts.result.points == 2.0  # type: ignore[union-attr]


def test_without_javascript_everything_is_saved_looked_over_and_handed_in(olga: FlaskClient) -> None:
    place = begin(olga)
    fields = WHOLE | hidden_fields(olga.get(place).text) | {"q1": "1", "q3": "Refund"}
    answer = olga.post(f"{place}/answers", data=fields | {"save": "3"})
    assert answer.location == f"{place}#question-3"
    page = olga.get(place).text
    assert 'value="Refund"' in page
    assert page.count("Saved ") - page.count("Saved {time}") == 2
    assert "2 of 4 answered" in page
    answer = olga.post(f"{place}/answers", data=fields | {"q2": ["1", "3"], "check": "yes"})
    assert answer.location == f"{place}/hand-in"
    over = olga.get(answer.location).text
    assert "1 question is not answered" in over
    assert f'href="{place}#question-4"' in over
    assert olga.post(f"{place}/hand-in").location == place
    result = olga.get(place).text
    assert "Final exam: 75%" in result
    assert "You have passed." in result


def test_marks_stay_and_lose_no_answer(olga: FlaskClient) -> None:
    place = begin(olga)
    olga.post(f"{place}/answers", data=WHOLE | {"q1": "2", "mark": "1"})
    page = olga.get(place).text
    assert "Take the mark away" in page
    assert "1 of 4 answered" in page
    olga.post(f"{place}/answers", data={"unmark": "1"})
    assert "Take the mark away" not in olga.get(place).text
    assert "1 of 4 answered" in olga.get(place).text


def test_an_old_tab_does_not_undo_what_a_newer_one_saved(olga: FlaskClient) -> None:
    place = begin(olga)
    old_tab = hidden_fields(olga.get(place).text)
    olga.post(f"{place}/answers", data=WHOLE | hidden_fields(olga.get(place).text) | {"q1": "1", "q3": "refund"})
    olga.post(f"{place}/answers", data=WHOLE | old_tab | {"q2": ["1"], "q3": "", "check": "yes"})
    page = olga.get(place).text
    assert "3 of 4 answered" in page
    assert 'value="refund"' in page


def test_going_back_to_the_first_answer_on_the_same_page_counts(olga: FlaskClient) -> None:
    place = begin(olga)
    tab = hidden_fields(olga.get(place).text)
    olga.post(f"{place}/questions/3", data=tab | {"shown": "3", "q3": "cashback"})
    olga.post(f"{place}/answers", data=WHOLE | tab | {"q3": "", "check": "yes"})
    assert "0 of 4 answered" in olga.get(place).text


def test_the_script_is_told_when_an_answer_was_kept(olga: FlaskClient) -> None:
    place = begin(olga)
    answer = olga.post(f"{place}/questions/2", data={"shown": "2", "q2": ["1", "3"]})
    assert answer.status_code == 200
    assert re.fullmatch(r"\d{1,2}:\d\d.*", answer.json["time"])  # type: ignore[index]
    assert "1 of 4 answered" in olga.get(place).text


@pytest.mark.parametrize("data", [{}, {"q1": "1"}, {"shown": "2", "q2": ["1"]}])
def test_what_holds_no_answer_to_the_question_is_not_called_saved(olga: FlaskClient, data: dict[str, str]) -> None:
    answer = olga.post(f"{begin(olga)}/questions/1", data=data)
    assert answer.status_code == 422
    assert "did not arrive" in answer.json["message"]


@pytest.mark.parametrize(
    ("number", "data", "status"),
    [
        (1, {"q1": "9"}, 422),
        (1, {"q1": "one"}, 422),
        (2, {"q2": ["1", "0"]}, 422),
        (3, {"q3": "x" * 5000}, 422),
        (9, {"q9": "1"}, 404),
    ],
)
def test_the_script_is_told_what_is_wrong(olga: FlaskClient, number: int, data: dict[str, object], status: int) -> None:
    answer = olga.post(f"{begin(olga)}/questions/{number}", data={"shown": str(number), **data})
    assert answer.status_code == status
    assert answer.json["message"]  # type: ignore[index]


def test_a_malformed_answer_is_shown_again_and_the_others_are_kept(olga: FlaskClient) -> None:
    place = begin(olga)
    answer = olga.post(f"{place}/answers", data=WHOLE | {"q1": "1", "q3": "x" * 1001, "shown": ["1", "3", "x", "77"]})
    assert answer.status_code == 422
    assert "One answer could not be saved" in answer.text
    assert "x" * 1001 in answer.text
    assert "1 of 4 answered" in olga.get(place).text


def test_answers_after_the_hand_in_are_refused_with_words(olga: FlaskClient) -> None:
    place = begin(olga)
    olga.post(f"{place}/hand-in")
    answer = olga.post(f"{place}/questions/1", data={"shown": "1", "q1": "1"})
    assert answer.status_code == 409
    assert "already handed in" in answer.json["message"]  # type: ignore[index]
    assert olga.post(f"{place}/answers", data=WHOLE | {"q1": "1"}).location == place
    assert "already handed in" in olga.get(place).text
    assert olga.post(f"{place}/hand-in").status_code == 302


def test_a_page_sent_as_its_time_is_up_is_handed_in_with_its_answers(olga: FlaskClient, world: World) -> None:
    place = begin(olga)
    actor = world.actor("olga")
    closes_at = queries.attempt(actor, place.rpartition("/")[2]).facts.closes_at
    assert closes_at is not None
    with clock.at(closes_at + timedelta(seconds=2)):
        answer = olga.post(f"{place}/answers", data=WHOLE | {"q1": "1"})
        assert answer.location == place
        assert "Final exam: 25%" in olga.get(place).text


def test_a_forgotten_attempt_is_handed_in_when_its_page_is_opened(olga: FlaskClient) -> None:
    place = begin(olga)
    olga.post(f"{place}/questions/1", data={"shown": "1", "q1": "1"})
    with clock.at(clock.now() + timedelta(hours=1)):
        page = olga.get(place, follow_redirects=True).text
    assert "Time was up" in page
    assert "25%" in page


def test_right_answers_wait_for_the_pass(olga: FlaskClient) -> None:
    place = begin(olga)
    olga.post(f"{place}/answers", data=WHOLE | {"q1": "3"})
    olga.post(f"{place}/hand-in")
    page = olga.get(place).text
    assert "shown once you have passed" in page
    assert not [secret for secret in SECRETS if secret in page]
    assert "of 2 points" not in page
    assert "75% are needed" in page


@pytest.mark.parametrize(("show", "seen"), [("at once", True), ("after passing", False), ("never", False)])
def test_what_a_failed_result_shows(world: World, signed_in: SignedIn, show: str, seen: bool) -> None:
    quiz_course.publish(world, f"show answers: {show}")
    quiz_course.admit(world.system(), [world.people["olga"]])
    browser = signed_in("olga")
    place = begin(browser)
    browser.post(f"{place}/hand-in")
    page = browser.get(place).text
    assert ("Policy 4.2." in page) is seen
    assert ("0 of 2 points" in page) is seen


def test_the_next_attempt_says_when_it_opens(olga: FlaskClient) -> None:
    olga.post(f"{begin(olga)}/hand-in")
    page = olga.get(PAGE).text
    assert re.search(r"You have 2 attempts left; the next opens [^.]* at \d+:\d\d", page)
    assert "Start the attempt" not in page


@pytest.mark.parametrize(
    ("opens_at", "words"),
    [
        ("2026-11-23T15:00:00", "today at 15:00"),
        ("2026-11-23T15:00:01", "today at 15:01"),
        ("2026-11-24T09:00:00", "tomorrow at 09:00"),
        ("2026-11-26T09:00:00", "on Thursday, 26 November 2026 at 09:00"),
    ],
)
def test_when_something_opens_in_words(app: Flask, opens_at: str, words: str) -> None:
    with app.test_request_context(), clock.at(datetime(2026, 11, 23, 9, 0, tzinfo=UTC)):
        assert opening_words(datetime.fromisoformat(opens_at).replace(tzinfo=UTC)) == words


def test_others_read_the_evidence_and_change_nothing(olga: FlaskClient, world: World, signed_in: SignedIn) -> None:
    place = begin(olga)
    olga.post(f"{place}/answers", data=WHOLE | {"q1": "2", "q3": "cashback"})
    auditor = signed_in("ada")
    before = auditor.get(place).text
    assert "cashback" in before
    assert "Policy 4.2." not in before, "nobody sees right answers of an open attempt"
    olga.post(f"{place}/hand-in")
    page = auditor.get(place).text
    for words in ("Olga Test", "cashback", "Policy 4.2.", "1 of 2 points", "Not passed, 12%", "1.0"):
        assert words in page
    assert "<form" not in page.partition("<main")[2].partition("</main>")[0]
    for path in ("/answers", "/hand-in", "/questions/1"):
        assert auditor.post(place + path, data={"shown": "1", "q1": "1"}).status_code == 403


def test_colleagues_and_outsiders_find_nothing(olga: FlaskClient, signed_in: SignedIn) -> None:
    place = begin(olga)
    for name in ("omar", "otto", "sven"):
        assert signed_in(name).get(place).status_code == 404
    assert signed_in("omar").post(f"{place}/hand-in").status_code == 404
    assert olga.get("/c/nordbank/attempts/nothing").status_code == 404
    assert olga.get(f"/c/nordbank/courses/{COURSE}/quizzes/nothing").status_code == 404


def test_modules_come_first(world: World, signed_in: SignedIn) -> None:
    quiz_course.publish(world)
    browser = signed_in("olga")
    assert "You are not enrolled" in browser.get(PAGE).text
    quiz_course.admit(world.system(), [world.people["olga"]], modules_done=False)
    page = browser.get(PAGE).text
    assert "1 is still to go" in page
    assert "Start the attempt" not in page
    assert browser.post(f"{PAGE}/start").status_code == 409


def test_an_attempt_goes_on_after_signing_in_again(olga: FlaskClient, signed_in: SignedIn, world: World) -> None:
    place = begin(olga)
    olga.post(f"{place}/questions/3", data={"shown": "3", "q3": "refund"})
    assert 'value="refund"' in signed_in("olga").get(place).text
    assert service.start(world.actor("olga"), COURSE, QUIZ) == place.rpartition("/")[2]


def test_each_page_of_a_quiz_is_a_few_statements(
    app: Flask, olga: FlaskClient, world: World, signed_in: SignedIn
) -> None:
    place = begin(olga)
    olga.post(f"{place}/answers", data=WHOLE | {"q1": "1"})
    team = people.create_team(world.system(), "Team Sven 2", world.people["sven"])
    people.join_team(world.system(), team, world.people["olga"])
    auditor, leader = signed_in("ada"), signed_in("sven")
    for browser, path in ((olga, PAGE), (olga, place), (olga, f"{place}/hand-in"), (auditor, place), (leader, place)):
        browser.get(path)
        with sent_by(app) as sent:
            assert browser.get(path).status_code == 200
        assert len(questions(sent)) <= STATEMENTS, "\n".join(sent)
    olga.post(f"{place}/hand-in")
    for browser in (olga, auditor, leader):
        with sent_by(app) as sent:
            assert browser.get(place).status_code == 200
        assert len(questions(sent)) <= STATEMENTS, "\n".join(sent)
