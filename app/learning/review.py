"""A few checks to answer again today: those last answered wrong, then those answered longest ago."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from app.authoring.queries import CourseContent
from app.content.documents import ModuleDocument, Question
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.work import reading
from app.learning.models import CheckAnswer
from app.people.permissions import Permission

FEW = 3
"""Checks of one day: two minutes between calls."""
RESTS = timedelta(days=7)
"""So long a right answer is left alone. It is no more than a first reminder: intervals do not grow with each one."""


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """When somebody answered a check first and last, and the share (0 to 1) of its points that the last one earned."""

    first_at: datetime
    last_at: datetime
    share: float


@dataclass(frozen=True, slots=True)
class Review:
    """A check to answer again; `number` is its place in the module, from 1."""

    content: CourseContent
    module: ModuleDocument
    question: Question
    number: int


def to_review(actor: Actor, contents: Collection[CourseContent]) -> list[Review]:
    """Return what the actor had best answer again today of some courses; one statement, none without courses."""
    actor.check(Permission.LEARN)
    if not contents:
        return []
    statement = (
        select(CheckAnswer.course, CheckAnswer.question_id, CheckAnswer.share, CheckAnswer.answered_at)
        .where(CheckAnswer.person_id == actor.number)
        .order_by(CheckAnswer.answered_at, CheckAnswer.id)
    )
    answers: dict[tuple[str, str], LastAnswer] = {}
    with reading(actor) as session:
        for course, question_id, share, at in session.execute(statement):
            before = answers.get((course, question_id))
            answers[course, question_id] = LastAnswer(before.first_at if before else at, at, share)
    return due_for_review(answers, contents, clock.today(actor.time_zone), actor.time_zone)


def due_for_review(
    answers: Mapping[tuple[str, str], LastAnswer], contents: Iterable[CourseContent], today: date, time_zone: str
) -> list[Review]:
    """Return the same for answers by course and question, on a day of a time zone (an IANA name). Pure.

    Whatever of earlier days was answered again today counts towards the few of the day.
    """

    def day(moment: datetime) -> date:
        return clock.day_of(moment, time_zone)

    done = sum(day(one.first_at) < today == day(one.last_at) for one in answers.values())
    due = []
    for content in contents:
        for module in content.modules:
            for number, question in enumerate(module.questions, start=1):
                one = answers.get((content.release.part, question.id))
                if one and day(one.last_at) < today and (one.share < 1 or day(one.last_at) <= today - RESTS):
                    due.append((one.share >= 1, one.last_at, question.id, Review(content, module, question, number)))
    return [review for *_order, review in sorted(due, key=lambda row: row[:3])][: max(0, FEW - done)]
