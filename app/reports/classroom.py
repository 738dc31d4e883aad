"""A class now: how far each person has come on each course, and who is stuck."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby

from sqlalchemy import and_, select

from app.authoring.queries import CourseContent, SharedContent
from app.certification.expiry import standing
from app.certification.gathering import facts_of
from app.certification.ports import Record
from app.certification.rules import Series, path, waits_for_sign_off
from app.kernel.actor import Actor
from app.kernel.work import reading
from app.people.models import ClassMember, Person, TrainingClass
from app.people.permissions import Permission
from app.reports.records import record_of
from app.reports.states import CLEARED, State, state_of
from app.reports.steps import DONE, Step, StepKind, steps

QUIET = timedelta(days=3)
"""Who has done nothing for so long is looked after."""
FAILED_OFTEN = 2
"""Who failed a quiz so often and has not passed it is looked after."""


class Stuck(StrEnum):
    """Why somebody is looked after."""

    SERIES = "series"
    QUIZ = "quiz"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Group:
    """A class with its people, by name: (number, name)."""

    id: str
    title: str
    trainer_id: int
    starts_at: datetime
    members: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """A person on a course: (done, of all) of modules, quizzes and test calls; calls are those of the best series.

    A person in no course has an empty `course`. What the state is about is either `due_at` or, with a certificate,
    the last day on which it holds. `last_at` is when they did something last, `waits_since` when somebody who waits
    for a call asked for it. Of whom only a sign-off is missing, `sign_off` is the role that gives it, '' where the
    rule names none.
    """

    person_id: int
    name: str
    course: str
    state: State
    modules: tuple[int, int] = (0, 0)
    quizzes: tuple[int, int] = (0, 0)
    calls: tuple[int, int] = (0, 0)
    due_at: datetime | None = None
    last_day: date | None = None
    last_at: datetime | None = None
    waits_since: datetime | None = None
    sign_off: str | None = None
    stuck: Stuck | None = None


def groups_with_names(actor: Actor) -> list[Group]:
    """List the client's classes, the latest first, with their people by name, in one statement."""
    actor.check(Permission.SEE_EVERYBODY)
    statement = (
        select(TrainingClass, Person.id, Person.name)
        .outerjoin(
            ClassMember,
            and_(ClassMember.client_id == TrainingClass.client_id, ClassMember.class_id == TrainingClass.id),
        )
        .outerjoin(Person, Person.id == ClassMember.person_id)
        .order_by(TrainingClass.starts_at.desc(), TrainingClass.title, TrainingClass.id, Person.name, Person.id)
    )
    with reading(actor) as session:
        rows = session.execute(statement).all()
    found = []
    for row, of_class in groupby(rows, key=lambda one: one[0]):
        members = tuple((number, name) for _, number, name in of_class if number is not None)
        found.append(Group(row.id, row.title, row.trainer_id, row.starts_at, members))
    return found


def class_now(
    actor: Actor, group: Group, contents: Sequence[CourseContent], shared: SharedContent | None, moment: datetime
) -> list[Progress]:
    """Return how far each of a class has come, in one statement: who needs somebody first. For those who see all."""
    actor.check(Permission.SEE_EVERYBODY)
    found = progress(actor, dict(group.members), contents, shared, moment)
    return sorted(
        found, key=lambda one: (one.stuck is None, one.state is not State.OVERDUE, one.name.casefold(), one.course)
    )


def progress(
    actor: Actor,
    names: Mapping[int, str],
    contents: Sequence[CourseContent],
    shared: SharedContent | None,
    moment: datetime,
) -> list[Progress]:
    """Return how far each of some people, given with their names, has come on each of their courses. One statement.

    Whoever calls has made sure that they may be seen.
    """
    done: dict[int, list[Step]] = {number: [] for number in names}
    for step in steps(actor, names, kinds=(*DONE, StepKind.CERTIFICATE)) if names else ():
        done[step.person_id].append(step)
    return [
        one
        for number, name in names.items()
        for one in progress_of(number, name, contents, shared, done[number], moment)
    ]


