"""Reads about live test calls, their series and coaching. Everything is held to what the actor may read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, or_, select, tuple_

from app.assessment.calls import offers
from app.assessment.calls.models import Coaching, LiveCall
from app.assessment.calls.permissions import can_read_coaching, readable_among, readable_people
from app.assessment.calls.rules import Pair, SeriesCall, SeriesState, standings
from app.assessment.voiding import Voided, voided_of
from app.authoring import queries as authoring
from app.content.documents import CourseDocument, SeriesRule
from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError
from app.kernel.work import reading

FINISHED, BROKEN_OFF, NO_SHOW, GIVEN_BACK = "finished", "broken off", "no show", "given back"
"""The outcomes of a live call; only a finished one has a result."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What an assessor has given so far. `points` by criterion: None does not apply; one not named has none yet."""

    points: Mapping[str, int | None]
    critical: tuple[str, ...] = ()
    ending: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class LiveCallFacts:
    """A live test call. `percent` (0..100, rounded down), `passed`, `points` and `ending` stand on a finished one.

    One with `voided` was a mistake: it is shown, and counts for nothing.

    `rule` is that of its series as it was then; its `percent` is the mark that the course asks of the call. `draft` is
    empty for everybody but the assessor; `reason` (why there is no result) for those who may not read coaching words,
    unless it is their own call.
    """

    id: str
    person_id: int
    assessor_id: int
    course: str
    scenario: str
    release_id: str
    channel: str
    language: str
    series: int
    rule: SeriesRule
    taken_at: datetime
    started_at: datetime | None
    saved_at: datetime | None
    ended_at: datetime | None
    outcome: str | None
    reason: str
    draft: Draft
    points: Mapping[str, int | None]
    critical: tuple[str, ...]
    ending: str
    evidence: str
    percent: int | None
    passed: bool | None
    voided: Voided | None = None


@dataclass(frozen=True, slots=True)
class SeriesOf:
    """Where a person stands in the present series of one channel and language of a course."""

    channel: str
    language: str
    state: SeriesState


@dataclass(frozen=True, slots=True)
class CoachingFacts:
    """Coaching after a lost series."""

    id: str
    person_id: int
    course: str
    channel: str
    language: str
    series: int
    coach_id: int
    words: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class LostSeries:
    """A series that was lost, and waits for coaching. `lost_at` is when its last call ended, on `release_id`."""

    person_id: int
    course: str
    channel: str
    language: str
    series: int
    lost_at: datetime
    release_id: str


def live_call(actor: Actor, call_id: str) -> LiveCallFacts:
    """Return a call. Raises NotFoundError if there is none, or none that the actor may read."""
    with reading(actor) as session:
        row = session.get(LiveCall, (actor.client_id, call_id))
        if row is None:
            raise NotFoundError()
        readable = readable_people(actor)
        if readable is not None and row.person_id not in readable:
            raise NotFoundError()
        return facts_of(row, actor)


def live_calls(actor: Actor, people: Iterable[int] | None = None, course: str | None = None) -> list[LiveCallFacts]:
    """List the finished calls the actor may read, oldest first, of some people or one course if given.

    Voided ones are among them.
    """
    return read_live_calls(actor, readable_among(actor, people), course)


def read_live_calls(actor: Actor, people: Iterable[int] | None, course: str | None = None) -> list[LiveCallFacts]:
    """List the same of these people (None: everybody); whoever calls has made sure that they may be read."""
    conditions: list[ColumnElement[bool]] = [LiveCall.outcome == FINISHED]
    if course is not None:
        conditions.append(LiveCall.course == course)
    if people is not None:
        conditions.append(LiveCall.person_id.in_(list(people)))
    with reading(actor) as session:
        rows = session.scalars(select(LiveCall).where(*conditions).order_by(LiveCall.ended_at, LiveCall.id))
        return [facts_of(row, actor) for row in rows]


def calls_taken(actor: Actor, limit: int = 10) -> list[LiveCallFacts]:
    """List the actor's own calls as an assessor, newest first; an open one stands first."""
    with reading(actor) as session:
        rows = session.scalars(
            select(LiveCall)
            .where(LiveCall.assessor_id == actor.number)
            .order_by(LiveCall.ended_at.is_not(None), LiveCall.taken_at.desc(), LiveCall.id)
            .limit(limit)
        )
        return [facts_of(row, actor) for row in rows]


