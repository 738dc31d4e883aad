"""What people have done, in one read: every step of learning, testing and certifying, with who stands behind it.

Steps come from the rows of many rooms as one statement, whatever the number of people, so that a page about ten
thousand costs as many reads as a page about one. Rehearsals and coaching words are not steps.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CompoundSelect,
    Integer,
    Select,
    String,
    Text,
    cast,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute

from app.assessment.calls.models import Coaching, LiveCall, QueuePlace
from app.assessment.quizzes.models import Attempt
from app.certification.models import SignOff
from app.kernel.actor import Actor
from app.kernel.database import PersonOwned, UTCDateTime
from app.kernel.work import reading
from app.learning.models import Enrolment, ModuleCompletion
from app.people.models import AgreementAcceptance


class StepKind(StrEnum):
    """The kinds of steps."""

    AGREEMENT = "agreement"
    ENROLMENT = "enrolment"
    MODULE = "module"
    ATTEMPT = "attempt"
    QUEUE = "queue"
    CALL = "call"
    COACHING = "coaching"
    SIGN_OFF = "sign-off"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened about a person. `name` is the agreement, module, quiz or scenario; `id` its row.

    `percent` and `passed` stand on attempts and calls with a result, `by` on what another person did. `series` and
    `rule` (passed, calls, percent) stand on calls. `due_at` is an enrolment's. `covers` are a sign-off's pairs, `role`
    the role it was given in. Coaching says which series it closed, and nothing of its words.
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
    covers: tuple[tuple[str, str], ...] = ()
    role: str = ""


_ORDER = {kind: place for place, kind in enumerate(StepKind)}
"""What comes first of what happened in the same moment."""

_COLUMNS: dict[str, Any] = {
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
    "covers": Text(),
    "role": String(),
}


def _leg(kind: StepKind, entity: type[PersonOwned], **given: Any) -> Select[Any]:
    """Return one room's rows with the columns all steps share; what a room does not know is null."""
    given = {"person_id": entity.person_id} | given
    columns = [
        given[name].label(name) if name in given else cast(null(), column).label(name)
        for name, column in _COLUMNS.items()
    ]
    return select(literal(kind.value).label("kind"), *columns)


def _legs() -> dict[StepKind, tuple[type[PersonOwned], InstrumentedAttribute[str] | None, Select[Any]]]:
    """Return for each kind its entity, the column of its course, and its rows."""
    call = LiveCall
    place = QueuePlace
    return {
        StepKind.AGREEMENT: (
            AgreementAcceptance,
            None,
            _leg(
                StepKind.AGREEMENT,
                AgreementAcceptance,
                name=AgreementAcceptance.agreement,
                id=AgreementAcceptance.id,
                release_id=AgreementAcceptance.release_id,
                at=AgreementAcceptance.accepted_at,
            ),
        ),
        StepKind.ENROLMENT: (
            Enrolment,
            Enrolment.course,
            _leg(
                StepKind.ENROLMENT,
                Enrolment,
                course=Enrolment.course,
                id=Enrolment.id,
                release_id=Enrolment.release_id,
                at=Enrolment.started_at,
                by=Enrolment.enrolled_by,
                due_at=Enrolment.due_at,
            ),
        ),
        StepKind.MODULE: (
            ModuleCompletion,
            ModuleCompletion.course,
            _leg(
                StepKind.MODULE,
                ModuleCompletion,
                course=ModuleCompletion.course,
                name=ModuleCompletion.module,
                release_id=ModuleCompletion.release_id,
                at=ModuleCompletion.completed_at,
            ),
        ),
        StepKind.ATTEMPT: (
            Attempt,
            Attempt.course,
            _leg(
                StepKind.ATTEMPT,
                Attempt,
                course=Attempt.course,
                name=Attempt.quiz,
                id=Attempt.id,
                release_id=Attempt.release_id,
                at=Attempt.handed_in_at,
                percent=Attempt.percent,
                passed=Attempt.passed,
                series=Attempt.number,
            ).where(Attempt.handed_in_at.is_not(None)),
        ),
        StepKind.QUEUE: (
            place,
            place.course,
            _leg(
                StepKind.QUEUE,
                place,
                course=place.course,
                id=place.id,
                at=place.asked_at,
                channel=place.channel,
                language=place.language,
            ).where(place.ended_at.is_(None)),
        ),
        StepKind.CALL: (
            call,
            call.course,
            _leg(
                StepKind.CALL,
                call,
                course=call.course,
                name=call.scenario,
                id=call.id,
                release_id=call.release_id,
                at=call.ended_at,
                by=call.assessor_id,
                percent=call.percent,
                passed=call.passed,
                channel=call.channel,
                language=call.language,
                series=call.series,
                rule_passed=call.series_passed,
                rule_calls=call.series_calls,
                rule_percent=call.series_percent,
            ).where(call.outcome == "finished"),
        ),
        StepKind.COACHING: (
            Coaching,
            Coaching.course,
            _leg(
                StepKind.COACHING,
                Coaching,
                course=Coaching.course,
                id=Coaching.id,
                at=Coaching.recorded_at,
                by=Coaching.coach_id,
                channel=Coaching.channel,
                language=Coaching.language,
                series=Coaching.series,
            ),
        ),
        StepKind.SIGN_OFF: (
            SignOff,
            SignOff.course,
            _leg(
                StepKind.SIGN_OFF,
                SignOff,
                course=SignOff.course,
                id=SignOff.id,
                release_id=SignOff.release_id,
                at=SignOff.signed_at,
                by=SignOff.signer_id,
                covers=cast(SignOff.covers, Text),
                role=SignOff.role,
            ),
        ),
    }


MOST_NAMED = 500
"""More people than these are not named in the statement, which takes a bounded number of values: all are read."""


def steps(
    actor: Actor,
    people: Collection[int] | None = None,
    course: str | None = None,
    kinds: Collection[StepKind] = tuple(StepKind),
) -> list[Step]:
    """Return every step of these people (None: all of the client), oldest first; of one course if given.

    Agreements belong to no course and are always among them. Whoever calls has made sure that the actor may see these
    people.
    """
    named = None if people is None or len(people) > MOST_NAMED else people
    with reading(actor) as session:
        rows = session.execute(_statement(named, course, kinds)).all()
    wanted = None if people is None else frozenset(people)
    found = (_step(row) for row in rows if wanted is None or row.person_id in wanted)
    return sorted(found, key=lambda step: (step.at, _ORDER[step.kind], step.id))


def _statement(people: Collection[int] | None, course: str | None, kinds: Collection[StepKind]) -> CompoundSelect[Any]:
    wanted = []
    for kind, (entity, of_course, leg) in _legs().items():
        if kind not in kinds:
            continue
        if people is not None:
            leg = leg.where(entity.person_id.in_(list(people)))
        if course is not None and of_course is not None:
            leg = leg.where(of_course == course)
        wanted.append(leg)
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
        covers=tuple((channel, language) for channel, language in json.loads(row.covers)) if row.covers else (),
        role=row.role or "",
    )
