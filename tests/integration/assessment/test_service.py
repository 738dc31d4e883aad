"""Sitting a quiz: what is kept, what is refused, what counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.assessment.quizzes import queries, service
from app.assessment.quizzes.errors import (
    AlreadyPassedError,
    AttemptOverError,
    ModulesFirstError,
    NoAttemptsLeftError,
    NotEnrolledError,
    WaitFirstError,
)
from app.assessment.quizzes.events import AttemptHandedIn
from app.assessment.quizzes.exceptions import allow
from app.assessment.quizzes.queries import AttemptResult
from app.assessment.quizzes.rules import Extra
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError, InvalidError, NotFoundError
from app.kernel.work import House, Work
from app.trail import service as trail
from tests.factories import FENWICK, World
from tests.integration.assessment import quiz_course
from tests.integration.assessment.quiz_course import COURSE, QUIZ, RIGHT

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


def sit(actor: Actor, answers: dict[str, object]) -> AttemptResult:
    """Start, answer, hand in."""
    attempt_id = service.start(actor, COURSE, QUIZ)
    service.save_answers(actor, attempt_id, answers)
    return service.hand_in(actor, attempt_id)


def test_all_right_earns_all_points(olga: Actor) -> None:
    result = sit(olga, RIGHT)
    assert (result.points, result.max_points, result.percent, result.passed) == (8.0, 8.0, 100, True)


@pytest.mark.parametrize(
    ("answers", "percent", "passed"),
    [
        ({}, 0, False),
        ({"exam-01": 2, "exam-02": [1, 3], "exam-03": "Refund", "exam-04": "5,5"}, 87, True),
        ({"exam-01": 1, "exam-02": [1, 3], "exam-03": "refund"}, 75, True),
        ({"exam-01": 2, "exam-02": [1, 3], "exam-03": "refund"}, 62, False),
        ({"exam-01": 3, "exam-02": [1], "exam-03": "cashback", "exam-04": "8"}, 0, False),
    ],
)
def test_points_by_the_rules_of_each_question(
    olga: Actor, answers: dict[str, object], percent: int, passed: bool
) -> None:
    result = sit(olga, answers)
    assert (result.percent, result.passed) == (percent, passed)


def test_another_language_gives_no_further_attempt_and_shortens_no_wait(olga: Actor, world: World) -> None:
    quiz_course.publish_in_polish(world)
    quiz_course.admit(world.system(), [olga.number], course=quiz_course.POLISH)
    with clock.at(MONDAY):
        sit(olga, {})
    with clock.at(MONDAY + timedelta(hours=1)), pytest.raises(WaitFirstError):
        service.start(olga, quiz_course.POLISH, QUIZ)
    for day, course in ((1, quiz_course.POLISH), (2, COURSE)):
        with clock.at(MONDAY + timedelta(days=day, hours=1)):
            assert queries.quiz_desk(olga, course, QUIZ).start.left == 3 - day
            service.hand_in(olga, service.start(olga, course, QUIZ))
    for course in (COURSE, quiz_course.POLISH):
        with clock.at(MONDAY + timedelta(days=9)), pytest.raises(NoAttemptsLeftError):
            service.start(olga, course, QUIZ)
    allow(world.actor("tara"), olga.number, COURSE, QUIZ, Extra(1, 0), "The line broke", token="1")
    with clock.at(MONDAY + timedelta(days=9)):
        service.hand_in(olga, service.start(olga, quiz_course.POLISH, QUIZ))
    assert [one.number for one in queries.quiz_desk(olga, quiz_course.POLISH, QUIZ).attempts] == [2, 1]


def test_starting_again_leads_to_the_open_attempt(olga: Actor) -> None:
    assert service.start(olga, COURSE, QUIZ) == service.start(olga, COURSE, QUIZ)
    assert len(queries.attempts(olga, [olga.number], [COURSE])) == 1


def test_the_last_answer_counts_and_the_earlier_ones_stay_on_the_trail(olga: Actor, world: World) -> None:
    attempt_id = service.start(olga, COURSE, QUIZ)
    before = trail.head(olga)[0]
    for choice in (3, 2, 1):
        service.save_answer(olga, attempt_id, "exam-01", choice)
    assert trail.head(olga)[0] == before + 3
    service.save_answer(olga, attempt_id, "exam-01", 1)
    assert trail.head(olga)[0] == before + 3, "the same answer again is no new answer"
    assert service.hand_in(olga, attempt_id).points == 2.0
    assert trail.verify(world.system()) is None


def test_an_answer_can_be_taken_back(olga: Actor) -> None:
    attempt_id = service.start(olga, COURSE, QUIZ)
    service.save_answer(olga, attempt_id, "exam-01", 1)
    service.save_answer(olga, attempt_id, "exam-01", None)
    assert not queries.attempt(olga, attempt_id).questions[0].answered
    assert service.hand_in(olga, attempt_id).points == 0.0


def test_handing_in_twice_gives_the_first_result(olga: Actor) -> None:
    attempt_id = service.start(olga, COURSE, QUIZ)
    with clock.at(MONDAY + timedelta(days=3650)):  # handed in by the clock: nobody's attempt stays open for years
        first = service.hand_in(olga, attempt_id)
    assert service.hand_in(olga, attempt_id) == first


def test_handing_in_is_news_once(olga: Actor, app: object) -> None:
    heard: list[AttemptHandedIn] = []
    house: House = app.extensions["readyline.house"]  # type: ignore[attr-defined]

    def listen(_work: Work, news: AttemptHandedIn) -> None:
        heard.append(news)

    house.on(AttemptHandedIn, listen)
    attempt_id = service.start(olga, COURSE, QUIZ)
    service.hand_in(olga, attempt_id)
    service.hand_in(olga, attempt_id)
    assert heard == [AttemptHandedIn(olga.number, COURSE, QUIZ, passed=False)]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("exam-99", 1),
        ("", 1),
        ("exam-01", 9),
        ("exam-01", "1"),
        ("exam-02", {"1": 2}),
        ("exam-03", "x" * 100_000),
        ("exam-03", "re\0fund"),
        ("exam-04", 6),
    ],
)
def test_a_malformed_answer_is_refused_and_loses_nothing(olga: Actor, question: str, answer: object) -> None:
    attempt_id = service.start(olga, COURSE, QUIZ)
    service.save_answer(olga, attempt_id, "exam-01", 1)
    with pytest.raises(InvalidError):
        service.save_answer(olga, attempt_id, question, answer)
    saved = service.save_answers(olga, attempt_id, {question: answer, "exam-02": [1, 3]})
    assert list(saved.refused) == ([question] if question != "exam-02" else [])
    assert queries.attempt(olga, attempt_id).questions[0].answered


def test_an_answer_after_the_hand_in_is_refused(olga: Actor) -> None:
    attempt_id = service.start(olga, COURSE, QUIZ)
    result = service.hand_in(olga, attempt_id)
    with pytest.raises(AttemptOverError, match="already handed in"):
        service.save_answer(olga, attempt_id, "exam-01", 1)
    with pytest.raises(AttemptOverError):
        service.mark(olga, attempt_id, "exam-01", True)
    assert service.hand_in(olga, attempt_id) == result


def test_time_is_kept_by_the_server_and_what_was_saved_counts(olga: Actor, world: World) -> None:
    with clock.at(MONDAY):
        attempt_id = service.start(olga, COURSE, QUIZ)
        service.save_answers(olga, attempt_id, {"exam-01": 1, "exam-02": [1, 3]})
    with clock.at(MONDAY + timedelta(minutes=25, seconds=9)):
        service.save_answer(olga, attempt_id, "exam-03", "refund")
    with clock.at(MONDAY + timedelta(minutes=25, seconds=11)):
        with pytest.raises(AttemptOverError, match="Time was up"):
            service.save_answer(olga, attempt_id, "exam-04", "6")
        result = service.hand_in(olga, attempt_id)
    assert (result.points, result.time_ran_out) == (6.0, True)
    assert result.handed_in_at == MONDAY + timedelta(minutes=25)
    assert trail.verify(world.system()) is None


def test_a_forgotten_attempt_is_handed_in_by_whoever_comes_by(olga: Actor, world: World) -> None:
    with clock.at(MONDAY):
        attempt_id = service.start(olga, COURSE, QUIZ)
        service.save_answers(olga, attempt_id, RIGHT)
    auditor = world.actor("ada")
    with clock.at(MONDAY + timedelta(minutes=24)):
        assert service.hand_in_overdue(auditor) == 0
    with clock.at(MONDAY + timedelta(hours=2)):
        assert queries.attempt(auditor, attempt_id).over
        assert service.hand_in_overdue(auditor) == 1
        assert service.hand_in_overdue(auditor) == 0
        result = queries.attempt(auditor, attempt_id).facts.result
    assert result is not None
    assert result.passed
    assert result.handed_in_at == MONDAY + timedelta(minutes=25)


def test_the_next_attempt_waits_and_the_attempts_end(olga: Actor) -> None:
    with clock.at(MONDAY):
        sit(olga, {})
        with pytest.raises(WaitFirstError):
            service.start(olga, COURSE, QUIZ)
    for days in (1, 2):
        with clock.at(MONDAY + timedelta(days=days)):
            sit(olga, {})
    with clock.at(MONDAY + timedelta(days=30)), pytest.raises(NoAttemptsLeftError):
        service.start(olga, COURSE, QUIZ)
    assert [one.number for one in queries.attempts(olga, [olga.number])] == [3, 2, 1]


def test_a_passed_quiz_is_not_sat_again(olga: Actor) -> None:
    sit(olga, RIGHT)
    with pytest.raises(AlreadyPassedError):
        service.start(olga, COURSE, QUIZ)


def test_only_enrolled_people_who_completed_the_modules_may_begin(world: World) -> None:
    quiz_course.publish(world)
    quiz_course.admit(world.system(), [world.people["omar"]], modules_done=False)
    with pytest.raises(NotEnrolledError):
        service.start(world.actor("olga"), COURSE, QUIZ)
    with pytest.raises(ModulesFirstError):
        service.start(world.actor("omar"), COURSE, QUIZ)
    with pytest.raises(ForbiddenError):
        service.start(world.actor("ada"), COURSE, QUIZ)
    with pytest.raises(NotFoundError):
        service.start(world.actor("olga"), COURSE, "no-such-quiz")
    with pytest.raises(NotFoundError):
        service.start(world.actor("olga"), "no-such-course", QUIZ)


def test_an_attempt_stays_on_its_release(olga: Actor, world: World) -> None:
    attempt_id = service.start(olga, COURSE, QUIZ)
    changed = quiz_course.QUIZ_FILE.replace("exam-04", "exam-05").replace("(x)", "(10%)").replace("( )", "(x)")
    newer = quiz_course.publish(world, quiz_file=changed)
    service.save_answers(olga, attempt_id, RIGHT)
    result = service.hand_in(olga, attempt_id)
    facts = queries.attempt(olga, attempt_id).facts
    assert result.percent == 100
    assert facts.release_id != newer
    assert [question.question_id for question in queries.attempt(olga, attempt_id).questions][-1] == "exam-04"


def test_only_the_answerer_touches_an_attempt(olga: Actor, world: World) -> None:
    attempt_id = service.start(olga, COURSE, QUIZ)
    for name, refusal in (("omar", NotFoundError), ("sven", NotFoundError), ("ada", ForbiddenError)):
        with pytest.raises(refusal):
            service.save_answer(world.actor(name), attempt_id, "exam-01", 1)
        with pytest.raises(refusal):
            service.mark(world.actor(name), attempt_id, "exam-01", True)
        with pytest.raises(refusal):
            service.hand_in(world.actor(name), attempt_id)
    with pytest.raises(NotFoundError):
        service.hand_in(world.actor("otto", FENWICK), attempt_id)
    assert queries.attempt(olga, attempt_id).facts.result is None


def test_marks_come_and_go(olga: Actor) -> None:
    attempt_id = service.start(olga, COURSE, QUIZ)
    service.mark(olga, attempt_id, "exam-02", True)
    service.mark(olga, attempt_id, "exam-02", True)
    assert [question.marked for question in queries.attempt(olga, attempt_id).questions] == [False, True, False, False]
    service.mark(olga, attempt_id, "exam-02", False)
    assert not any(question.marked for question in queries.attempt(olga, attempt_id).questions)
    with pytest.raises(InvalidError):
        service.mark(olga, attempt_id, "exam-99", True)
