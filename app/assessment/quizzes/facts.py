"""What quizzes tell other rooms: plain facts, never rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.assessment.quizzes.models import Attempt
from app.assessment.quizzes.rules import OpenAttempt
from app.assessment.voiding import Voided, voided_of


@dataclass(frozen=True, slots=True)
class AttemptResult:
    """What an attempt earned, written once. `percent` is rounded down; `time_ran_out`: the clock handed it in."""

    points: float
    max_points: float
    percent: int
    passed: bool
    handed_in_at: datetime
    time_ran_out: bool


@dataclass(frozen=True, slots=True)
class AttemptFacts:
    """An attempt at a quiz. `result` None: it is still open. `pass_percent` is the mark it was begun under.

    One with `voided` was a mistake: it is shown, and counts for nothing.
    """

    id: str
    person_id: int
    course: str
    quiz: str
    release_id: str
    number: int
    started_at: datetime
    closes_at: datetime | None
    pass_percent: int
    result: AttemptResult | None
    voided: Voided | None = None


@dataclass(frozen=True, slots=True)
class OwnQuizzes:
    """How somebody stands with the quizzes of a course: the names of those passed, and the attempts still open."""

    passed: frozenset[str]
    open_attempts: tuple[OpenAttempt, ...]


NOTHING_SAT = OwnQuizzes(frozenset(), ())


@dataclass(frozen=True, slots=True)
class QuestionStatistics:
    """How a question does. `drawn` counts the handed-in attempts that had it; `share` of its points earned, 0 to 1."""

    quiz: str
    question_id: str
    drawn: int
    share: float


def facts_of(row: Attempt) -> AttemptFacts:
    """Return a row as others may hold it."""
    return AttemptFacts(
        row.id,
        row.person_id,
        row.course,
        row.quiz,
        row.release_id,
        row.number,
        row.started_at,
        row.closes_at,
        row.pass_percent,
        result_of(row),
        voided_of(row),
    )


def result_of(row: Attempt) -> AttemptResult | None:
    """Return the result of a row, or None while it is open."""
    if row.handed_in_at is None or row.points is None or row.max_points is None or row.percent is None:
        return None
    return AttemptResult(row.points, row.max_points, row.percent, bool(row.passed), row.handed_in_at, row.time_ran_out)
