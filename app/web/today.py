"""What comes first on every start page: news to read, answers to one's questions, questions that wait for an answer."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.actor import Actor
from app.news import queries as news
from app.news.queries import NewsFacts
from app.people.permissions import Permission
from app.questions import queries as questions
from app.questions.queries import QuestionFacts

MOST_NEWS = 2
MOST_ANSWERS = 3
"""Shown at once on a start page; the lists have them all."""


@dataclass(frozen=True, slots=True)
class Today:
    """News that the visitor has still to read (`unread` in all), their questions newly answered, here and how many at
    the centre, and how many questions wait for an answer of theirs."""

    news: list[NewsFacts]
    unread: int
    answered: list[QuestionFacts]
    answered_at_centre: int = 0
    waiting: int = 0


def today(actor: Actor, *, with_questions: bool = True) -> Today:
    """Return what comes first on the start page of the visitor.

    Without questions on the pages of those who assess or manage, which ask the database for much else; they have them
    on their own path and under their questions.
    """
    shown, unread = news.unread(actor, MOST_NEWS)
    if not with_questions:
        return Today(shown, unread, [])
    if actor.may(Permission.ANSWER):
        answered, waiting = questions.answered_and_waiting(actor, MOST_ANSWERS)
        return Today(shown, unread, answered, waiting=waiting)
    here, at_centre = questions.count_answered(actor)
    return Today(shown, unread, questions.newly_answered(actor, MOST_ANSWERS) if here else [], at_centre)
