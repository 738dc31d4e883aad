"""Rehearsals: played alone, kept reply by reply, never doubled, never read by others."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.assessment.calls import service
from app.assessment.calls.rehearsals import Played, StepPassedError, rehearsal, rehearsals
from app.content.rehearsal import offered
from app.kernel.errors import ForbiddenError, InvalidError, NotFoundError
from tests.factories import World
from tests.integration.assessment.calls.courses import COURSE, publish_course


def started(world: World, name: str = "olga") -> str:
    return service.start_rehearsal(world.actor(name), COURSE, "card-blocked")


def played(world: World, rehearsal_id: str) -> Played:
    return rehearsal(world.actor("olga"), rehearsal_id)


def replies(world: World, rehearsal_id: str) -> list[str]:
    call = played(world, rehearsal_id)
    return [reply.id for reply in offered(call.scenario, call.state)]


def test_a_call_is_played_to_its_end(course: World) -> None:
    olga = course.actor("olga")
    rehearsal_id = started(course)
    assert played(course, rehearsal_id).state.step == "start"
    for turn in range(2):
        service.say(olga, rehearsal_id, turn, replies(course, rehearsal_id)[0])
    call = played(course, rehearsal_id)
    assert call.is_over
    assert (call.facts.ending, call.facts.percent, call.facts.passed) == ("resolved", 100, True)
    assert len(call.said) == 2


def test_a_second_tab_goes_on_with_the_same_call(course: World) -> None:
    assert started(course) == started(course)
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(lambda _: started(course, "omar"), range(4)))) == 1


def test_a_reply_to_a_step_that_has_passed_is_not_said(course: World) -> None:
    olga = course.actor("olga")
    rehearsal_id = started(course)
    first = replies(course, rehearsal_id)[0]
    service.say(olga, rehearsal_id, 0, first)
    for turn, reply in ((0, first), (0, "start/2"), (7, "reason/1")):
        with pytest.raises(StepPassedError):
            service.say(olga, rehearsal_id, turn, reply)
    assert len(played(course, rehearsal_id).said) == 1


def test_two_clicks_at_once_are_one_reply(course: World) -> None:
    olga = course.actor("olga")
    rehearsal_id = started(course)
    reply = replies(course, rehearsal_id)[0]

    def click(_: int) -> bool:
        try:
            service.say(olga, rehearsal_id, 0, reply)
        except StepPassedError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(click, range(4))) == 1
    assert len(played(course, rehearsal_id).said) == 1


def test_a_reply_that_is_not_offered_changes_nothing(course: World) -> None:
    rehearsal_id = started(course)
    for reply in ("", "start/99", "reason/1", "x" * 5000):
        with pytest.raises(InvalidError):
            service.say(course.actor("olga"), rehearsal_id, 0, reply)
    assert played(course, rehearsal_id).said == ()


def test_an_ended_call_takes_no_more_replies(course: World) -> None:
    olga = course.actor("olga")
    rehearsal_id = started(course)
    for turn in range(2):
        service.say(olga, rehearsal_id, turn, replies(course, rehearsal_id)[0])
    with pytest.raises(StepPassedError):
        service.say(olga, rehearsal_id, 2, "start/2")


def test_again_starts_over_and_keeps_the_old_one(course: World) -> None:
    olga = course.actor("olga")
    first = started(course)
    service.say(olga, first, 0, replies(course, first)[0])
    second = service.again(olga, first)
    assert second != first
    assert service.again(olga, first) == second
    assert played(course, first).is_over
    assert played(course, first).facts.ending is None
    assert {one.id for one in rehearsals(olga, COURSE)} == {first, second}


def test_an_open_call_is_finished_on_its_release(course: World, tmp_path: Path) -> None:
    rehearsal_id = started(course)
    publish_course(course, tmp_path, {"card-lost": "phone"})
    service.say(course.actor("olga"), rehearsal_id, 0, replies(course, rehearsal_id)[0])
    with pytest.raises(NotFoundError):
        service.again(course.actor("olga"), rehearsal_id)


def test_nobody_else_sees_a_rehearsal(course: World) -> None:
    rehearsal_id = started(course)
    for name in ("omar", "sven", "tara", "mira", "ada"):
        assert rehearsals(course.actor(name)) == []
        with pytest.raises(NotFoundError):
            rehearsal(course.actor(name), rehearsal_id)
    with pytest.raises(NotFoundError):
        service.say(course.actor("omar"), rehearsal_id, 0, "start/1")
    with pytest.raises(ForbiddenError):
        started(course, "ada")


def test_an_unknown_scenario_is_not_found(course: World) -> None:
    with pytest.raises(NotFoundError):
        service.start_rehearsal(course.actor("olga"), COURSE, "no-such")
