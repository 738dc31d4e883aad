"""More attempts, more time, and voided attempts, on both databases."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from app.assessment import voiding
from app.assessment.quizzes import exceptions, queries, service, voids
from app.assessment.quizzes.errors import NoAttemptsLeftError
from app.assessment.quizzes.rules import Extra, StartState
from app.assessment.quizzes.taking_back import take_back
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError, InvalidError, NotFoundError, RefusedError
from app.kernel.ids import new_id
from app.kernel.work import Work
from app.people import service as people
from app.trail import service as trail
from tests.factories import World
from tests.integration.assessment import quiz_course
from tests.integration.assessment.quiz_course import COURSE, POLISH, QUIZ, RIGHT
from tests.integration.assessment.test_queries import sit

WHY = "The line dropped twice"


def give(
    world: World, attempts: int = 0, minutes: int = 0, *, by: str = "tara", quiz: str = QUIZ, token: str = ""
) -> None:
    person = world.people["olga"]
    exceptions.allow(world.actor(by), person, COURSE, quiz, Extra(attempts, minutes), WHY, token=token or new_id())


def use_up(olga: Actor) -> list[str]:
    used = []
    for day in range(3):
        with clock.at(clock.now() + timedelta(days=2 * day)):
            used.append(sit(olga, {}))
    return used


def later(days: int = 20) -> AbstractContextManager[None]:
    return clock.at(clock.now() + timedelta(days=days))


def test_what_was_not_used_is_taken_back_by_who_gave_it_or_a_manager(olga: Actor, world: World) -> None:
    give(world, attempts=3, minutes=10)
    (given,) = exceptions.allowances(olga, olga.number)
    use_up(olga)
    with later():
        sit(olga, {})
        with pytest.raises(InvalidError):
            take_back(world.actor("tara"), olga.number, given.id, " ")
        for _twice in range(2):
            take_back(world.actor("mira"), olga.number, given.id, "Given by mistake")
    before, back = exceptions.allowances(olga, olga.number)
    assert before == given, "the past stays"
    assert (back.attempts, back.minutes, back.takes_back) == (-2, -10, given.id)
    assert queries.quiz_desk(olga, COURSE, QUIZ).extra == Extra(1, 0)
    assert queries.quiz_desk(olga, COURSE, QUIZ).start.state is StartState.USED_UP
    assert trail.verify(world.system()) is None


def test_what_a_colleague_gave_or_was_used_or_is_ones_own_is_not_taken_back(olga: Actor, world: World) -> None:
    sven, tara = world.actor("sven"), world.actor("tara")
    people.join_team(world.system(), people.create_team(world.system(), "Blue", sven.number), olga.number)
    give(world, attempts=1)
    (given,) = exceptions.allowances(olga, olga.number)
    with pytest.raises(ForbiddenError):
        take_back(sven, olga.number, given.id, WHY)
    with pytest.raises(ForbiddenError):
        take_back(olga, olga.number, given.id, WHY)
    with pytest.raises(NotFoundError):
        take_back(tara, world.people["omar"], given.id, WHY)
    use_up(olga)
    with later():
        sit(olga, {})
    with pytest.raises(RefusedError):
        take_back(tara, olga.number, given.id, WHY)


def test_what_was_used_in_another_language_is_not_taken_back(olga: Actor, world: World) -> None:
    quiz_course.publish_in_polish(world)
    quiz_course.admit(world.system(), [olga.number], course=POLISH)
    use_up(olga)
    give(world, attempts=1)
    (given,) = exceptions.allowances(olga, olga.number)
    with later():
        service.hand_in(olga, service.start(olga, POLISH, QUIZ))
        with pytest.raises(RefusedError, match="All of it was used"):
            take_back(world.actor("mira"), olga.number, given.id, "Given by mistake")
    with later(40):
        give(world, attempts=1)
        assert queries.quiz_desk(olga, COURSE, QUIZ).start.state is StartState.OPEN


def test_one_more_attempt_opens_a_quiz_that_is_used_up(olga: Actor, world: World) -> None:
    use_up(olga)
    with later():
        with pytest.raises(NoAttemptsLeftError):
            service.start(olga, COURSE, QUIZ)
        give(world, attempts=1)
        desk = queries.quiz_desk(olga, COURSE, QUIZ)
        assert (desk.start.left, desk.extra, desk.may_start) == (1, Extra(1, 0), True)
        sit(olga, {})
        assert queries.quiz_desk(olga, COURSE, QUIZ).start.state is StartState.USED_UP
    assert trail.verify(world.system()) is None


def test_more_minutes_lengthen_the_next_attempt_and_the_open_one(olga: Actor, world: World) -> None:
    attempt_id = service.start(olga, COURSE, QUIZ)
    before = queries.attempt(olga, attempt_id).facts
    give(world, minutes=10)
    after = queries.attempt(olga, attempt_id).facts
    assert before.closes_at is not None
    assert after.closes_at == before.closes_at + timedelta(minutes=10)
    service.hand_in(olga, attempt_id)
    give(world, minutes=5, quiz="")
    with later():
        facts = queries.attempt(olga, service.start(olga, COURSE, QUIZ)).facts
        assert facts.closes_at == facts.started_at + timedelta(minutes=25 + 10 + 5)


def test_more_minutes_lengthen_what_is_open_in_another_language(olga: Actor, world: World) -> None:
    quiz_course.publish_in_polish(world)
    quiz_course.admit(world.system(), [olga.number], course=POLISH)
    attempt_id = service.start(olga, POLISH, QUIZ)
    before = queries.attempt(olga, attempt_id).facts.closes_at
    give(world, minutes=30)
    assert before is not None
    assert queries.attempt(olga, attempt_id).facts.closes_at == before + timedelta(minutes=30)


def test_a_double_click_gives_once(olga: Actor, world: World) -> None:
    token = new_id()
    for _ in range(2):
        give(world, attempts=1, token=token)
    give(world, attempts=1)
    assert exceptions.extra_of(olga, olga.number, [COURSE], QUIZ) == Extra(2, 0)


def test_reasons_are_for_the_person_and_their_leaders_and_not_for_auditors(olga: Actor, world: World) -> None:
    give(world, attempts=1)
    for name, reason in (("olga", WHY), ("mira", WHY), ("ada", "")):
        (given,) = exceptions.allowances(world.actor(name), olga.number)
        assert given.reason == reason, name


def test_a_supervisor_gives_to_their_own_team(olga: Actor, world: World) -> None:
    with pytest.raises(ForbiddenError, match="another team"):
        give(world, attempts=1, by="sven")
    team = people.create_team(world.system(), "Team Sven 2", world.people["sven"])
    people.join_team(world.system(), team, olga.number)
    give(world, attempts=1, by="sven")
    assert exceptions.extra_of(olga, olga.number, [COURSE], QUIZ).attempts == 1


@pytest.mark.parametrize("name", ["omar", "ada"])
def test_others_give_nothing(olga: Actor, world: World, name: str) -> None:
    with pytest.raises(ForbiddenError):
        give(world, attempts=1, by=name)


def test_nobody_gives_to_themselves_nor_to_nobody(olga: Actor, world: World) -> None:
    tara = world.actor("tara")
    with pytest.raises(ForbiddenError, match="themselves"):
        exceptions.allow(tara, tara.number, COURSE, QUIZ, Extra(1), WHY, token=new_id())
    for person in (world.people["otto"], 1):
        with pytest.raises(NotFoundError):
            exceptions.allow(tara, person, COURSE, QUIZ, Extra(1), WHY, token=new_id())


@pytest.mark.parametrize(
    ("quiz", "extra", "reason"),
    [
        (QUIZ, Extra(), WHY),
        (QUIZ, Extra(-1), WHY),
        (QUIZ, Extra(11), WHY),
        (QUIZ, Extra(0, 1441), WHY),
        (QUIZ, Extra(1), "  "),
        ("no-such-quiz", Extra(1), WHY),
        ("", Extra(1), WHY),
    ],
)
def test_what_makes_no_sense_is_refused(olga: Actor, world: World, quiz: str, extra: Extra, reason: str) -> None:
    with pytest.raises(InvalidError):
        exceptions.allow(world.actor("tara"), olga.number, COURSE, quiz, extra, reason, token=new_id())


def test_more_of_what_the_quiz_does_not_limit_is_refused(olga: Actor, world: World) -> None:
    quiz_course.publish(world, "pass: 75%\nshow answers: never")
    with pytest.raises(InvalidError, match="as often as one likes"):
        give(world, attempts=1)
    with pytest.raises(InvalidError, match="no clock"):
        give(world, minutes=5)


class NothingHeld:
    """No certificate rests on anything; in this course the passed quiz is all that one asks."""

    def check_nothing_rests_on(self, work: Work, person_id: int, course: str, proof: str) -> None:
        del work, person_id, course, proof


def test_a_voided_attempt_uses_up_none_and_passes_nothing(
    olga: Actor, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voiding, "_certificates", [NothingHeld()])
    attempt_id = sit(olga, RIGHT)
    assert queries.own_quizzes(olga, COURSE).passed == {QUIZ}
    voids.void_attempt(world.actor("tara"), attempt_id, "A colleague sat beside her")
    voids.void_attempt(world.actor("tara"), attempt_id, "Said again")
    assert queries.own_quizzes(olga, COURSE).passed == frozenset()
    desk = queries.quiz_desk(olga, COURSE, QUIZ)
    assert (desk.start.state, desk.start.left) == (StartState.OPEN, 3)
    (facts,) = desk.attempts
    assert facts.result is not None
    assert facts.result.passed
    assert facts.voided is not None
    assert facts.voided.reason == "A colleague sat beside her"
    assert not queries.attempt(olga, attempt_id).shows_answers
    again = queries.attempt(olga, service.start(olga, COURSE, QUIZ)).facts
    assert again.number == 2


def test_an_open_attempt_is_not_voided(olga: Actor, world: World) -> None:
    attempt_id = service.start(olga, COURSE, QUIZ)
    with pytest.raises(RefusedError, match="still open"):
        voids.void_attempt(world.actor("tara"), attempt_id, WHY)
    with pytest.raises(ForbiddenError):
        voids.void_attempt(world.actor("sven"), attempt_id, WHY)
    with pytest.raises(NotFoundError):
        voids.void_attempt(world.actor("tara"), "0" * 20, WHY)