def series_of(actor: Actor, course: str, people: Iterable[int]) -> dict[int, list[SeriesOf]]:
    """Return each person's present series in every channel and language of the course; empty where it asks no calls.

    People whose calls the actor may not read are left out. Raises NotFoundError if there is no such course.
    """
    wanted = readable_among(actor, people) or []
    document = authoring.get_course(actor, course).course
    calls: dict[int, list[LiveCallFacts]] = {}
    for call in read_live_calls(actor, wanted, course):
        calls.setdefault(call.person_id, []).append(call)
    closed = coached_series(actor, course, wanted)
    return {person_id: series_in(document, calls.get(person_id, ()), closed.get(person_id, {})) for person_id in wanted}


def series_in(
    course: CourseDocument, calls: Iterable[LiveCallFacts], coached: Mapping[Pair, Collection[int]]
) -> list[SeriesOf]:
    """Return one person's present series in every pair of a course. Pure.

    `calls` are the person's finished calls of the course, oldest first; voided ones count for nothing. `coached` as
    `coached_series` has it.
    """
    first, further = offers.series_rules(course)
    if first is None:
        return []
    by_pair: dict[Pair, list[SeriesCall]] = {}
    for call in calls:
        if call.voided is None:
            by_pair.setdefault((call.channel, call.language), []).append(
                SeriesCall(call.series, bool(call.passed), call.rule)
            )
    states = standings(offers.pairs_of(course), by_pair, coached, first, further)
    return [SeriesOf(channel, language, state) for (channel, language), state in states.items()]


def coached_series(actor: Actor, course: str, people: Iterable[int]) -> dict[int, dict[Pair, set[int]]]:
    """Return, for each person, the numbers of the series by pair that coaching has closed; nothing of its words."""
    found = _coached_by_course(actor, people, course)
    return {person_id: numbers for (person_id, _), numbers in found.items()}


def _coached_by_course(
    actor: Actor, people: Iterable[int], course: str | None = None
) -> dict[tuple[int, str], dict[Pair, set[int]]]:
    """Return the same by person and course, of all courses or of one."""
    statement = select(Coaching.person_id, Coaching.course, Coaching.channel, Coaching.language, Coaching.series).where(
        Coaching.person_id.in_(list(people))
    )
    if course is not None:
        statement = statement.where(Coaching.course == course)
    found: dict[tuple[int, str], dict[Pair, set[int]]] = {}
    with reading(actor) as session:
        for person_id, name, channel, language, number in session.execute(statement):
            found.setdefault((person_id, name), {}).setdefault((channel, language), set()).add(number)
    return found


def states_of(actor: Actor, course: str, person_id: int) -> dict[Pair, SeriesState]:
    """Return one person's present series by channel and language."""
    found = series_of(actor, course, [person_id]).get(person_id, [])
    return {(one.channel, one.language): one.state for one in found}


def lost_series(actor: Actor, people: Iterable[int] | None = None) -> list[LostSeries]:
    """List the lost series that wait for coaching, longest ago first, of people whose calls the actor may read.

    Of some people only, if given. What is lost, `series_in` says; the database leaves out who failed too few calls.
    """
    documents = {content.release.part: content.course for content in authoring.courses(actor)}
    calls: dict[tuple[int, str], list[LiveCallFacts]] = {}
    for call in _calls_of_who_may_have_lost(actor, readable_among(actor, people), documents):
        calls.setdefault((call.person_id, call.course), []).append(call)
    coached = _coached_by_course(actor, {person_id for person_id, _ in calls}) if calls else {}
    found = []
    for (person_id, course), mine in calls.items():
        for one in series_in(documents[course], mine, coached.get((person_id, course), {})):
            if one.state.lost:
                last = _last_of(mine, one)
                series = (person_id, course, one.channel, one.language, one.state.number)
                found.append(LostSeries(*series, lost_at=last.ended_at or last.taken_at, release_id=last.release_id))
    return sorted(found, key=lambda one: (one.lost_at, one.person_id, one.course, one.channel, one.language))


