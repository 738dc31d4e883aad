"""Samples for auditors: drawn by a seed, kept on the record, and drawn again whenever somebody looks."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import SQLColumnExpression, func, select

from app.assessment.calls.models import LiveCall
from app.assessment.calls.queries import FINISHED
from app.certification.models import Certificate
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import InvalidError, NotFoundError, RefusedError
from app.kernel.ids import new_id
from app.kernel.messages import N_
from app.kernel.races import look_again_if_beaten
from app.kernel.wall import WallSession
from app.kernel.work import reading, writing
from app.people.permissions import Permission
from app.reports.models import AuditSample
from app.reports.sample_rules import (
    SampleKind,
    WantedSample,
    check_over,
    check_sample,
    digest,
    draw,
    in_order,
    mark,
    period,
)
from app.trail.lines import data_of
from app.trail.models import TrailEntry

SEED_BYTES = 8
BY_PERSON, BY_PROGRAM = "person", "program"
"""Who chose a seed, as it stands on the record."""
_ENDED_AT = func.coalesce(LiveCall.ended_at, LiveCall.taken_at)


@dataclass(frozen=True, slots=True)
class SampleFacts:
    """A sample that was drawn: `size` were asked for, `population` could have been drawn."""

    id: str
    wanted: WantedSample
    population: int
    digest: str
    drawn: tuple[str, ...]
    drawn_by: int
    drawn_at: datetime


@dataclass(frozen=True, slots=True)
class Drawn:
    """One thing of a sample, and whose it is.

    `title` and `number` are a certificate's; a call has its `scenario` on `release_id`, `assessor_id`, `percent`,
    `passed`, and whether it was `voided` since. `at` is when the certificate began to count, or the call ended.
    """

    id: str
    person_id: int
    course: str
    at: datetime
    title: str = ""
    number: str = ""
    expires_at: datetime | None = None
    scenario: str = ""
    release_id: str = ""
    assessor_id: int | None = None
    percent: int | None = None
    passed: bool = False
    voided: bool = False


def draw_sample(actor: Actor, wanted: WantedSample, token: str) -> str:
    """Draw a sample, put it on the record with its seed, and return its id; a second click returns the first one's.

    For those who check the record and see everybody. Raises InvalidError for what cannot be drawn, and where there is
    nothing to draw from; RefusedError if the form with this token has drawn something else.
    """
    _check(actor)
    check_sample(wanted)
    check_over(wanted.until, clock.now(), actor.time_zone)
    return look_again_if_beaten(lambda: _draw(actor, wanted, token))


def _draw(actor: Actor, wanted: WantedSample, token: str) -> str:
    moment = clock.now()
    with writing(actor) as work:
        twin = work.session.scalar(
            select(AuditSample).where(AuditSample.drawn_by == actor.number, AuditSample.token == token)
        )
        if twin is not None:
            _check_twin(work.session, twin, wanted)
            return twin.id
        candidates = _candidates(work.session, wanted.kind, wanted.since, wanted.until, actor.time_zone)
        if not candidates:
            raise InvalidError(N_("There is nothing of this kind in these days. Choose other ones."))
        seed = wanted.seed or secrets.token_hex(SEED_BYTES)
        row = AuditSample(
            id=new_id(),
            kind=wanted.kind.value,
            since=wanted.since,
            until=wanted.until,
            zone=actor.time_zone,
            size=wanted.size,
            seed=seed,
            population=len(candidates),
            digest=digest(candidates),
            drawn=draw(seed, candidates, wanted.size),
            drawn_by=actor.number,
            drawn_at=moment,
            token=token,
        )
        work.session.add(row)
        work.record(
            "sample.drawn",
            row.id,
            kind=row.kind,
            since=row.since.isoformat(),
            until=row.until.isoformat(),
            size=row.size,
            seed=row.seed,
            seed_by=BY_PERSON if wanted.seed else BY_PROGRAM,
            population=row.population,
            digest=row.digest,
            drawn=row.drawn,
        )
        return row.id


def _check_twin(session: WallSession, twin: AuditSample, wanted: WantedSample) -> None:
    """Raise RefusedError if the form that drew `twin` comes again and wants another sample."""
    typed = "" if _seed_by(session, twin.id) == BY_PROGRAM else twin.seed
    if wanted != WantedSample(SampleKind(twin.kind), twin.since, twin.until, twin.size, typed):
        raise RefusedError(
            N_("This form has drawn another sample already; it stands below. To draw this one too, send it once more.")
        )


def _seed_by(session: WallSession, sample_id: str) -> str:
    """Return who chose the seed of a sample, as the record tells; '' where it does not. Reads the whole chain."""
    data = session.scalar(
        select(TrailEntry.data).where(TrailEntry.action == "sample.drawn", TrailEntry.subject == sample_id)
    )
    return str(data_of(data).get("seed_by", "")) if data else ""


def _candidates(session: WallSession, kind: SampleKind, since: date, until: date, zone: str) -> list[str]:
    """Return the ids of all that can be drawn of a period that is over: nothing is added to it, nothing removed."""
    begin, end = period(since, until, zone)
    at: SQLColumnExpression[datetime]
    if kind is SampleKind.CERTIFICATES:
        statement, at = select(Certificate.id), Certificate.counts_from
    else:
        statement, at = select(LiveCall.id).where(LiveCall.outcome == FINISHED), _ENDED_AT
    statement = statement.where(at >= begin, at < end)
    return list(session.scalars(statement))


def samples(actor: Actor, limit: int) -> list[SampleFacts]:
    """Return the samples drawn last, newest first. For those who check the record."""
    _check(actor)
    statement = select(AuditSample).order_by(AuditSample.drawn_at.desc(), AuditSample.id.desc()).limit(limit)
    with reading(actor) as session:
        return [_facts(row) for row in session.scalars(statement)]


@dataclass(frozen=True, slots=True)
class SampleSheet:
    """A sample with what was drawn, in its order. `is_same` tells whether drawing it again now gives the same.

    `seed_by` is BY_PERSON for a seed that was typed, BY_PROGRAM for one that was made; '' if the record does not tell.
    """

    facts: SampleFacts
    rows: tuple[Drawn, ...]
    is_same: bool
    seed_by: str


def get_sample(actor: Actor, sample_id: str) -> SampleSheet:
    """Return a sample, drawn again at this moment to compare. Four statements. Raises NotFoundError."""
    _check(actor)
    with reading(actor) as session:
        row = _row(session, actor, sample_id)
        facts = _facts(row)
        kind = facts.wanted.kind
        candidates = _candidates(session, kind, row.since, row.until, row.zone)
        again = tuple(draw(row.seed, candidates, row.size))
        found = {one.id: one for one in _read(session, kind, facts.drawn)}
        seed_by = _seed_by(session, row.id)
    is_same = again == facts.drawn and digest(candidates) == facts.digest
    return SampleSheet(facts, tuple(found[one] for one in facts.drawn if one in found), is_same, seed_by)


def sample_order(actor: Actor, sample_id: str) -> list[tuple[str, str]]:
    """Return all that a sample can be drawn from, as ids with their marks, in their order. Raises NotFoundError."""
    _check(actor)
    with reading(actor) as session:
        row = _row(session, actor, sample_id)
        candidates = _candidates(session, SampleKind(row.kind), row.since, row.until, row.zone)
        return [(one, mark(row.seed, one)) for one in in_order(row.seed, candidates)]


def _row(session: WallSession, actor: Actor, sample_id: str) -> AuditSample:
    row = session.get(AuditSample, (actor.client_id, sample_id))
    if row is None:
        raise NotFoundError()
    return row


def _read(session: WallSession, kind: SampleKind, ids: Collection[str]) -> list[Drawn]:
    return _certificates(session, ids) if kind is SampleKind.CERTIFICATES else _calls(session, ids)


def _certificates(session: WallSession, ids: Collection[str]) -> list[Drawn]:
    return [
        Drawn(
            one.id,
            one.person_id,
            one.course_title,
            one.counts_from,
            title=one.title,
            number=one.number,
            expires_at=one.expires_at,
        )
        for one in session.scalars(select(Certificate).where(Certificate.id.in_(ids)))
    ]


def _calls(session: WallSession, ids: Collection[str]) -> list[Drawn]:
    return [
        Drawn(
            one.id,
            one.person_id,
            one.course,
            one.ended_at or one.taken_at,
            scenario=one.scenario,
            release_id=one.release_id,
            assessor_id=one.assessor_id,
            percent=one.percent,
            passed=bool(one.passed),
            voided=one.voided_at is not None,
        )
        for one in session.scalars(select(LiveCall).where(LiveCall.id.in_(ids)))
    ]


def _facts(row: AuditSample) -> SampleFacts:
    wanted = WantedSample(SampleKind(row.kind), row.since, row.until, row.size, row.seed)
    return SampleFacts(row.id, wanted, row.population, row.digest, tuple(row.drawn), row.drawn_by, row.drawn_at)


def _check(actor: Actor) -> None:
    actor.check(Permission.VERIFY_TRAIL)
    actor.check(Permission.SEE_EVERYBODY)
