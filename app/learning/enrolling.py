"""Enrolling the people one answers for, by a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import InvalidError, NotFoundError
from app.kernel.messages import N_
from app.kernel.work import writing
from app.learning.rules import END_OF_DAY
from app.learning.service import enrol
from app.people import queries as people_queries
from app.people.directory import check_reach
from app.people.permissions import Permission


def enrol_by(actor: Actor, people: Iterable[int], course: str, due: date | None) -> None:
    """Enrol people in a course until the end of a day, each in their own time zone; all or none.

    Without `due` the course's own rule counts. Whoever is enrolled already stays as they are. Raises NotFoundError
    for a course that was never published and for people whom the actor does not answer for, InvalidError for nobody
    or a day that is over.
    """
    actor.check(Permission.ENROL)
    numbers = sorted(set(people))
    if not numbers:
        raise InvalidError(N_("Choose who is to be enrolled."))
    check_reach(actor, numbers)
    if due is None:
        enrol(actor, numbers, course)
        return
    if due < clock.now().astimezone(ZoneInfo(actor.time_zone)).date():
        raise InvalidError(N_("This day is over. Choose today or a later one."))
    zones: dict[str, list[int]] = {}
    with writing(actor):
        for person in people_queries.people(actor, only=numbers):
            zones.setdefault(person.time_zone, []).append(person.id)
        if sum(map(len, zones.values())) < len(numbers):
            raise NotFoundError()
        for zone, group in zones.items():
            enrol(actor, group, course, datetime.combine(due, END_OF_DAY, ZoneInfo(zone)).astimezone(UTC))