def _calls_of_who_may_have_lost(
    actor: Actor, people: list[int] | None, documents: Mapping[str, CourseDocument]
) -> list[LiveCallFacts]:
    """Return the finished calls, oldest first, of everybody (or `people`) in each course where a series may be lost.

    It may be where more calls failed than the rule of one of its calls lets fail; or, unless its own rule met it, a
    rule of today.
    """
    today = {course: [rule for rule in offers.series_rules(one) if rule] for course, one in documents.items()}
    may_fail = {course: min(rule.calls - rule.passed for rule in rules) for course, rules in today.items() if rules}
    if not may_fail:
        return []
    closed = select(Coaching.id).where(
        Coaching.client_id == LiveCall.client_id,
        Coaching.person_id == LiveCall.person_id,
        Coaching.course == LiveCall.course,
        Coaching.channel == LiveCall.channel,
        Coaching.language == LiveCall.language,
        Coaching.series == LiveCall.series,
    )
    conditions = [LiveCall.outcome == FINISHED, LiveCall.course.in_(may_fail)]
    if people is not None:
        conditions.append(LiveCall.person_id.in_(people))
    passed, failed = (func.sum(case((LiveCall.passed.is_(outcome), 1), else_=0)) for outcome in (True, False))
    may_have_lost = (
        select(LiveCall.person_id, LiveCall.course)
        .where(*conditions, LiveCall.voided_at.is_(None), ~closed.exists())
        .group_by(LiveCall.person_id, LiveCall.course, LiveCall.channel, LiveCall.language, LiveCall.series)
        .having(
            or_(
                failed > func.min(LiveCall.series_calls - LiveCall.series_passed),
                and_(failed > case(may_fail, value=LiveCall.course), passed < func.max(LiveCall.series_passed)),
            )
        )
    )
    theirs = tuple_(LiveCall.person_id, LiveCall.course).in_(may_have_lost)
    with reading(actor) as session:
        rows = session.scalars(
            select(LiveCall).where(LiveCall.outcome == FINISHED, theirs).order_by(LiveCall.ended_at, LiveCall.id)
        )
        return [facts_of(row, actor) for row in rows]


def _last_of(calls: Iterable[LiveCallFacts], series: SeriesOf) -> LiveCallFacts:
    """Return the last call that counts of a series, out of the calls of its person and course, oldest first."""
    wanted = (series.channel, series.language, series.state.number)
    return [one for one in calls if one.voided is None and (one.channel, one.language, one.series) == wanted][-1]


def coachings(actor: Actor, people: Iterable[int] | None = None, course: str | None = None) -> list[CoachingFacts]:
    """List coaching words, oldest first; nothing for those who may not read them, an auditor among them."""
    if not can_read_coaching(actor):
        return []
    statement = select(Coaching).order_by(Coaching.recorded_at, Coaching.id)
    readable = readable_among(actor, people)
    if readable is not None:
        statement = statement.where(Coaching.person_id.in_(readable))
    if course is not None:
        statement = statement.where(Coaching.course == course)
    with reading(actor) as session:
        return [_coaching(row) for row in session.scalars(statement)]


def facts_of(row: LiveCall, actor: Actor) -> LiveCallFacts:
    """Return a row as pages and other rooms may hold it."""
    return LiveCallFacts(
        id=row.id,
        person_id=row.person_id,
        assessor_id=row.assessor_id,
        course=row.course,
        scenario=row.scenario,
        release_id=row.release_id,
        channel=row.channel,
        language=row.language,
        series=row.series,
        rule=SeriesRule(row.series_passed, row.series_calls, row.series_percent),
        taken_at=row.taken_at,
        started_at=row.started_at,
        saved_at=row.saved_at,
        ended_at=row.ended_at,
        outcome=row.outcome,
        reason=row.reason if _may_read_reason(row, actor) else "",
        draft=_draft(row) if row.assessor_id == actor.person_id else Draft({}),
        points=dict(row.points or {}),
        critical=tuple(row.critical or ()),
        ending=row.ending or "",
        evidence=row.evidence,
        percent=row.percent,
        passed=row.passed,
        voided=voided_of(row),
    )


def _may_read_reason(row: LiveCall, actor: Actor) -> bool:
    return can_read_coaching(actor) or actor.person_id in (row.person_id, row.assessor_id)


def _draft(row: LiveCall) -> Draft:
    kept = row.draft
    return Draft(
        points=dict(kept.get("points", {})),
        critical=tuple(kept.get("critical", ())),
        ending=kept.get("ending", ""),
        evidence=kept.get("evidence", ""),
    )


def _coaching(row: Coaching) -> CoachingFacts:
    return CoachingFacts(
        row.id,
        row.person_id,
        row.course,
        row.channel,
        row.language,
        row.series,
        row.coach_id,
        row.words,
        row.recorded_at,
    )
