"""Changing enrolments: another due date, or taking them back. What was said before stays, with the reason beside it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError, RefusedError
from app.kernel.ids import new_id
from app.kernel.messages import N_
from app.kernel.texts import checked_reason
from app.kernel.work import Work, writing
from app.learning.enrolling import by_time_zone, check_may_enrol, check_not_over
from app.learning.events import EnrolmentChanged
from app.learning.models import Enrolment
from app.learning.service import newest_rows
from app.people.service import hold_people


def change_due(actor: Actor, people: Iterable[int], course: str, due: date, reason: str) -> int:
    """Give the enrolments of people in a course another due date, all or none; return how many got another one.

    The day ends in each person's own time zone. Who is not enrolled (any more) is passed over, and so is who has this
    due date already. Raises NotFoundError for people whom the actor does not answer for, ForbiddenError for oneself,
    InvalidError for nobody, no reason or a day that is over, RefusedError where nobody of them is enrolled.
    """
    numbers, said = _checked(actor, people, reason)
    check_not_over(actor, due)
    with writing(actor) as work:
        rows, zones = _enrolled(work, numbers, course)
        changed = 0
        for row in rows:
            due_at = clock.end_of_day(due, zones[row.person_id])
            if row.due_at != due_at:
                _change(work, row, due_at, said)
                changed += 1
        return changed


def take_back(actor: Actor, people: Iterable[int], course: str, reason: str) -> int:
    """Take back the enrolments of people in a course, all or none; return how many were.

    What they have done there stays on record, and counts again if they are enrolled again. An attempt or a test call
    that has begun goes on; who waits for a call leaves the queue. Who is not enrolled (any more) is passed over.
    Raises as `change_due` does.
    """
    numbers, said = _checked(actor, people, reason)
    with writing(actor) as work:
        rows, _zones = _enrolled(work, numbers, course)
        for row in rows:
            after = succeed(work, row, said, due_at=row.due_at, taken_back=True)
            work.record("enrolment.taken back", after.id, person=row.person_id, course=course)
        return len(rows)


def _checked(actor: Actor, people: Iterable[int], reason: str) -> tuple[list[int], str]:
    numbers = check_may_enrol(actor, people)
    if actor.person_id in numbers:
        raise ForbiddenError(N_("Nobody changes their own enrolment. Ask a colleague."))
    missing = N_("Write down why. It stands in the person's history, where the client's auditor reads it too.")
    said = checked_reason(reason, missing)
    return numbers, said


def _enrolled(work: Work, numbers: list[int], course: str) -> tuple[list[Enrolment], dict[int, str]]:
    """Return the rows of those who are enrolled, locked, and the time zone of each of these people."""
    hold_people(work, numbers)
    zones = {number: zone for zone, group in by_time_zone(work.actor, numbers).items() for number in group}
    rows = [row for row in newest_rows(work, numbers, course).values() if not row.taken_back]
    if not rows:
        raise RefusedError(N_("Nobody of them is enrolled in this course any more."))
    return rows, zones


def _change(work: Work, row: Enrolment, due_at: datetime, reason: str) -> None:
    after = succeed(work, row, reason, due_at=due_at, taken_back=False)
    work.record(
        "enrolment.due changed",
        after.id,
        person=row.person_id,
        course=row.course,
        before=row.due_at.isoformat() if row.due_at else None,
        due=due_at.isoformat(),
    )


def succeed(
    work: Work, row: Enrolment, reason: str, *, due_at: datetime | None, taken_back: bool, goes_on_in: str = ""
) -> Enrolment:
    """End a row and write the one that stands from now on; tell those who wait with its due date.

    `goes_on_in` is the course that the person takes in its place, which is the same in another language.
    """
    moment = clock.now()
    row.ended_at = moment
    work.session.flush()
    after = Enrolment(
        id=new_id(),
        person_id=row.person_id,
        course=row.course,
        release_id=row.release_id,
        started_at=row.started_at,
        due_at=due_at,
        enrolled_by=work.actor.person_id,
        changed_at=moment,
        reason=reason,
        taken_back=taken_back,
        goes_on_in=goes_on_in,
    )
    work.session.add(after)
    work.session.flush()
    work.publish(EnrolmentChanged(row.person_id, row.course, due_at, taken_back))
    return after
