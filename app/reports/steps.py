"""What people have done, in one read: every step of learning, testing and certifying, with who stands behind it.

Steps come from the rows of many rooms as one statement, whatever the number of people, so that a page about ten
thousand costs as many reads as a page about one. Rehearsals and coaching words are not steps.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CompoundSelect,
    Date,
    Integer,
    Select,
    String,
    Text,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute

from app.assessment.calls.models import Coaching, LiveCall, QueuePlace
from app.assessment.calls.queries import FINISHED
from app.assessment.quizzes.models import Attempt
from app.certification.models import Certificate, SignOff
from app.kernel.actor import Actor
from app.kernel.database import PersonOwned, UTCDateTime, Voidable
from app.kernel.work import reading, reading_side_by_side
from app.learning.models import Enrolment, ModuleCompletion
from app.people.models import AgreementAcceptance


class StepKind(StrEnum):
    """The kinds of steps."""

    AGREEMENT = "agreement"
    ENROLMENT = "enrolment"
    MODULE = "module"
    SITTING = "sitting"
    ATTEMPT = "attempt"
    QUEUE = "queue"
    CALL = "call"
    COACHING = "coaching"
    SIGN_OFF = "sign-off"
    CERTIFICATE = "certificate"


DONE = tuple(kind for kind in StepKind if kind not in (StepKind.SITTING, StepKind.CERTIFICATE))
"""What people have done; a certificate is what comes of it, and a sitting is an attempt that they are still at."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened about a person. `name` is the agreement, module, quiz or scenario; `id` its row.

    One with `voided_at` was voided then by `voided_by`: it stays, and counts for nothing.

    `percent` and `passed` stand on attempts and calls with a result, `by` on what another person did. `series` and
    `rule` (passed, calls, percent) stand on calls. `due_at` is an enrolment's, or the moment at which a
    sitting's time is over or a certificate ends, with the `last_day` on which it holds; a certificate's `at` is the one
    from which it counts. `covers` are a sign-off's pairs, `role` the role it was given in. Coaching says which
    series it closed, and nothing of its words.

    Of an enrolment each change is a step: the latest says how it stands. `change` is empty for the first, else one of
    CHANGED and TAKEN_BACK, with its `reason`.
    """

    kind: StepKind
    person_id: int
    course: str
    name: str
    id: str
    release_id: str
    at: datetime
    by: int | None = None
    percent: int | None = None
    passed: bool | None = None
    channel: str = ""
    language: str = ""
    series: int = 0
    rule: tuple[int, int, int] = (0, 0, 0)
    due_at: datetime | None = None
    last_day: date | None = None
    covers: tuple[tuple[str, str], ...] = ()
    role: str = ""
    voided_at: datetime | None = None
    voided_by: int | None = None
    void_reason: str = ""
    change: str = ""
    reason: str = ""


CHANGED, TAKEN_BACK = "changed", "taken back"
"""What became of an enrolment: it got another due date, or is none any more."""

_ORDER = {kind: place for place, kind in enumerate(StepKind)}
"""What comes first of what happened in the same moment."""

_COLUMNS: dict[str, Any] = {
    "client_id": String(),
    "person_id": BigInteger(),
    "course": String(),
    "name": String(),
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
}


@dataclass(frozen=True, slots=True)
class _Leg:
    """One room's rows as steps: their entity, the column of their course (None: they belong to none), and the rows."""

    entity: type[PersonOwned]
    course: InstrumentedAttribute[str] | None
    rows: Select[Any]


def _leg(kind: StepKind, entity: type[PersonOwned], **given: Any) -> _Leg:
    """Return one room's rows with the columns all steps share; what a room does not know is null."""
    given = {"client_id": entity.client_id, "person_id": entity.person_id} | given
    if issubclass(entity, Voidable):
        given |= {"voided_at": entity.voided_at, "voided_by": entity.voided_by, "void_reason": entity.void_reason}
    columns = [
        given[name].label(name) if name in given else cast(null(), column).label(name)
        for name, column in _COLUMNS.items()
    ]
    return _Leg(entity, given.get("course"), select(literal(kind.value).label("kind"), *columns))


def _agreements() -> _Leg:
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


def _enrolments() -> _Leg:
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
        change=case((row.taken_back, TAKEN_BACK), (row.changed_at.is_not(None), CHANGED), else_=""),
        reason=row.reason,
    )


def _modules() -> _Leg:
    row = ModuleCompletion
    return _leg(
        StepKind.MODULE, row, course=row.course, name=row.module, release_id=row.release_id, at=row.completed_at
    )


def _attempts() -> _Leg:
    row = Attempt
    leg = _leg(
        StepKind.ATTEMPT,
        row,
        course=row.course,
        name=row.quiz,
        id=row.id,
        release_id=row.release_id,
        at=row.handed_in_at,
        percent=row.percent,
        passed=row.passed,
        series=row.number,
    )
    return replace(leg, rows=leg.rows.where(row.handed_in_at.is_not(None)))


