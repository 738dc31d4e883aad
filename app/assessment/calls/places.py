"""Statements about places in the queue and the calls they are held for, shared by services and queries."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, case, or_, select
from sqlalchemy.orm import aliased

from app.assessment.calls.models import LiveCall, QueuePlace
from app.assessment.calls.queries import GIVEN_BACK
from app.assessment.calls.queue_rules import BOOKED, BROKE_OFF, READY_NOW, TIME_BEFORE_BOOKING, Turn
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError
from app.kernel.wall import WallSession
from app.kernel.work import Work
from app.learning import queries as learning
from app.people import queries as people

_RANK = case(
    (QueuePlace.broke_off_at.is_not(None), BROKE_OFF), (QueuePlace.booked_for.is_not(None), BOOKED), else_=READY_NOW
)
ORDER = (
    _RANK,
    QueuePlace.booked_for.nulls_last(),
    QueuePlace.due_at.nulls_last(),
    QueuePlace.asked_at,
    QueuePlace.id,
)
"""The same order as `queue_rules.queue_key`, for the database."""
LEFT, CALLED, NOT_THERE, WITHDRAWN = "left", "called", "no show", "withdrawn"
"""How a place ended (`ended_by`). Who was not there has no place left, and their call the outcome NO_SHOW."""
LET_LIE = "let lie"
"""The reason of a call whose assessor held the person for too long."""


def waiting(moment: datetime) -> list[ColumnElement[bool]]:
    """Return what is true of a place that may be taken at `moment`.

    Nobody holds its person (`queue_rules.claim_has_run_out`), and its time has come (`queue_rules.has_come`). Somebody
    who waits in two courses is held in both while an assessor has them for one.
    """
    free = or_(QueuePlace.claim_until.is_(None), QueuePlace.claim_until <= moment)
    other = aliased(QueuePlace)
    held_elsewhere = select(other.id).where(
        other.person_id == QueuePlace.person_id, other.ended_at.is_(None), other.claim_until > moment
    )
    come = or_(QueuePlace.booked_for.is_(None), QueuePlace.booked_for <= moment + TIME_BEFORE_BOOKING)
    return [QueuePlace.ended_at.is_(None), free, come, ~held_elsewhere.exists()]


def turn_of(place: QueuePlace) -> Turn:
    """Return what decides when a place's turn is."""
    return Turn(place.asked_at, place.id, place.due_at, place.booked_for, place.broke_off_at is not None)


def open_place(session: WallSession, person_id: int, course: str, *, skip_locked: bool = False) -> QueuePlace | None:
    """Return the person's place in the queue of a course, locked until the unit of work ends.

    `skip_locked`: None at once, instead of waiting, for one that somebody else has locked.
    """
    return session.scalar(
        select(QueuePlace)
        .where(QueuePlace.person_id == person_id, QueuePlace.course == course, QueuePlace.ended_at.is_(None))
        .with_for_update(skip_locked=skip_locked)
    )


def lock_place(session: WallSession, place_id: str) -> QueuePlace:
    """Return a place, locked: whoever changes a call or its place does this first. Raises NotFoundError."""
    place = session.scalar(
        select(QueuePlace).where(QueuePlace.id == place_id).with_for_update().execution_options(populate_existing=True)
    )
    if place is None:
        raise NotFoundError()
    return place


def end_let_lie(work: Work, place: QueuePlace) -> None:
    """End the call that an assessor let lie for this place, if there is one; what they had given stays on it."""
    call = work.session.scalar(
        select(LiveCall).where(LiveCall.place_id == place.id, LiveCall.ended_at.is_(None)).with_for_update()
    )
    if call is None:
        return
    call.ended_at, call.outcome, call.reason = clock.now(), GIVEN_BACK, LET_LIE
    work.session.flush()
    work.record("call.let lie", call.id, assessor=call.assessor_id)


def may_be_called(actor: Actor, person_id: int, course: str) -> bool:
    """Tell whether a call may come of a person's place: they belong to the client, and keep their enrolment."""
    return people.find_person(actor, person_id) is not None and not learning.is_taken_back(actor, person_id, course)


def withdraw(work: Work, place: QueuePlace) -> None:
    """End a place, which the unit of work has locked, because no call can come of it any more."""
    place.ended_at, place.ended_by = clock.now(), WITHDRAWN
    work.record("queue.withdrawn", place.id)
