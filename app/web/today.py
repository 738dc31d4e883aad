"""What comes first on every start page: news to read, answers to one's questions, questions that wait for an answer."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.actor import Actor
from app.news import queries as news
from app.news.queries import NewsFacts
from app.questions import queries as questions
from app.questions.queries import QuestionFacts

MOST_NEWS = 2
MOST_ANSWERS = 3
"""Shown at once on a start page; the lists have them all."""


@dataclass(frozen=True, slots=True)
class Today:
    """News that the visitor has still to read (`unread` in all), their questions newly answered, and how many
    questions wait for an answer of theirs."""

    news: list[NewsFacts]
    unread: int
    answered: list[QuestionFacts]
    waiting: int


def today(actor: Actor, *, with_answers: bool = True, with_waiting: bool = True) -> Today:
    """Return what comes first on the start page of the visitor.

    Without answers on the pages of those who assess or manage, which ask the database for much else; they have them on
    their own path and under their questions. Without those that wait where the page does not speak of them.
    """
    shown, unread = news.unread(actor, MOST_NEWS)
    if with_answers and with_waiting:
        return Today(shown, unread, *questions.answered_and_waiting(actor, MOST_ANSWERS))
    answered = questions.newly_answered(actor, MOST_ANSWERS) if with_answers else []
    return Today(shown, unread, answered, questions.waiting(actor) if with_waiting else 0)
