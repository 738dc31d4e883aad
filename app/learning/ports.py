"""What learning must ask of higher rooms; the factory hands it the answerers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from app.kernel.actor import Actor


class Prerequisites(Protocol):
    """Knows who completed a course: certification does, by the course's own rule."""

    def completed(self, actor: Actor, person_id: int, courses: Collection[str]) -> frozenset[str]:
        """Return those of `courses` (addresses such as `centre/induction`) that the person has completed.

        Addresses are of the actor's client or of the centre, whose rows of the same person can be read from here.
        """
        ...


@dataclass(frozen=True, slots=True)
class QuizStanding:
    """How somebody stands with the quizzes of a course: the names of those passed, and whether an attempt is open."""

    passed: frozenset[str]
    attempt_open: bool


class Quizzes(Protocol):
    """Knows how people stand with quizzes."""

    def standing(self, actor: Actor, course: str) -> QuizStanding:
        """Return how the actor stands with the quizzes of a course; an attempt whose time is over is not open."""
        ...

    def hand_in_overdue(self, actor: Actor) -> None:
        """Hand in the actor's attempts whose time is over."""
        ...


_answerers: list[Prerequisites] = []
_quizzes: list[Quizzes] = []


def answer_prerequisites(answerer: Prerequisites) -> None:
    """Hand over the one who knows; the factory calls it once."""
    _answerers[:] = [answerer]


def completed_courses(actor: Actor, person_id: int, courses: Collection[str]) -> frozenset[str]:
    """Return those of `courses` that the person has completed; asks nobody if there is nothing to ask."""
    if not courses:
        return frozenset()
    if not _answerers:
        raise RuntimeError("nobody knows completed courses yet: wiring has not called answer_prerequisites()")
    return _answerers[0].completed(actor, person_id, courses)


def answer_quizzes(answerer: Quizzes) -> None:
    """Hand over the one who knows; the factory calls it once."""
    _quizzes[:] = [answerer]


def quiz_standing(actor: Actor, course: str) -> QuizStanding:
    """Return how the actor stands with the quizzes of a course."""
    return _who_knows_quizzes().standing(actor, course)


def hand_in_overdue(actor: Actor) -> None:
    """Hand in the actor's attempts whose time is over."""
    _who_knows_quizzes().hand_in_overdue(actor)


def _who_knows_quizzes() -> Quizzes:
    if not _quizzes:
        raise RuntimeError("nobody knows quizzes yet: wiring has not called answer_quizzes()")
    return _quizzes[0]
