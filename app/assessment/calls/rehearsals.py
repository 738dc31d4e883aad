"""Rehearsals: a scenario played alone. Nobody else sees them and nothing counts.

What is kept of a rehearsal is the list of replies said; the call follows from it (`app.content.rehearsal`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.assessment.calls.models import Rehearsal, RehearsalReply
from app.authoring import queries as authoring
from app.authoring.queries import CourseContent
from app.content import rehearsal as engine
from app.content.documents import ScenarioDocument
from app.content.rehearsal import CallState, NotOfferedError
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import InvalidError, NotFoundError, RefusedError
from app.kernel.messages import N_
from app.kernel.races import look_again_if_beaten
from app.kernel.wall import WallSession
from app.kernel.work import Work, reading, writing
from app.people.permissions import Permission


class StepPassedError(RefusedError):
    """A reply was said to a step that has passed: a double click, the back button, another tab. Nothing changed."""

    def __init__(self) -> None:
        super().__init__(N_("The call has moved on since then, so that reply was not said. Go on from here."))


@dataclass(frozen=True, slots=True)
class Said:
    """A reply that was said, by its id, and when."""

    reply: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RehearsalFacts:
    """A rehearsal of the reader's own. `ended_at` without `ending`: left before the end. `percent` 0..100."""

    id: str
    course: str
    scenario: str
    release_id: str
    started_at: datetime
    ended_at: datetime | None
    ending: str | None
    percent: int | None
    passed: bool | None


@dataclass(frozen=True, slots=True)
class Played:
    """A rehearsal, its scenario on its release, the replies said, and where the call stands."""

    facts: RehearsalFacts
    scenario: ScenarioDocument
    said: tuple[Said, ...]
    state: CallState

    @property
    def is_over(self) -> bool:
        """Whether nothing more can be said."""
        return self.facts.ended_at is not None


def start_rehearsal(actor: Actor, course: str, scenario: str) -> str:
    """Begin a rehearsal on the newest release and return its id; one that is still open is gone on with."""
    actor.check(Permission.REHEARSE)
    return look_again_if_beaten(lambda: _start(actor, course, scenario))


def _start(actor: Actor, course: str, scenario: str) -> str:
    with writing(actor) as work:
        present = work.session.scalar(
            select(Rehearsal.id).where(
                Rehearsal.person_id == actor.number,
                Rehearsal.course == course,
                Rehearsal.scenario == scenario,
                Rehearsal.ended_at.is_(None),
            )
        )
        if present is not None:
            return present
        content = authoring.get_course(actor, course)
        _check_published(content, scenario)
        row = Rehearsal(
            person_id=actor.number,
            course=course,
            scenario=scenario,
            release_id=content.release.id,
            started_at=clock.now(),
        )
        work.session.add(row)
        work.session.flush()
        work.record("rehearsal.started", row.id, release=row.release_id)
        return row.id


def say(actor: Actor, rehearsal_id: str, turn: int, reply: str) -> None:
    """Say a reply. `turn` is how many replies the speaker had seen said, so that none is said twice by accident.

    Raises StepPassedError if the call has moved on, InvalidError for a reply that is not offered.
    """
    actor.check(Permission.REHEARSE)
    with writing(actor) as work:
        row = _own(work.session, actor, rehearsal_id, lock=True)
        said = _said(work.session, row.id)
        if row.ended_at is not None or turn != len(said):
            raise StepPassedError()
        scenario = _scenario(actor, row)
        state = engine.replay(scenario, [each.reply for each in said])
        try:
            state = engine.say(scenario, state, reply)
        except NotOfferedError:
            raise InvalidError(N_("This reply is not offered here. Choose one of those on the page.")) from None
        moment = clock.now()
        work.session.add(
            RehearsalReply(person_id=actor.number, rehearsal_id=row.id, turn=turn + 1, reply=reply, said_at=moment)
        )
        work.record("rehearsal.said", row.id, turn=turn + 1)
        if engine.is_over(scenario, state):
            _end(work, row, scenario, state)


def again(actor: Actor, rehearsal_id: str) -> str:
    """Play the same scenario from the start, on the newest release; one still open is left. Return the new one's id."""
    actor.check(Permission.REHEARSE)
    with writing(actor) as work:
        row = _own(work.session, actor, rehearsal_id, lock=True)
        course, scenario = row.course, row.scenario
        _check_published(authoring.get_course(actor, course), scenario)
        if row.ended_at is None:
            row.ended_at = clock.now()
            work.record("rehearsal.left", row.id)
    return start_rehearsal(actor, course, scenario)


def rehearsal(actor: Actor, rehearsal_id: str) -> Played:
    """Return one of the actor's own rehearsals. Raises NotFoundError for anybody else's."""
    with reading(actor) as session:
        row = _own(session, actor, rehearsal_id)
        said = _said(session, row.id)
        scenario = _scenario(actor, row)
    state = engine.replay(scenario, [each.reply for each in said])
    return Played(_facts(row), scenario, tuple(said), state)


def rehearsals(actor: Actor, course: str | None = None, limit: int = 50) -> list[RehearsalFacts]:
    """List the actor's own rehearsals, newest first."""
    statement = select(Rehearsal).where(Rehearsal.person_id == actor.number)
    if course is not None:
        statement = statement.where(Rehearsal.course == course)
    with reading(actor) as session:
        rows = session.scalars(statement.order_by(Rehearsal.started_at.desc(), Rehearsal.id).limit(limit))
        return [_facts(row) for row in rows]


def _check_published(content: CourseContent, scenario: str) -> None:
    if scenario not in content.scenarios:
        raise NotFoundError(N_("This scenario is no longer part of the course."))


def _own(session: WallSession, actor: Actor, rehearsal_id: str, *, lock: bool = False) -> Rehearsal:
    statement = select(Rehearsal).where(Rehearsal.id == rehearsal_id, Rehearsal.person_id == actor.number)
    row = session.scalar(statement.with_for_update() if lock else statement)
    if row is None:
        raise NotFoundError()
    return row


def _said(session: WallSession, rehearsal_id: str) -> list[Said]:
    rows = session.scalars(
        select(RehearsalReply).where(RehearsalReply.rehearsal_id == rehearsal_id).order_by(RehearsalReply.turn)
    )
    return [Said(row.reply, row.said_at) for row in rows]


def _scenario(actor: Actor, row: Rehearsal) -> ScenarioDocument:
    found = authoring.course_content(actor, row.release_id).scenarios.get(row.scenario)
    if found is None:
        raise NotFoundError()
    return found


def _end(work: Work, row: Rehearsal, scenario: ScenarioDocument, state: CallState) -> None:
    outcome = engine.outcome(scenario, state)
    row.ended_at, row.ending = clock.now(), outcome.ending
    row.percent, row.passed = int(outcome.percent), outcome.passed
    work.record("rehearsal.ended", row.id)


def _facts(row: Rehearsal) -> RehearsalFacts:
    return RehearsalFacts(
        row.id,
        row.course,
        row.scenario,
        row.release_id,
        row.started_at,
        row.ended_at,
        row.ending,
        row.percent,
        row.passed,
    )
