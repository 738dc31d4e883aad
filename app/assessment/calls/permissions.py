"""Who may read whose calls. Rehearsals are read by nobody but the person who played them."""

from __future__ import annotations

from collections.abc import Iterable

from app.kernel.actor import Actor
from app.people import queries as people
from app.people.permissions import Permission


def readable_people(actor: Actor) -> frozenset[int] | None:
    """Return the people whose live test calls the actor may read, themselves included; None for everybody.

    Who assesses or signs off reads them all: any of them can be the evidence for the decision. A team leader reads
    those of the teams they lead or are deputy of.
    """
    if any(actor.may(each) for each in (Permission.SEE_EVERYBODY, Permission.ASSESS, Permission.SIGN_OFF)):
        return None
    own = frozenset() if actor.person_id is None else frozenset({actor.person_id})
    if not actor.may(Permission.SEE_TEAM) or actor.person_id is None:
        return own
    return own | people.led_people(actor, actor.person_id)


def readable_among(actor: Actor, wanted: Iterable[int] | None) -> list[int] | None:
    """Return those of `wanted` (None: everybody) that the actor may read; None if that is everybody."""
    readable = readable_people(actor)
    if wanted is None:
        return None if readable is None else sorted(readable)
    return sorted(set(wanted) if readable is None else readable.intersection(wanted))


def can_read_coaching(actor: Actor) -> bool:
    """Tell whether the actor may read coaching words; an auditor may not."""
    return actor.may(Permission.SEE_COACHING)
