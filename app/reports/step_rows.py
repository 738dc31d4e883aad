"""The rows of every room as steps: which columns of each say what a step says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    Text,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    null,
    select,
)

from app.assessment.calls.models import Coaching, LiveCall, QueuePlace
from app.assessment.calls.queries import FINISHED
from app.assessment.quizzes.models import Attempt
from app.certification.models import Certificate, SignOff
from app.kernel.database import PersonOwned, UTCDateTime, Voidable
from app.learning.models import CheckAnswer, Enrolment, ModuleCompletion, SectionReached
from app.people.models import AgreementAcceptance


class StepKind(StrEnum):
    """The kinds of steps."""

    AGREEMENT = "agreement"
    ENROLMENT = "enrolment"
    MODULE = "module"
    OPEN_ATTEMPT = "open attempt"
    ATTEMPT = "attempt"
    QUEUE = "queue"
    CALL = "call"
    COACHING = "coaching"
    SIGN_OFF = "sign-off"
    CERTIFICATE = "certificate"


DONE = tuple(kind for kind in StepKind if kind not in (StepKind.OPEN_ATTEMPT, StepKind.CERTIFICATE))
"""What people have done; a certificate is what comes of it, and an open attempt is one that they are still at."""

CHANGED, TAKEN_BACK, LANGUAGE_CHANGED = "changed", "taken back", "language changed"
"""What became of an enrolment: it got another due date, or is none any more; then the person may go on elsewhere."""


NOT_BEGUN = "not_begun"
"""The column that takes a moment, the value `moment` of a statement: read only where it is asked for."""

COLUMNS: dict[str, Any] = {
    "client_id": String(),
    "person_id": BigInteger(),
    "course": String(),
    "name": String(),
    "translates": String(),
    "id": String(),
    "release_id": String(),
    "at": UTCDateTime(),
    "by": BigInteger(),
    "percent": Integer(),
    "passed": Boolean(),
    "channel": String(),
    "language": String(),
    "series": Integer(),
    "rule_passed": Integer(),
    "rule_calls": Integer(),
    "rule_percent": Integer(),
    "due_at": UTCDateTime(),
    "last_day": Date(),
    "covers": Text(),
    "role": String(),
    "voided_at": UTCDateTime(),
    "voided_by": BigInteger(),
    "void_reason": Text(),
    "change": String(),
    "reason": Text(),
    "goes_on_in": String(),
    NOT_BEGUN: Boolean(),
}


@dataclass(frozen=True, slots=True)
class Leg:
    """One room's rows as steps: their entity, what of it says what (column by name), and which rows are steps."""

    kind: StepKind
    entity: type[PersonOwned]
    given: Mapping[str, Any]
    only: tuple[ColumnElement[bool], ...] = ()

    @property
    def course(self) -> Any:
        """The column of their course; None: they belong to none."""
        return self.given.get("course")

    def rows(self, names: Iterable[str]) -> Select[Any]:
        """Select the rows with these columns; what this room does not know is null."""
        columns = [
            self.given[name].label(name) if name in self.given else cast(null(), COLUMNS[name]).label(name)
            for name in names
        ]
        return select(literal(self.kind.value).label("kind"), *columns).where(*self.only)


def _leg(kind: StepKind, entity: type[PersonOwned], *only: ColumnElement[bool], **given: Any) -> Leg:
    given = {"client_id": entity.client_id, "person_id": entity.person_id} | given
    if issubclass(entity, Voidable):
        given |= {"voided_at": entity.voided_at, "voided_by": entity.voided_by, "void_reason": entity.void_reason}
    return Leg(kind, entity, given, only)


def _agreements() -> Leg:
    row = AgreementAcceptance
    return _leg(
        StepKind.AGREEMENT,
        row,
        name=row.agreement,
        id=row.id,
        release_id=row.release_id,
        at=row.accepted_at,
        language=row.language,
    )


def _enrolments() -> Leg:
    row = Enrolment
    return _leg(
        StepKind.ENROLMENT,
        row,
        course=row.course,
        id=row.id,
        release_id=row.release_id,
        at=func.coalesce(row.changed_at, row.started_at, type_=UTCDateTime()),
        by=row.enrolled_by,
        due_at=row.due_at,
        change=case(
            (row.goes_on_in != "", LANGUAGE_CHANGED),
            (row.taken_back, TAKEN_BACK),
            (row.changed_at.is_not(None), CHANGED),
            else_="",
        ),
        reason=row.reason,
        goes_on_in=row.goes_on_in,
        not_begun=_nothing_done(),
    )


