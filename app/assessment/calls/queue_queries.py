"""Reads about the queue: who waits, and where one stands oneself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from app.assessment.calls import offers, ports
from app.assessment.calls.models import QueuePlace
from app.assessment.calls.places import ORDER
from app.assessment.calls.ports import MissingPart
from app.assessment.calls.queries import SeriesOf, series_of
from app.assessment.calls.queue_rules import claim_has_run_out
from app.authoring.queries import CourseContent
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.wall import WallSession
from app.kernel.work import reading
from app.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class Waiting:
    """A person in the queue. `held`: an assessor has them just now."""

    place_id: str
    person_id: int
    course: str
    channel: str
    language: str
    due_at: datetime | None
    asked_at: datetime
    held: bool


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """Where somebody stands: `position` from 1 among those nobody holds; None while an assessor has them."""

    channel: str
    language: str
    asked_at: datetime
    position: int | None


@dataclass(frozen=True, slots=True)
class Readiness:
    """Everything about asking for a call in one course.

    `missing` comes first; `series` has every pair that can be asked for; `place` is the one in the queue; `not_there`
    is when an assessor last found nobody, if that is what ended the last place.
    """

    missing: tuple[MissingPart, ...]
    series: tuple[SeriesOf, ...]
    place: OwnPlace | None
    not_there: datetime | None


def queue(actor: Actor) -> list[Waiting]:
    """List the queue, next first. Only for those who assess; who waits is nobody else's business."""
    actor.check(Permission.ASSESS)
    moment = clock.now()
    with reading(actor) as session:
        return [
            Waiting(
                row.id,
                row.person_id,
                row.course,
                row.channel,
                row.language,
                row.due_at,
                row.asked_at,
                not claim_has_run_out(row.claim_until, moment),
            )
            for row in session.scalars(_open_places())
        ]


def can_take(actor: Actor, one: Waiting, assessable: frozenset[tuple[str, str, str]] | None) -> bool:
    """Tell whether the actor could take this person now; `assessable` as `AssessorRights` answers it."""
    fits = assessable is None or (one.course, one.channel, one.language) in assessable
    return fits and not one.held and one.person_id != actor.person_id


def next_in_queue(actor: Actor, waiting: list[Waiting]) -> Waiting | None:
    """Return whom `take_next` would give the actor out of `waiting`, or None."""
    assessable = ports.rights().assessable(actor)
    return next((one for one in waiting if can_take(actor, one, assessable)), None)


def readiness(actor: Actor, content: CourseContent) -> Readiness:
    """Return where the actor stands with the calls of a course."""
    course = content.release.part
    offered = set(offers.pairs_offered(content))
    found = series_of(actor, course, [actor.number]).get(actor.number, [])
    with reading(actor) as session:
        own = session.scalars(
            select(QueuePlace)
            .where(QueuePlace.person_id == actor.number, QueuePlace.course == course)
            .order_by(QueuePlace.asked_at.desc())
            .limit(1)
        ).first()
        place = _own_place(session, own) if own is not None and own.ended_at is None else None
    missing = () if place or not found else tuple(ports.gate().missing_before_calls(actor, actor.number, course))
    not_there = own.ended_at if own is not None and own.ended_by == "no show" else None
    series = tuple(one for one in found if (one.channel, one.language) in offered)
    return Readiness(missing, series, place, not_there)


def _own_place(session: WallSession, own: QueuePlace) -> OwnPlace:
    moment = clock.now()
    if not claim_has_run_out(own.claim_until, moment):
        return OwnPlace(own.channel, own.language, own.asked_at, None)
    free = [row.id for row in session.scalars(_open_places()) if claim_has_run_out(row.claim_until, moment)]
    return OwnPlace(own.channel, own.language, own.asked_at, free.index(own.id) + 1)


def _open_places() -> Select[QueuePlace]:
    return select(QueuePlace).where(QueuePlace.ended_at.is_(None)).order_by(*ORDER)