def progress_of(
    number: int,
    name: str,
    contents: Iterable[CourseContent],
    shared: SharedContent | None,
    done: Sequence[Step],
    moment: datetime,
) -> list[Progress]:
    """Return a person's progress on each course they are enrolled in or certified for. Pure.

    `done` comes oldest first. Who is in no course has one row without a course.
    """
    rows = []
    for content in contents:
        own = [step for step in done if step.course == content.release.part]
        record = record_of(content, [step for step in done if step.course in ("", content.release.part)])
        held = next((step for step in reversed(own) if step.kind is StepKind.CERTIFICATE), None)
        if record.enrolled or held:
            rows.append(_progress(number, name, content, _Standing(record, own, held), shared, moment))
    return rows or [Progress(number, name, "", State.NOT_ENROLLED)]


@dataclass(frozen=True, slots=True)
class _Standing:
    """What one person did on one course: put together, step by step, and the newest certificate."""

    record: Record
    own: Sequence[Step]
    held: Step | None


def _progress(
    number: int, name: str, content: CourseContent, stands: _Standing, shared: SharedContent | None, moment: datetime
) -> Progress:
    record, held = stands.record, stands.held
    activity = [step for step in stands.own if step.kind is not StepKind.CERTIFICATE and not step.change]
    last_at = max((step.at for step in activity), default=None)
    series = max(record.series, key=lambda one: (one.met, one.passed), default=None)
    state = state_of(
        moment,
        standing(held.due_at, moment) if held else None,
        enrolled=record.enrolled,
        due_at=record.due_at,
        waits_for_call=record.waits_for_call,
    )
    sign_off = _sign_off(content, record, shared)
    waits = record.waits_for_call or sign_off is not None
    return Progress(
        number,
        name,
        content.release.part,
        state,
        (sum(module.name in record.modules for module in content.modules), len(content.modules)),
        (sum(quiz in record.quizzes for quiz in content.quizzes), len(content.quizzes)),
        (min(series.passed, series.needed), series.needed) if series else (0, 0),
        None if held else record.due_at,
        held.last_day if held else None,
        last_at,
        next((step.at for step in stands.own if step.kind is StepKind.QUEUE), None),
        sign_off,
        None if state in CLEARED else stuck_of(record.series, activity, waits=waits, last_at=last_at, moment=moment),
    )


def _sign_off(content: CourseContent, record: Record, shared: SharedContent | None) -> str | None:
    """Return the role whose sign-off alone is missing; None where more is missing, or nothing.

    A course before this one is taken as done: who has not completed it could not have begun here.
    """
    rule = content.course.certificate
    if rule is None or not record.enrolled:
        return None
    facts = replace(facts_of(content, shared, {}, (), record), courses_before=())
    return (rule.sign_off or "") if waits_for_sign_off(rule, facts, path(rule, facts)) else None


def stuck_of(
    series: Iterable[Series], own: Iterable[Step], *, waits: bool, last_at: datetime | None, moment: datetime
) -> Stuck | None:
    """Return why somebody without the certificate is stuck on a course, or None. Pure.

    A lost series waits for coaching; a quiz was failed again and again; or nothing happened for days, and not because
    the person `waits`: for a call, or with everything done for a sign-off.
    """
    if any(one.lost for one in series):
        return Stuck.SERIES
    attempts = [step for step in own if step.kind is StepKind.ATTEMPT and step.voided_at is None]
    passed = {step.name for step in attempts if step.passed}
    failed = [step.name for step in attempts if not step.passed and step.name not in passed]
    if any(failed.count(quiz) >= FAILED_OFTEN for quiz in failed):
        return Stuck.QUIZ
    return Stuck.QUIET if not waits and last_at is not None and moment - last_at >= QUIET else None
