"""Who joined a class after it was enrolled in a course: what is offered to let them in as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from app.kernel import clock
from app.kernel.actor import Actor
from app.learning.queries import EnrolmentFacts, enrolments
from app.people import queries as people
from app.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class Latecomers:
    """A course that others of a class take, on `release_id`, and the numbers of those who are not enrolled in it.

    `due` is the day on which it is due for most of the class; None where it has no day, or one that is over.
    """

    course: str
    release_id: str
    people: tuple[int, ...]
    due: date | None


def latecomers(actor: Actor, members: Iterable[int]) -> list[Latecomers]:
    """Return for each course of a class who of it is not enrolled, in the order of courses; nothing where all are."""
    actor.check(Permission.ENROL)
    zones = {one.id: one.time_zone for one in people.people(actor, only=list(members))}
    if not zones:
        return []
    return late_in(enrolments(actor, zones), zones, clock.now().astimezone(ZoneInfo(actor.time_zone)).date())


def late_in(enrolled: Iterable[EnrolmentFacts], zones: Mapping[int, str], today: date) -> list[Latecomers]:
    """Return the same for people with their time zones, on a day. Pure."""
    taken: dict[str, list[EnrolmentFacts]] = {}
    for one in enrolled:
        taken.setdefault(one.course, []).append(one)
    found = []
    for course, rows in sorted(taken.items()):
        missing = tuple(sorted(zones.keys() - {row.person_id for row in rows}))
        if missing:
            days = Counter(row.due_at.astimezone(ZoneInfo(zones[row.person_id])).date() for row in rows if row.due_at)
            due = max(days, key=lambda day: (days[day], day), default=None)
            found.append(Latecomers(course, rows[-1].release_id, missing, due if due and due >= today else None))
    return found
