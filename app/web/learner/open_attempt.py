"""The way back into a quiz that was left half done, as `learner/open_attempt.html` shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from flask import url_for

from app.assessment.quizzes.queries import OpenAttempt
from app.assessment.quizzes.rules import first_to_close
from app.authoring import queries as authoring
from app.kernel import clock
from app.kernel.actor import Actor
from app.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class WayBack:
    """Back to an open attempt: the quiz as its release calls it, the whole minutes left (None: no clock), its page."""

    quiz: str
    title: str
    language: str
    minutes: int | None
    url: str


def way_back(actor: Actor, attempts: Iterable[OpenAttempt]) -> WayBack | None:
    """Return the way back to that one of the actor's own open attempts which closes first, if there is any."""
    moment = clock.now()
    first = first_to_close(attempts, moment)
    if first is None or not actor.may(Permission.LEARN):
        return None
    content = authoring.course_content(actor, first.release_id)
    return WayBack(
        first.quiz,
        content.quizzes[first.quiz].title,
        content.course.language,
        None if first.closes_at is None else max(0, (first.closes_at - moment) // timedelta(minutes=1)),
        url_for("quizzes.attempt", client=actor.client_id, attempt=first.id),
    )
