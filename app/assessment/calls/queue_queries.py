"""Reads about the queue: who waits, and where one stands oneself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select

from app.assessment.calls import offers, ports
from app.assessment.calls.models import LiveCall, QueuePlace
from app.assessment.calls.places import NOT_THERE, ORDER, turn_of
from app.assessment.calls.queries import LiveCallFacts, SeriesOf, coached_series, series_in
from app.assessment.calls.queue_rules import Wanted, claim_has_run_out, has_come, queue_key, speaks
from app.authoring.queries import CourseContent
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.work import reading
from app.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class Waiting:
    """A person in the queue. `held`: an assessor has them just now, for this course or another.

    `booked_for` is the time they booked, None if they are ready now; `has_come` is False until shortly before it.
    `broke_off`: their last call broke off. `call_id` and `assessor_id` are of the open call, which an assessor may also
    have let lie.
    """

    place_id: str
    person_id: int
    course: str
    channel: str
    language: str
    due_at: datetime | None
    asked_at: datetime
    held: bool
    booked_for: datetime | None = None
    has_come: bool = True
    broke_off: bool = False
    call_id: str | None = None
    assessor_id: int | None = None


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """Where somebody stands: `position` from 1 among those who can be taken now.

    It is None while an assessor has them (`held`), for this course or another, and while the time that they booked
    has not come.
    """

    channel: str
    language: str
    asked_at: datetime
    position: int | None
    booked_for: datetime | None = None
    held: bool = False


@dataclass(frozen=True, slots=True)
class Readiness:
    """Where somebody stands with the calls of one course.

    `series` has every pair that can be asked for; `place` is the one in the queue; `not_there` is when an assessor
    found nobody, if that is how the last place ended.
    """

    series: tuple[SeriesOf, ...]
    place: OwnPlace | None
    not_there: datetime | None


_OPEN_PLACES = (
    select(QueuePlace, LiveCall.id, LiveCall.assessor_id)
    .outerjoin(
        LiveCall,
        and_(
            LiveCall.client_id == QueuePlace.client_id, LiveCall.place_id == QueuePlace.id, LiveCall.ended_at.is_(None)
        ),
    )
    .where(QueuePlace.ended_at.is_(None))
)


def queue(actor: Actor) -> list[Waiting]:
    """List the queue, next first; bookings whose time has not come are last.

    Only for those who assess; who waits is nobody else's business.
    """
    actor.check(Permission.ASSESS)
    moment = clock.now()
    with reading(actor) as session:
        rows = [(place, call_id, assessor_id) for place, call_id, assessor_id in session.execute(_OPEN_PLACES)]
    held = _held((place for place, _, _ in rows), moment)
    rows.sort(key=lambda row: (not has_come(row[0].booked_for, moment), queue_key(turn_of(row[0]))))
    return [
        Waiting(
            place.id,
            place.person_id,
            place.course,
            place.channel,
            place.language,
            place.due_at,
            place.asked_at,
            place.person_id in held,
            place.booked_for,
            has_come(place.booked_for, moment),
            place.broke_off_at is not None,
            call_id,
            assessor_id,
        )
        for place, call_id, assessor_id in rows
    ]


def can_take(actor: Actor, one: Waiting, assessable: frozenset[tuple[str, str, str]] | None) -> bool:
    """Tell whether the actor could take this person now; `assessable` as `AssessorRights` answers it."""
    fits = assessable is None or (one.course, one.channel, one.language) in assessable
    there = one.has_come and not one.held
    return fits and there and speaks(actor.spoken, one.language) and one.person_id != actor.person_id


def next_in_queue(actor: Actor, waiting: list[Waiting], wanted: Wanted | None = None) -> Waiting | None:
    """Return whom `take_next` would give the actor out of `waiting`, or None."""
    assessable = ports.rights().assessable(actor)
    asked = wanted or Wanted()
    fitting = (one for one in waiting if asked.fits(one.course, one.channel, one.language))
    return next((one for one in fitting if can_take(actor, one, assessable)), None)


def open_call(actor: Actor, waiting: list[Waiting]) -> Waiting | None:
    """Return the place whose call the actor has taken and not ended, or None."""
    return next((one for one in waiting if one.assessor_id == actor.person_id), None)


def readiness(actor: Actor, content: CourseContent, calls: Sequence[LiveCallFacts]) -> Readiness:
    """Return where the actor stands with the calls of a course; `calls` are their finished ones, oldest first.

    What comes before calls is asked only when somebody says that they are ready.
    """
    course = content.release.part
    coached = coached_series(actor, course, [actor.number]).get(actor.number, {}) if calls else {}
    offered = set(offers.pairs_offered(content))
    found = series_in(content.course, calls, coached)
    places = _own_and_open_places(actor, course)
    mine = [place for place in places if (place.person_id, place.course) == (actor.person_id, course)]
    last = max(mine, key=lambda place: place.asked_at, default=None)
    return Readiness(
        series=tuple(one for one in found if (one.channel, one.language) in offered),
        place=_own_place(last, places) if last is not None and last.ended_at is None else None,
        not_there=last.ended_at if last is not None and last.ended_by == NOT_THERE else None,
    )


def _own_place(own: QueuePlace, places: Sequence[QueuePlace]) -> OwnPlace:
    moment = clock.now()
    waiting = [one for one in places if one.ended_at is None]
    held = _held(waiting, moment)
    free = [one.id for one in waiting if one.person_id not in held and has_come(one.booked_for, moment)]
    position = free.index(own.id) + 1 if own.id in free else None
    return OwnPlace(own.channel, own.language, own.asked_at, position, own.booked_for, own.person_id in held)


def _held(places: Iterable[QueuePlace], moment: datetime) -> set[int]:
    """Return whom an assessor has: held in one course, somebody is held in all, as `places.waiting` has it."""
    return {place.person_id for place in places if not claim_has_run_out(place.claim_until, moment)}


def _own_and_open_places(actor: Actor, course: str) -> list[QueuePlace]:
    """Return every open place in the order of the queue, and the actor's own former ones of a course among them."""
    own = and_(QueuePlace.person_id == actor.number, QueuePlace.course == course)
    statement = select(QueuePlace).where(or_(QueuePlace.ended_at.is_(None), own)).order_by(*ORDER)
    with reading(actor) as session:
        return list(session.scalars(statement))
