"""The way back into a quiz that was left half done, as `learner/open_attempt.html` shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from flask import url_for

from app.assessment.quizzes import queries as quizzes
from app.assessment.quizzes.queries import OpenAttempt
from app.assessment.quizzes.rules import first_to_close
from app.authoring import queries as authoring
from app.kernel import clock
from app.people.permissions import Permission
from app.people.queries import ClientFacts, Visitor


@dataclass(frozen=True, slots=True)
class WayBack:
    """Back to an open attempt: the quiz as its release calls it, the whole minutes left (None: no clock), its page.

    `course` is the title of the course that it belongs to, at `client`.
    """

    quiz: str
    title: str
    language: str
    minutes: int | None
    url: str
    course: str
    client: ClientFacts


def way_back(visitor: Visitor, attempts: Iterable[OpenAttempt]) -> WayBack | None:
    """Return the way back to that one of the visitor's own open attempts which closes first, if there is any."""
    moment = clock.now()
    clients = {client.id: client for client in visitor.clients if visitor.actor(client.id).may(Permission.LEARN)}
    first = first_to_close([one for one in attempts if one.client_id in clients], moment)
    if first is None:
        return None
    content = authoring.course_content(visitor.actor(first.client_id), first.release_id)
    return WayBack(
        first.quiz,
        content.quizzes[first.quiz].title,
        content.course.language,
        None if first.closes_at is None else max(0, (first.closes_at - moment) // timedelta(minutes=1)),
        url_for("quizzes.go_on", client=first.client_id, attempt=first.id),
        content.course.title,
        clients[first.client_id],
    )


def centre_of(visitor: Visitor) -> ClientFacts | None:
    """Return the centre if the visitor learns there: the client's own people do not, and hear nothing of it."""
    centre = visitor.find_client(visitor.centre_id) if visitor.centre_id else None
    return centre if centre and visitor.actor(centre.id).may(Permission.LEARN) else None


def way_back_to_centre(visitor: Visitor, closed: frozenset[str]) -> WayBack | None:
    """Return the way back to what the visitor began at the centre, for pages outside every client; one statement.

    `closed` are the clients, by id, whose agreements they have yet to accept.
    """
    centre = centre_of(visitor)
    if centre is None or centre.id in closed:
        return None
    return way_back(visitor, quizzes.open_attempts(visitor.actor(centre.id)))
