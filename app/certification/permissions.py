"""Who may see whose path, certificates and evidence."""

from __future__ import annotations

from collections.abc import Iterable

from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError
from app.people import queries as people
from app.people.permissions import Permission


def readable_people(actor: Actor) -> frozenset[int] | None:
    """Return the people whose standing the actor may see, themselves included; None for everybody.

    Whoever signs off sees everybody's: the person waiting may be of any team. A team leader sees the teams they lead
    or are deputy of.
    """
    if actor.person_id is None or actor.may(Permission.SEE_EVERYBODY) or actor.may(Permission.SIGN_OFF):
        return None
    own = frozenset({actor.person_id})
    if not actor.may(Permission.SEE_TEAM):
        return own
    return own | people.led_people(actor, actor.person_id)


def readable_among(actor: Actor, wanted: Iterable[int] | None) -> list[int] | None:
    """Return those of `wanted` (None: everybody) that the actor may see; None if that is everybody."""
    readable = readable_people(actor)
    if wanted is None:
        return None if readable is None else sorted(readable)
    return sorted(set(wanted) if readable is None else readable.intersection(wanted))


def may_see(actor: Actor, person_id: int) -> bool:
    """Tell whether the actor may see where this person stands."""
    return person_id == actor.person_id or readable_among(actor, [person_id]) != []


def check_may_see(actor: Actor, person_id: int) -> None:
    """Raise ForbiddenError unless the actor may see where this person stands."""
    if not may_see(actor, person_id):
        raise ForbiddenError()
