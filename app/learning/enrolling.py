"""Enrolling the people one answers for, by a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import InvalidError, NotFoundError
from app.kernel.messages import N_
from app.kernel.work import writing
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
    numbers = check_may_enrol(actor, people)
    if due is None:
        enrol(actor, numbers, course)
        return
    check_not_over(actor, due)
    with writing(actor):
        for zone, group in by_time_zone(actor, numbers).items():
            enrol(actor, group, course, clock.end_of_day(due, zone))


def check_may_enrol(actor: Actor, people: Iterable[int]) -> list[int]:
    """Return the numbers of people whose enrolments the actor may begin and change, each once.

    Raises ForbiddenError for those who enrol nobody, NotFoundError for people whom they do not answer for,
    InvalidError for nobody.
    """
    actor.check(Permission.ENROL)
    numbers = sorted(set(people))
    if not numbers:
        raise InvalidError(N_("Choose at least one person."))
    check_reach(actor, numbers)
    return numbers


def check_not_over(actor: Actor, due: date) -> None:
    """Raise InvalidError for a day that is over where the actor is."""
    if due < clock.today(actor.time_zone):
        raise InvalidError(N_("This day is over. Choose today or a later one."))


def by_time_zone(actor: Actor, numbers: list[int]) -> dict[str, list[int]]:
    """Return people by their time zones (IANA names). Raises NotFoundError for one who is not the client's."""
    zones: dict[str, list[int]] = {}
    for person in people_queries.people(actor, only=numbers):
        zones.setdefault(person.time_zone, []).append(person.id)
    if sum(map(len, zones.values())) < len(numbers):
        raise NotFoundError()
    return zones