def _nothing_done() -> ColumnElement[bool]:
    """Return the condition that the person of an enrolment had done nothing of its course until a moment.

    What was voided later was done all the same: the answer about a past day stays as it was. Who asked for a call and
    left the queue without one had done all that comes before it.
    """
    done = (
        (SectionReached, SectionReached.reached_at),
        (CheckAnswer, CheckAnswer.answered_at),
        (ModuleCompletion, ModuleCompletion.completed_at),
        (Attempt, Attempt.started_at),
        (LiveCall, LiveCall.started_at),
    )
    moment = bindparam("moment", type_=UTCDateTime())
    return and_(
        *(
            ~exists().where(
                row.client_id == Enrolment.client_id,
                row.person_id == Enrolment.person_id,
                row.course == Enrolment.course,
                at <= moment,
            )
            for row, at in done
        )
    )


def _modules() -> Leg:
    row = ModuleCompletion
    return _leg(
        StepKind.MODULE, row, course=row.course, name=row.module, release_id=row.release_id, at=row.completed_at
    )


def _attempts() -> Leg:
    row = Attempt
    return _leg(
        StepKind.ATTEMPT,
        row,
        row.handed_in_at.is_not(None),
        course=row.course,
        name=row.quiz,
        id=row.id,
        release_id=row.release_id,
        at=row.handed_in_at,
        percent=row.percent,
        passed=row.passed,
        series=row.number,
    )


def _open_attempts() -> Leg:
    row = Attempt
    return _leg(
        StepKind.OPEN_ATTEMPT,
        row,
        row.handed_in_at.is_(None),
        course=row.course,
        name=row.quiz,
        id=row.id,
        release_id=row.release_id,
        at=row.started_at,
        due_at=row.closes_at,
    )


def _queue() -> Leg:
    row = QueuePlace
    return _leg(
        StepKind.QUEUE,
        row,
        row.ended_at.is_(None),
        course=row.course,
        id=row.id,
        at=row.asked_at,
        channel=row.channel,
        language=row.language,
    )


def _calls() -> Leg:
    row = LiveCall
    return _leg(
        StepKind.CALL,
        row,
        row.outcome == FINISHED,
        course=row.course,
        name=row.scenario,
        id=row.id,
        release_id=row.release_id,
        at=row.ended_at,
        by=row.assessor_id,
        percent=row.percent,
        passed=row.passed,
        channel=row.channel,
        language=row.language,
        series=row.series,
        rule_passed=row.series_passed,
        rule_calls=row.series_calls,
        rule_percent=row.series_percent,
    )


def _coaching() -> Leg:
    row = Coaching
    return _leg(
        StepKind.COACHING,
        row,
        course=row.course,
        id=row.id,
        at=row.recorded_at,
        by=row.coach_id,
        channel=row.channel,
        language=row.language,
        series=row.series,
    )


def _sign_offs() -> Leg:
    row = SignOff
    return _leg(
        StepKind.SIGN_OFF,
        row,
        course=row.course,
        id=row.id,
        release_id=row.release_id,
        at=row.signed_at,
        by=row.signer_id,
        covers=cast(row.covers, Text),
        role=row.role,
    )


def _certificates() -> Leg:
    row = Certificate
    return _leg(
        StepKind.CERTIFICATE,
        row,
        course=row.course,
        translates=row.translates,
        id=row.id,
        release_id=row.release_id,
        at=row.counts_from,
        due_at=row.expires_at,
        last_day=row.last_day,
    )


LEGS: dict[StepKind, Leg] = {
    StepKind.AGREEMENT: _agreements(),
    StepKind.ENROLMENT: _enrolments(),
    StepKind.MODULE: _modules(),
    StepKind.OPEN_ATTEMPT: _open_attempts(),
    StepKind.ATTEMPT: _attempts(),
    StepKind.QUEUE: _queue(),
    StepKind.CALL: _calls(),
    StepKind.COACHING: _coaching(),
    StepKind.SIGN_OFF: _sign_offs(),
    StepKind.CERTIFICATE: _certificates(),
}
