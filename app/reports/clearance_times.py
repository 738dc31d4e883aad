"""How long a class takes from its first day to clearance: the median and the range, in days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from app.authoring import queries as authoring
from app.certification.held import CertificateFacts, read_certificates
from app.kernel.actor import Actor
from app.people import groups
from app.people import queries as people
from app.people.groups import ClassFacts
from app.people.permissions import Permission
from app.reports.narrowing import Narrowing

A_DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class Spread:
    """Numbers of days: the middle one, the least and the most."""

    median: float
    least: float
    most: float


def spread(days: Sequence[float]) -> Spread | None:
    """Return the median and the range of some numbers, None of none. Pure."""
    return Spread(median(days), min(days), max(days)) if days else None


@dataclass(frozen=True, slots=True)
class ClassTime:
    """A class: how many are in it, how many were cleared since it began, how many before, and how long that took."""

    id: str
    title: str
    trainer_id: int
    starts_on: date
    people: int
    cleared: int
    before: int
    days: Spread | None


def class_time(group: ClassFacts, first_cleared: Mapping[int, datetime], starts_on: date) -> ClassTime:
    """Return how long a class took. Pure. `first_cleared` is when each person was cleared for the first time.

    Who was cleared before the class began says nothing about it: they are counted apart.
    """
    moments = [first_cleared[number] for number in group.members if number in first_cleared]
    since = [moment for moment in moments if moment >= group.starts_at]
    days = [(moment - group.starts_at).total_seconds() / A_DAY for moment in since]
    return ClassTime(
        group.id,
        group.title,
        group.trainer_id,
        starts_on,
        len(group.members),
        len(since),
        len(moments) - len(since),
        spread(days),
    )


def first_clearances(certificates: Iterable[CertificateFacts], course: str = "") -> dict[int, datetime]:
    """Return when each person first got a certificate for a line, for that of one course if given. Pure."""
    found: dict[int, datetime] = {}
    for one in sorted(certificates, key=lambda one: one.counts_from):
        if (one.course == course) if course else one.line:
            found.setdefault(one.person_id, one.counts_from)
    return found


@dataclass(frozen=True, slots=True)
class ClearanceTimeReport:
    """The classes of the period, the latest first, with the names of their trainers."""

    rows: tuple[ClassTime, ...]
    courses: dict[str, str]
    classes: dict[str, str]
    names: dict[int, str]


def clearance_times(actor: Actor, wanted: Narrowing) -> ClearanceTimeReport:
    """Return how long the classes took that began in the period, leavers counted as well. Four statements.

    For those who see everybody.
    """
    actor.check(Permission.SEE_EVERYBODY)
    contents, _shared = authoring.courses_and_shared(actor)
    classes = groups.classes(actor)
    cleared = first_clearances(read_certificates(actor), wanted.course)
    shown = [one for one in classes if wanted.covers(one.starts_at) and wanted.group in ("", one.id)]
    rows = tuple(class_time(one, cleared, wanted.day_of(one.starts_at)) for one in shown)
    return ClearanceTimeReport(
        rows,
        {content.release.part: content.course.title for content in contents if content.course.certificate},
        {one.id: one.title for one in classes},
        people.names(actor, {one.trainer_id for one in rows}) if rows else {},
    )
