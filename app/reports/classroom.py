"""A class now: how far each person has come on each course, and who is stuck."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby

from sqlalchemy import and_, select

from app.authoring.queries import CourseContent
from app.certification.expiry import Standing, standing
from app.certification.ports import Record
from app.certification.rules import Series
from app.kernel.actor import Actor
from app.kernel.work import reading
from app.people.models import ClassMember, Person, TrainingClass
from app.people.permissions import Permission
from app.reports.records import record_of
from app.reports.steps import Step, StepKind, steps

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

    `state` is a word of the state chip; a person in no course has an empty `course`. `last_at` is when they did
    something last.
    """

    person_id: int
    name: str
    course: str
    state: str
    modules: tuple[int, int] = (0, 0)
    quizzes: tuple[int, int] = (0, 0)
    calls: tuple[int, int] = (0, 0)
    due_at: datetime | None = None
    last_at: datetime | None = None
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


def class_now(actor: Actor, group: Group, contents: Sequence[CourseContent], moment: datetime) -> list[Progress]:
    """Return how far each of a class has come, in one statement: who needs somebody first. For those who see all."""
    actor.check(Permission.SEE_EVERYBODY)
    numbers = [number for number, _name in group.members]
    if not numbers:
        return []
    held: dict[tuple[int, str], Standing] = {}
    by_person: dict[int, list[Step]] = {}
    for step in steps(actor, numbers, kinds=tuple(StepKind)):
        if step.kind is StepKind.CERTIFICATE:
            held[step.person_id, step.course] = standing(step.due_at, moment)
        else:
            by_person.setdefault(step.person_id, []).append(step)
    found: list[Progress] = []
    for number, name in group.members:
        done = by_person.get(number, [])
        found += progress_of(number, name, contents, done, held, moment)
    return sorted(found, key=lambda one: (one.stuck is None, one.state != "overdue", one.name.casefold(), one.course))


def progress_of(
    number: int,
    name: str,
    contents: Iterable[CourseContent],
    done: Sequence[Step],
    held: Mapping[tuple[int, str], Standing],
    moment: datetime,
) -> list[Progress]:
    """Return a person's progress on each course they are enrolled in; one row without a course if in none. Pure.

    `held` says how the newest certificate stands of each person and course that has one.
    """
    rows = []
    for content in contents:
        record = record_of(content, done)
        if record.enrolled:
            own = [step for step in done if step.course == content.release.part]
            rows.append(_progress(number, name, content, record, own, held.get((number, content.release.part)), moment))
    return rows or [Progress(number, name, "", "open")]


def _progress(
    number: int,
    name: str,
    content: CourseContent,
    record: Record,
    own: Sequence[Step],
    certificate: Standing | None,
    moment: datetime,
) -> Progress:
    last_at = max((step.at for step in own), default=None)
    series = max(record.series, key=lambda one: (one.met, one.passed), default=None)
    modules = (sum(module.name in record.modules for module in content.modules), len(content.modules))
    quizzes = (sum(quiz in record.quizzes for quiz in content.quizzes), len(content.quizzes))
    calls = (min(series.passed, series.needed), series.needed) if series else (0, 0)
    certified = certificate is not None and certificate is not Standing.EXPIRED
    waits = record.waits_for_call or all(done == most for done, most in (modules, quizzes, calls))
    return Progress(
        number,
        name,
        content.release.part,
        _state(record, certificate, moment),
        modules,
        quizzes,
        calls,
        record.due_at,
        last_at,
        None if certified else stuck_of(record.series, own, waits=waits, last_at=last_at, moment=moment),
    )


def _state(record: Record, certificate: Standing | None, moment: datetime) -> str:
    if certificate is not None:
        return certificate.value
    if record.due_at is not None and record.due_at < moment:
        return "overdue"
    return "waiting" if record.waits_for_call else "in progress"


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
