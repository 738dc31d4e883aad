"""How far people have come with signing in: who has no way in yet, who has a link or a password, who was here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.work import reading
from app.people.directory import reach
from app.people.invitations import A_MOMENT, INVITATION_HOLDS
from app.people.models import Login, Membership, OneTimeLink, Person
from app.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class Arrival:
    """A person's way in. `signed_in_at`: when they signed in last; `link_until`: how long a living link of theirs
    holds; None for never and for none."""

    has_password: bool
    signed_in_at: datetime | None
    link_until: datetime | None


def arrivals(actor: Actor, people: Iterable[int]) -> dict[int, Arrival]:
    """Return how far each of these people has come, by number. Who has left, and whom the actor does not
    answer for, is left out."""
    actor.check(Permission.SEE_PEOPLE)
    mine = reach(actor)
    wanted = [number for number in people if mine is None or number in mine]
    moment = clock.now()
    signed_in = select(func.max(Login.created_at)).where(Login.person_id == Person.id).scalar_subquery()
    link_until = (
        select(func.max(OneTimeLink.expires_at))
        .where(OneTimeLink.person_id == Person.id, OneTimeLink.ended_at.is_(None), OneTimeLink.expires_at > moment)
        .scalar_subquery()
    )
    members = select(Membership.person_id).where(
        Membership.client_id == actor.client_id, or_(Membership.ended_at.is_(None), Membership.ended_at > moment)
    )
    statement = select(Person.id, Person.password_hash.is_not(None), signed_in, link_until).where(
        Person.id.in_(wanted), Person.id.in_(members)
    )
    with reading(actor) as session:
        return {number: Arrival(known, at, until) for number, known, at, until in session.execute(statement)}


def to_invite(actor: Actor, people: Iterable[int], *, again: bool = False) -> frozenset[int]:
    """Return those of these people who have no password and no link yet; `again`: who have a link and no password.

    A link made in this minute counts as none, so that the second of two clicks answers as the first did.
    """
    fresh = clock.now() + INVITATION_HOLDS - A_MOMENT
    without = {number: one.link_until for number, one in arrivals(actor, people).items() if not one.has_password}
    if again:
        return frozenset(number for number, until in without.items() if until is not None)
    return frozenset(number for number, until in without.items() if until is None or until > fresh)
