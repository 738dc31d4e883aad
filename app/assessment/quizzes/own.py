"""Answers `app.learning.ports.Quizzes`: how people stand with quizzes themselves."""

from __future__ import annotations

from app.assessment.quizzes import service
from app.assessment.quizzes.queries import own_quizzes, standing_of
from app.kernel.actor import Actor
from app.learning.ports import QuizStanding


class OwnStanding:
    """Knows how somebody stands with the quizzes of a course."""

    def standing(self, actor: Actor, course: str) -> QuizStanding:
        """Return how the actor stands with the quizzes of a course."""
        return standing_of(own_quizzes(actor, course))

    def hand_in_overdue(self, actor: Actor) -> None:
        """Hand in the actor's attempts whose time is over."""
        service.hand_in_overdue(actor, actor.number)
