"""What the tests of calls do again and again, and the addresses they go to."""

from __future__ import annotations

from app.assessment.calls import queries, service
from tests.factories import World
from tests.integration.assessment.calls.courses import COURSE

READY = f"/c/nordbank/courses/{COURSE}/ready"
START = "/c/nordbank/supervise"
SCORED = {
    "points-0": "30",
    "points-1": "50",
    "points-2": "n/a",
    "ending": "resolved",
    "evidence": "Asked for two factors.\r\nNamed the reason.",
}


def taken(world: World, name: str = "olga") -> str:
    """Let Sven take somebody, and return the address of the desk."""
    service.ready_for_call(world.actor(name), COURSE, "phone", "en")
    return f"/c/nordbank/calls/{service.take_next(world.actor('sven'))}"


def score(world: World, points: dict[str, int]) -> str:
    desk = taken(world)
    service.finish(world.actor("sven"), desk.rsplit("/", 1)[1], points, [], "resolved", "Heard it all.")
    return desk


def outcome(world: World, desk: str) -> str | None:
    return queries.live_call(world.actor("sven"), desk.rsplit("/", 1)[1]).outcome
