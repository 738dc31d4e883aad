"""The way back into a quiz that was left half done, as `learner/running.html` shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from flask import url_for

from app.authoring import queries as authoring
from app.kernel import clock
from app.kernel.actor import Actor
from app.people.permissions import Permission


class Begun(Protocol):
    """An attempt that is not handed in."""

    @property
    def id(self) -> str: ...
    @property
    def quiz(self) -> str: ...
    @property
    def release_id(self) -> str: ...
    @property
    def closes_at(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Running:
    """An attempt to go on with: the quiz as its release calls it, the whole minutes left (None: no clock), its page."""

    quiz: str
    title: str
    language: str
    minutes: int | None
    url: str


def running(actor: Actor, attempts: Iterable[Begun]) -> Running | None:
    """Return the one of the actor's own attempts to go on with, if there is any."""
    moment = clock.now()
    first = soonest(attempts, moment)
    if first is None or not actor.may(Permission.LEARN):
        return None
    content = authoring.course_content(actor, first.release_id)
    return Running(
        first.quiz,
        content.quizzes[first.quiz].title,
        content.course.language,
        None if first.closes_at is None else (first.closes_at - moment) // timedelta(minutes=1),
        url_for("quizzes.attempt", client=actor.client_id, attempt=first.id),
    )


def soonest(attempts: Iterable[Begun], moment: datetime) -> Begun | None:
    """Return the attempt whose clock ends first; those without a clock come last. Pure.

    One whose time is over is not among them, whether or not anybody came by to hand it in.
    """
    left = [one for one in attempts if one.closes_at is None or one.closes_at > moment]
    return min(left, key=lambda one: (one.closes_at is None, one.closes_at or moment), default=None)