def _sittings() -> _Leg:
    row = Attempt
    leg = _leg(
        StepKind.SITTING,
        row,
        course=row.course,
        name=row.quiz,
        id=row.id,
        release_id=row.release_id,
        at=row.started_at,
        due_at=row.closes_at,
    )
    return replace(leg, rows=leg.rows.where(row.handed_in_at.is_(None)))


def _queue() -> _Leg:
    row = QueuePlace
    leg = _leg(
        StepKind.QUEUE,
        row,
        course=row.course,
        id=row.id,
        at=row.asked_at,
        channel=row.channel,
        language=row.language,
    )
    return replace(leg, rows=leg.rows.where(row.ended_at.is_(None)))


def _calls() -> _Leg:
    row = LiveCall
    leg = _leg(
        StepKind.CALL,
        row,
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
    return replace(leg, rows=leg.rows.where(row.outcome == FINISHED))


def _coaching() -> _Leg:
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


def _sign_offs() -> _Leg:
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


def _certificates() -> _Leg:
    row = Certificate
    return _leg(
        StepKind.CERTIFICATE,
        row,
        course=row.course,
        id=row.id,
        release_id=row.release_id,
        at=row.counts_from,
        due_at=row.expires_at,
        last_day=row.last_day,
    )


_LEGS: dict[StepKind, Callable[[], _Leg]] = {
    StepKind.AGREEMENT: _agreements,
    StepKind.ENROLMENT: _enrolments,
    StepKind.MODULE: _modules,
    StepKind.SITTING: _sittings,
    StepKind.ATTEMPT: _attempts,
    StepKind.QUEUE: _queue,
    StepKind.CALL: _calls,
    StepKind.COACHING: _coaching,
    StepKind.SIGN_OFF: _sign_offs,
    StepKind.CERTIFICATE: _certificates,
}


MOST_NAMED = 500
"""More people than these are not named in the statement, which takes a bounded number of values: all are read."""


def steps(
    actor: Actor,
    people: Collection[int] | None = None,
    course: str | None = None,
    kinds: Collection[StepKind] = DONE,
) -> list[Step]:
    """Return the steps of these people (None: all of the client), oldest first; of one course if given.

    Agreements belong to no course and are always among them. Whoever calls has made sure that the actor may see these
    people.
    """
    named = None if people is None or len(people) > MOST_NAMED else people
    with reading(actor) as session:
        statement = _statement(named is not None, course is not None, frozenset(kinds))
        rows = session.execute(statement, {"people": list(named or ()), "course": course}).all()
    wanted = None if people is None else frozenset(people)
    return _in_order(_step(row) for row in rows if wanted is None or row.person_id in wanted)


def steps_of_each(actors: Sequence[Actor], kinds: Collection[StepKind]) -> dict[str, list[Step]]:
    """Return the steps of everybody at each client of one person, oldest first, in one read of them all.

    Whoever calls has made sure that the actors may see everybody.
    """
    found: dict[str, list[Step]] = {actor.client_id: [] for actor in actors}
    with reading_side_by_side(actors) as session:
        for row in session.execute(_statement(False, False, frozenset(kinds))):
            found[row.client_id].append(_step(row))
    return {client_id: _in_order(done) for client_id, done in found.items()}


def enrolled_at(enrolments: Iterable[Step], moment: datetime) -> dict[tuple[int, str], Step]:
    """Return who was enrolled in what at a moment, with the step that says until when. Pure.

    `enrolments` are steps of that kind, oldest first.
    """
    found = {(one.person_id, one.course): one for one in enrolments if one.at <= moment}
    return {key: one for key, one in found.items() if one.change != TAKEN_BACK}


def _in_order(done: Iterable[Step]) -> list[Step]:
    return sorted(done, key=lambda step: (step.at, _ORDER[step.kind], step.id))


@lru_cache(maxsize=64)
def _statement(with_people: bool, with_course: bool, kinds: frozenset[StepKind]) -> CompoundSelect[Any]:
    """Put the statement together once for each form it takes: that takes longer than asking."""
    wanted = []
    for leg in (_LEGS[kind]() for kind in StepKind if kind in kinds):
        rows = leg.rows
        if with_people:
            rows = rows.where(leg.entity.person_id.in_(bindparam("people", expanding=True)))
        if with_course and leg.course is not None:
            rows = rows.where(leg.course == bindparam("course"))
        wanted.append(rows)
    return union_all(*wanted)


def _step(row: Any) -> Step:
    return Step(
        kind=StepKind(row.kind),
        person_id=row.person_id,
        course=row.course or "",
        name=row.name or "",
        id=row.id or "",
        release_id=row.release_id or "",
        at=row.at,
        by=row.by,
        percent=row.percent,
        passed=row.passed,
        channel=row.channel or "",
        language=row.language or "",
        series=row.series or 0,
        rule=(row.rule_passed or 0, row.rule_calls or 0, row.rule_percent or 0),
        due_at=row.due_at,
        last_day=row.last_day,
        covers=tuple((channel, language) for channel, language in json.loads(row.covers)) if row.covers else (),
        role=row.role or "",
        voided_at=row.voided_at,
        voided_by=row.voided_by,
        void_reason=row.void_reason or "",
        change=row.change or "",
        reason=row.reason or "",
    )
