"""The latest classes side by side: who finished, who passed at once, how long it took. Read in one statement."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import and_, select

from app.assessment.quizzes.models import Attempt
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.work import reading
from app.people.groups import ClassFacts
from app.people.models import ClassMember, TrainingClass
from app.people.permissions import Permission
from app.reports.clearance_times import ClassTime, class_time, first_clearances
from app.reports.completion import Completed, Taken, count_completed
from app.reports.first_attempts import FirstAttempt, PassRate, count_passed, first_of_each
from app.reports.queries import Overview
from app.reports.steps import enrolled_at


@dataclass(frozen=True, slots=True)
class ComparedClass:
    """A class: its people and times, how many enrolments were finished, and first attempts passed at once.

    `completed` counts, as the report of that name, people who are here now, on courses that end with a certificate;
    it and `first` are None where there is nothing to count.
    """

    time: ClassTime
    completed: Completed | None
    first: PassRate | None


def compare_classes(actor: Actor, seen: Overview, limit: int) -> list[ComparedClass]:
    """Return the latest `limit` classes, the latest first, in one statement. For those who see everybody."""
    actor.check(Permission.SEE_EVERYBODY)
    own = [one for one in seen.certificates if one.client_id == actor.client_id]
    cleared = first_clearances(own)
    certified = {(one.person_id, one.course) for one in own}
    found = []
    for group, attempts in _read(actor, limit):
        starts_on = clock.day_of(group.starts_at, actor.time_zone)
        found.append(_compared(group, starts_on, attempts, cleared, _taken(seen, group.members, certified)))
    return found


def _taken(seen: Overview, members: Iterable[int], certified: Collection[tuple[int, str]]) -> list[Taken]:
    here = seen.people.keys() & set(members)
    return [
        Taken(*key, finished=key in certified)
        for key in enrolled_at(seen.enrolments, seen.moment)
        if key[0] in here and key[1] in seen.titles
    ]


def _compared(
    group: ClassFacts,
    starts_on: date,
    attempts: Iterable[FirstAttempt],
    cleared: dict[int, datetime],
    taken: Iterable[Taken],
) -> ComparedClass:
    """Put a class's numbers together with the functions of the full reports. Pure."""
    key = (group.id,)
    completed = count_completed(taken, lambda _person, _course: key)
    first = count_passed(first_of_each(attempts), lambda _person, _course: key, by_quiz=False)
    return ComparedClass(class_time(group, cleared, starts_on), next(iter(completed), None), next(iter(first), None))


def _read(actor: Actor, limit: int) -> list[tuple[ClassFacts, list[FirstAttempt]]]:
    """Return the latest classes with what their people handed in, in the order of its numbers."""
    latest = (TrainingClass.starts_at.desc(), TrainingClass.title, TrainingClass.id)
    statement = (
        select(
            TrainingClass,
            ClassMember.person_id,
            Attempt.course,
            Attempt.quiz,
            Attempt.handed_in_at,
            Attempt.passed,
        )
        .outerjoin(
            ClassMember,
            and_(ClassMember.client_id == TrainingClass.client_id, ClassMember.class_id == TrainingClass.id),
        )
        .outerjoin(
            Attempt,
            and_(
                Attempt.client_id == ClassMember.client_id,
                Attempt.person_id == ClassMember.person_id,
                Attempt.handed_in_at.is_not(None),
                Attempt.voided_at.is_(None),
            ),
        )
        .where(TrainingClass.id.in_(select(TrainingClass.id).order_by(*latest).limit(limit)))
        .order_by(*latest, Attempt.number)
    )
    with reading(actor) as session:
        rows = session.execute(statement).all()
    found = []
    for row, of_class in groupby(rows, key=lambda one: one[0]):
        members: dict[int, None] = {}
        attempts = []
        for _row, number, course, quiz, at, passed in of_class:
            if number is not None:
                members[number] = None
            if at is not None:
                attempts.append(FirstAttempt(number, course, quiz, at, bool(passed)))
        found.append((ClassFacts(row.id, row.title, row.trainer_id, row.starts_at, tuple(members)), attempts))
    return found
