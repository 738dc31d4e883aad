"""What somebody has begun and not handed in, and the agreements behind which it stands, in one statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.assessment.quizzes.queries import OpenAttempt
from app.kernel.actor import Actor
from app.people.queries import ClientFacts
from app.reports.steps import BEGUN_AT_CENTRE, Step, StepKind, steps


@dataclass(frozen=True, slots=True)
class Begun:
    """`accepted` are the agreements, by name, that somebody accepted at a client; `attempts` are their open ones there
    and at the centre."""

    accepted: frozenset[str]
    attempts: tuple[OpenAttempt, ...]


def begun(actor: Actor, centre: ClientFacts | None) -> Begun:
    """Return what the actor has begun at the client, and at the `centre` if it is given."""
    at_centre = BEGUN_AT_CENTRE if centre else ()
    own = steps(actor, [actor.number], kinds=(StepKind.AGREEMENT, StepKind.OPEN_ATTEMPT), at_centre=at_centre)
    return Begun(_accepted(own, actor.client_id), tuple(open_attempts_of(own, centre)))


def open_attempts_of(own: Sequence[Step], centre: ClientFacts | None) -> list[OpenAttempt]:
    """Return the open attempts among one person's steps. Pure.

    The `centre` shows nothing of its own, attempts among it, before its agreements are accepted. An attempt whose time
    is over may be among them, until somebody comes by.
    """
    closed = centre.id if centre and not _accepted(own, centre.id).issuperset(centre.agreements) else None
    return [
        OpenAttempt(step.client_id, step.id, step.name, step.release_id, step.due_at)
        for step in own
        if step.kind is StepKind.OPEN_ATTEMPT and step.voided_at is None and step.client_id != closed
    ]


def _accepted(own: Iterable[Step], client_id: str) -> frozenset[str]:
    return frozenset(step.name for step in own if step.kind is StepKind.AGREEMENT and step.client_id == client_id)
