"""How far people have come with signing in: who has no way in yet, who has a link or a password, who was here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.work import reading
from app.people.directory import reach
from app.people.invitations import A_MOMENT, INVITATION_HOLDS
from app.people.models import Login, Membership, OneTimeLink, Person, present
from app.people.permissions import Permission
from app.people.rules import ArrivalState, arrival_state, gets_first_link


@dataclass(frozen=True, slots=True)
class Arrival:
    """A person's way in. `signed_in_at`: when they signed in last; `link_until`: how long a living link holds that
    somebody made for them (whoever asks for one by mail proves nothing); None for never and for none."""

    has_password: bool
    signed_in_at: datetime | None
    link_until: datetime | None

    @property
    def state(self) -> ArrivalState:
        """How far they have come."""
        return arrival_state(
            has_password=self.has_password,
            has_link=self.link_until is not None,
            signed_in=self.signed_in_at is not None,
        )


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
        .where(
            OneTimeLink.person_id == Person.id,
            OneTimeLink.made_by.is_not(None),
            OneTimeLink.ended_at.is_(None),
            OneTimeLink.expires_at > moment,
        )
        .scalar_subquery()
    )
    members = select(Membership.person_id).where(Membership.client_id == actor.client_id, present(moment))
    statement = select(Person.id, Person.password_hash.is_not(None), signed_in, link_until).where(
        Person.id.in_(wanted), Person.id.in_(members)
    )
    with reading(actor) as session:
        return {number: Arrival(known, at, until) for number, known, at, until in session.execute(statement)}


def to_invite(actor: Actor, people: Iterable[int], *, again: bool = False) -> frozenset[int]:
    """Return whom of these people a request for first links is about; `again`: for links instead of those not used.

    A link is just made for a minute.
    """
    fresh = clock.now() + INVITATION_HOLDS - A_MOMENT
    return frozenset(
        number
        for number, one in arrivals(actor, people).items()
        if gets_first_link(one.state, again=again, just_made=one.link_until is not None and one.link_until > fresh)
    )
