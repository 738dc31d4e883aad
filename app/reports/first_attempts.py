"""How many pass a quiz with their first attempt: by quiz, class or team."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.assessment.quizzes.models import Attempt
from app.kernel.actor import Actor
from app.kernel.work import reading
from app.people.permissions import Permission
from app.reports.narrowing import By, Narrowing, share
from app.reports.placing import Placed, read_places


@dataclass(frozen=True, slots=True)
class FirstAttempt:
    """A person's first attempt of a quiz that counts."""

    person_id: int
    course: str
    quiz: str
    at: datetime
    passed: bool


@dataclass(frozen=True, slots=True)
class PassRate:
    """One row: so many sat, so many of them passed at once. `quiz` is empty where rows are classes or teams."""

    key: str
    quiz: str
    sat: int
    passed: int

    @property
    def share(self) -> float | None:
        """The part that passed at once, from 0 to 1."""
        return share(self.passed, self.sat)


def first_of_each(attempts: Iterable[FirstAttempt]) -> list[FirstAttempt]:
    """Keep the first attempt of each person at each quiz; `attempts` come in the order of their numbers. Pure."""
    found: dict[tuple[int, str, str], FirstAttempt] = {}
    for one in attempts:
        found.setdefault((one.person_id, one.course, one.quiz), one)
    return list(found.values())


def count_passed(
    attempts: Iterable[FirstAttempt], keys: Callable[[int, str], Iterable[str]], *, by_quiz: bool
) -> list[PassRate]:
    """Count first attempts by the keys under which each counts, each quiz by itself if `by_quiz`. Pure."""
    sat: Counter[tuple[str, str]] = Counter()
    passed: Counter[tuple[str, str]] = Counter()
    for one in attempts:
        for key in keys(one.person_id, one.course):
            row = (key, one.quiz if by_quiz else "")
            sat[row] += 1
            passed[row] += one.passed
    return [PassRate(key, quiz, count, passed[key, quiz]) for (key, quiz), count in sat.items()]


def first_attempts(actor: Actor, wanted: Narrowing) -> tuple[Placed, list[PassRate]]:
    """Return how many passed at once, of all who handed in their first attempt in the period. Four statements.

    Who has left is counted as well; an attempt that was voided is none, and the next one is the first then. For those
    who see everybody.
    """
    actor.check(Permission.SEE_EVERYBODY)
    places = read_places(actor)
    counted = [
        one
        for one in first_of_each(_read(actor))
        if wanted.course in ("", one.course) and wanted.covers(one.at) and places.is_in(wanted.group, one.person_id)
    ]
    rows = count_passed(counted, places.groups.keys(wanted.by), by_quiz=wanted.by is By.COURSE)
    return places, sorted(rows, key=lambda row: (*places.place(row.key), row.quiz))


def _read(actor: Actor) -> list[FirstAttempt]:
    statement = (
        select(Attempt.person_id, Attempt.course, Attempt.quiz, Attempt.handed_in_at, Attempt.passed)
        .where(Attempt.handed_in_at.is_not(None), Attempt.voided_at.is_(None))
        .order_by(Attempt.number)
    )
    with reading(actor) as session:
        return [
            FirstAttempt(person_id, course, quiz, at, bool(passed))
            for person_id, course, quiz, at, passed in session.execute(statement)
            if at is not None
        ]
