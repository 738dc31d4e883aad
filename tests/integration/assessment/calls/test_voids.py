"""Voiding a test call: it stays, counts for nothing, and never about oneself or under a certificate."""

from __future__ import annotations

import pytest

from app.assessment import voiding
from app.assessment.calls import queries, service
from app.kernel.errors import ForbiddenError, InvalidError, NotFoundError, RefusedError
from app.kernel.work import Work
from app.trail import service as trail
from tests.factories import World
from tests.integration.assessment.calls.courses import COURSE, FULL, POOR
from tests.integration.assessment.calls.test_live import state, taken


def finished(world: World, points: dict[str, int], name: str = "olga") -> str:
    call_id = taken(world, name)
    service.finish(world.actor("sven"), call_id, points, [], "resolved", "Asked for two factors")
    return call_id


def void(world: World, call_id: str, by: str = "tara", reason: str = "The wrong person was called") -> None:
    service.void_call(world.actor(by), call_id, reason)


def test_a_voided_call_counts_for_nothing_and_stays(course: World) -> None:
    call_id = finished(course, FULL)
    assert state(course).passed == 1
    void(course, call_id)
    assert (state(course).passed, state(course).scored) == (0, 0)
    (call,) = queries.live_calls(course.actor("ada"))
    assert call.percent == 100
    assert call.voided is not None
    assert (call.voided.by, call.voided.reason) == (course.people["tara"], "The wrong person was called")
    assert trail.verify(course.system()) is None


def test_said_twice_the_first_reason_stands(course: World) -> None:
    call_id = finished(course, FULL)
    void(course, call_id)
    void(course, call_id, "mira", "Another reason")
    call = queries.live_call(course.actor("olga"), call_id)
    assert call.voided is not None
    assert call.voided.by == course.people["tara"]


def test_a_series_that_only_this_call_lost_goes_on(course: World) -> None:
    finished(course, POOR)
    last = finished(course, POOR)
    assert state(course).lost
    assert len(queries.lost_series(course.actor("sven"))) == 1
    void(course, last)
    assert not state(course).lost
    assert queries.lost_series(course.actor("sven")) == []
    finished(course, FULL)
    finished(course, FULL)
    assert state(course).met


def test_a_met_series_is_open_again(course: World) -> None:
    finished(course, FULL)
    last = finished(course, FULL)
    void(course, last)
    there = state(course)
    assert (there.met, there.passed, there.left) == (False, 1, 2)


@pytest.mark.parametrize("name", ["sven", "olga", "ada"])
def test_only_trainers_and_managers_void(course: World, name: str) -> None:
    call_id = finished(course, FULL)
    with pytest.raises(ForbiddenError):
        void(course, call_id, name)


def test_nobody_voids_their_own(course: World) -> None:
    call_id = finished(course, FULL)
    olga = course.actor("olga")
    trainer = type(olga)(olga.person_id, olga.scope, course.actor("tara").permissions)
    with pytest.raises(ForbiddenError, match="themselves"):
        service.void_call(trainer, call_id, "It went badly")


@pytest.mark.parametrize("reason", ["", "   ", "x" * 1001, "with \0"])
def test_a_reason_is_needed(course: World, reason: str) -> None:
    call_id = finished(course, FULL)
    with pytest.raises(InvalidError):
        void(course, call_id, reason=reason)
    assert state(course).passed == 1


def test_what_has_no_result_is_not_voided(course: World) -> None:
    call_id = taken(course)
    with pytest.raises(RefusedError, match="no result"):
        void(course, call_id)
    with pytest.raises(NotFoundError):
        void(course, "0" * 20)


class Held:
    """A certificate rests on everything."""

    def check_nothing_rests_on(self, work: Work, person_id: int, course: str, proof: str) -> None:
        raise RefusedError("The certificate NB-1 rests on this.")


def test_what_a_certificate_rests_on_stays(course: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voiding, "_certificates", [Held()])
    call_id = finished(course, FULL)
    with pytest.raises(RefusedError, match="NB-1"):
        void(course, call_id)
    assert queries.states_of(course.actor("sara"), COURSE, course.people["olga"])["phone", "en"].passed == 1
