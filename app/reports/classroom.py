"""A class or a team now: how far each person has come on each course, and who needs somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
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
from app.people.arrivals import Named, not_signed_in_yet
from app.people.models import ClassMember, Person, TrainingClass
from app.people.permissions import Permission
from app.reports.first import First, Taught, first_of
from app.reports.records import record_of
from app.reports.states import CLEARED, State, state_of
from app.reports.steps import DONE, FIRST_AT_CENTRE, Step, StepKind, by_person, steps

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
    """A class with its people, in the order of names."""

    id: str
    title: str
    trainer_id: int
    starts_at: datetime
    people: Named


@dataclass(frozen=True, slots=True)
class Progress:
    """A person on a course: (done, of all) of modules, quizzes and test calls; calls are those of the best series.

    A person in no course has an empty `course`. What the state is about is either `due_at` or, with a certificate,
    the last day on which it holds. `last_at` is when they did something last, `waits_since` when somebody who waits
    for a call asked for it. Of whom only a sign-off is missing, `sign_off` is the role that gives it, '' where the
    rule names none. `first` is what they must complete at the centre before they begin here, None once they have done
    anything on the course; `not_yet` is true of who has never signed in, as far as the reader may know that.
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
    first: First | None = None
    not_yet: bool = False


def groups_with_names(actor: Actor) -> list[Group]:
    """List the client's classes, the latest first, with their people by name, in one statement."""
    actor.check(Permission.SEE_EVERYBODY)
    statement = (
        select(TrainingClass, Person.id, Person.name, not_signed_in_yet(actor))
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
        members = [(number, name, has_not_come) for _, number, name, has_not_come in of_class if number is not None]
        not_yet = frozenset(number for number, _name, has_not_come in members if has_not_come)
        people = Named({number: name for number, name, _ in members}, not_yet)
        found.append(Group(row.id, row.title, row.trainer_id, row.starts_at, people))
    return found


def class_now(actor: Actor, group: Group, known: Taught, moment: datetime) -> list[Progress]:
    """Return how far each of a class has come, in one statement: who needs somebody first. For those who see all."""
    actor.check(Permission.SEE_EVERYBODY)
    found = progress(actor, group.people, known, moment)
    return sorted(
        found,
        key=lambda one: (
            one.stuck is None,
            one.state is not State.OVERDUE,
            not one.not_yet,
            one.name.casefold(),
            one.course,
        ),
    )


def progress(actor: Actor, people: Named, known: Taught, moment: datetime) -> list[Progress]:
    """Return how far each of some people has come on each of their courses. One statement.

    Whoever calls has made sure that they may be seen.
    """
    if not people.names:
        return []
    found = steps(
        actor,
        people.names,
        kinds=(*DONE, StepKind.CERTIFICATE),
        at_centre=FIRST_AT_CENTRE if known.at_centre else (),
        until=moment,
    )
    here = by_person(step for step in found if step.client_id == actor.client_id)
    there = by_person(step for step in found if step.client_id != actor.client_id)
    return [
        replace(one, not_yet=number in people.not_yet and not _has_acted(here.get(number, ()), there.get(number, ())))
        for number, name in people.names.items()
        for one in progress_of(
            number, name, known, here.get(number, ()), moment, there=there.get(number, ()), language=actor.language
        )
    ]


def _has_acted(*done: Iterable[Step]) -> bool:
    """Tell whether somebody did anything themselves; an enrolment or an earlier certificate may be all of others."""
    others = (StepKind.ENROLMENT, StepKind.CERTIFICATE)
    return any(step.kind not in others for steps_done in done for step in steps_done)


def progress_of(
    number: int,
    name: str,
    known: Taught,
    done: Sequence[Step],
    moment: datetime,
    *,
    there: Sequence[Step] = (),
    language: str = "",
) -> list[Progress]:
    """Return a person's progress on each course they are enrolled in or certified for. Pure.

    `done` comes oldest first, and `there`, what they did at the centre; what that is about is called in `language`.
    Who is in no course has one row without a course.
    """
    rows = []
    for content in known.contents:
        own = [step for step in done if step.course == content.release.part]
        if not own:
            continue
        record = record_of(content, [step for step in done if step.course in ("", content.release.part)])
        held = next((step for step in reversed(own) if step.kind is StepKind.CERTIFICATE), None)
        if record.enrolled or held:
            idle = not held and all(step.kind is StepKind.ENROLMENT for step in own)
            first = first_of(content, known, there, moment, language) if idle else None
            rows.append(_progress(number, name, content, _Standing(record, own, held, first), known.shared, moment))
    return rows or [Progress(number, name, "", State.NOT_ENROLLED)]


@dataclass(frozen=True, slots=True)
class _Standing:
    """What one person did on one course: put together, step by step, the newest certificate, and what comes first."""

    record: Record
    own: Sequence[Step]
    held: Step | None
    first: First | None


def _progress(
    number: int, name: str, content: CourseContent, stands: _Standing, shared: SharedContent | None, moment: datetime
) -> Progress:
    record, held, first = stands.record, stands.held, stands.first
    activity = [step for step in stands.own if step.kind is not StepKind.CERTIFICATE and not step.change]
    activity += [step for step in first.steps if not step.change] if first else []
    last_at = max((step.at for step in activity), default=None)
    series = max(record.series, key=lambda one: (one.met, one.passed), default=None)
    state = state_of(
        moment,
        standing(held.due_at, moment) if held else None,
        enrolled=record.enrolled,
        due_at=record.due_at,
        waits_for_call=record.waits_for_call,
        not_begun=record.not_begun,
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
        first,
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


class Stage(StrEnum):
    """Where one person is on the way, whatever their courses: the furthest they have come on any of them."""

    NOT_YET = "not yet"
    FIRST = "first"
    IN_COURSE = "in course"
    CERTIFIED = "certified"
    NOWHERE = "nowhere"


def stage_of(rows: Iterable[Progress]) -> Stage:
    """Return where a person is, of whom these are all rows. Pure."""
    found = list(rows)
    if any(one.not_yet for one in found):
        return Stage.NOT_YET
    if any(one.state in CLEARED for one in found):
        return Stage.CERTIFIED
    if any(one.course and one.first is None for one in found):
        return Stage.IN_COURSE
    return Stage.FIRST if any(one.first for one in found) else Stage.NOWHERE


def stages(rows: Iterable[Progress]) -> dict[Stage, int]:
    """Count people by where they are, in the order of the way; stages with nobody in them are left out. Pure."""
    of_person: dict[int, list[Progress]] = {}
    for row in rows:
        of_person.setdefault(row.person_id, []).append(row)
    counted = Counter(stage_of(found) for found in of_person.values())
    return {stage: counted[stage] for stage in Stage if counted[stage]}
