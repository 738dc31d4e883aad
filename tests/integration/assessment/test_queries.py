"""What quizzes tell: to their person, to those who read evidence, to the rules of other rooms."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

import pytest

from app.assessment.quizzes import queries, service
from app.assessment.quizzes.rules import StartState
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError, NotFoundError
from app.people import service as people
from tests.factories import FENWICK, World
from tests.integration.assessment import quiz_course
from tests.integration.assessment.quiz_course import COURSE, QUIZ, RIGHT, SECRETS


def sit(actor: Actor, answers: dict[str, object]) -> str:
    """Start, answer, hand in; return the attempt's id."""
    attempt_id = service.start(actor, COURSE, QUIZ)
    service.save_answers(actor, attempt_id, answers)
    service.hand_in(actor, attempt_id)
    return attempt_id


def everything_in(sheet: queries.AttemptSheet) -> str:
    return str([asdict(question) for question in sheet.questions])


def test_an_open_attempt_tells_nobody_what_is_right(olga: Actor, world: World) -> None:
    attempt_id = service.start(olga, COURSE, QUIZ)
    service.save_answer(olga, attempt_id, "exam-01", 1)
    for reader in (olga, world.actor("ada"), world.actor("tara")):
        sheet = queries.attempt(reader, attempt_id)
        assert not sheet.shows_answers
        assert not [secret for secret in SECRETS if secret in everything_in(sheet)]
        assert {choice.share for choice in sheet.questions[0].choices} == {None}
        assert sheet.questions[0].choices[0].chosen


def test_evidence_has_questions_answers_points_and_what_was_right(olga: Actor, world: World) -> None:
    attempt_id = sit(olga, {"exam-01": 2, "exam-03": "cashback"})
    assert not queries.attempt(olga, attempt_id).shows_answers
    sheet = queries.attempt(world.actor("ada"), attempt_id)
    assert [question.earned for question in sheet.questions] == [1.0, 0.0, 0.0, 0.0]
    assert [choice.share for choice in sheet.questions[0].choices] == [1.0, 0.5, 0.0]
    assert sheet.questions[2].right_answers == ("refund",)
    assert sheet.questions[2].feedback == ("That is something else.",)
    assert sheet.questions[3].right_answers == ("5 – 7",)
    assert sheet.facts.person_id == olga.number


def test_a_pass_opens_the_answers_of_earlier_attempts_too(olga: Actor) -> None:
    failed = sit(olga, {})
    with clock.at(clock.now() + timedelta(days=2)):
        sit(olga, RIGHT)
    assert queries.attempt(olga, failed).shows_answers


def test_a_leader_sees_their_team_and_nobody_else(olga: Actor, world: World) -> None:
    attempt_id = sit(olga, {})
    leader = world.actor("sven")
    with pytest.raises(NotFoundError):
        queries.attempt(leader, attempt_id)
    assert queries.attempts(leader) == []
    team = people.create_team(world.system(), "Team Sven 2", world.people["sven"])
    people.join_team(world.system(), team, olga.number)
    assert queries.attempt(leader, attempt_id).shows_answers
    assert [one.id for one in queries.attempts(leader, courses=[COURSE])] == [attempt_id]


def test_who_may_still_sit_the_quiz_is_not_helped_by_a_colleague(olga: Actor, world: World) -> None:
    attempt_id = sit(olga, RIGHT)
    leader = world.actor("sven")
    team = people.create_team(world.system(), "Team Sven 2", leader.number)
    people.join_team(world.system(), team, olga.number)
    quiz_course.admit(world.system(), [leader.number])
    assert not queries.attempt(leader, attempt_id).shows_answers
    sit(leader, RIGHT)
    assert queries.attempt(leader, attempt_id).shows_answers


def test_the_quiz_in_another_language_is_the_same_quiz_to_whoever_may_still_sit_it(olga: Actor, world: World) -> None:
    attempt_id = sit(olga, RIGHT)
    leader = world.actor("sven")
    people.join_team(world.system(), people.create_team(world.system(), "Team Sven 2", leader.number), olga.number)
    quiz_course.publish_in_polish(world)
    quiz_course.admit(world.system(), [leader.number], course=quiz_course.POLISH)
    assert not queries.attempt(leader, attempt_id).shows_answers


def test_colleagues_and_other_clients_see_nothing(olga: Actor, world: World) -> None:
    attempt_id = sit(olga, {})
    for reader in (world.actor("omar"), world.actor("otto", FENWICK), world.actor("audrey", FENWICK)):
        with pytest.raises(NotFoundError):
            queries.attempt(reader, attempt_id)
        assert queries.attempts(reader) == []
    assert len(queries.attempts(olga)) == 1


def test_own_quizzes_are_those_passed_and_the_open_attempts(olga: Actor, world: World) -> None:
    omar = world.actor("omar")
    begun = service.start(omar, COURSE, QUIZ)
    sit(olga, {})
    with clock.at(clock.now() + timedelta(days=2)):
        sit(olga, RIGHT)
    assert queries.own_quizzes(olga, COURSE) == queries.OwnQuizzes(frozenset({QUIZ}), ())
    own = queries.own_quizzes(omar, COURSE)
    assert (own.passed, [one.id for one in own.open_attempts]) == (frozenset(), [begun])


def test_statistics_put_the_hardest_question_first(olga: Actor, world: World) -> None:
    sit(olga, {"exam-01": 2, "exam-02": [1, 3]})
    sit(world.actor("omar"), {"exam-01": 1, "exam-02": [1, 3], "exam-03": "refund"})
    found = queries.question_statistics(world.actor("tara"), COURSE)
    assert [(one.question_id, one.drawn, one.share) for one in found] == [
        ("exam-04", 2, 0.0),
        ("exam-03", 2, 0.5),
        ("exam-01", 2, 0.75),
        ("exam-02", 2, 1.0),
    ]
    with pytest.raises(ForbiddenError):
        queries.question_statistics(olga, COURSE)


def test_the_desk_says_how_things_stand(olga: Actor) -> None:
    desk = queries.quiz_desk(olga, COURSE, QUIZ)
    assert (desk.questions, desk.pass_percent, desk.start.left, desk.may_start) == (4, 75, 3, True)
    sit(olga, {})
    desk = queries.quiz_desk(olga, COURSE, QUIZ)
    assert (desk.start.state, desk.start.left, desk.may_start) == (StartState.WAITING, 2, False)
    assert desk.open_attempt is None
    with clock.at(clock.now() + timedelta(days=1)):
        attempt_id = service.start(olga, COURSE, QUIZ)
    desk = queries.quiz_desk(olga, COURSE, QUIZ)
    assert desk.open_attempt is not None
    assert desk.open_attempt.id == attempt_id
