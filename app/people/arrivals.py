"""How far people have come with signing in: who has no way in yet, who has a link or a password, who was here.

With those who have never signed in somebody has to begin by helping: they are told beside names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, false, func, literal, select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.work import reading, reading_side_by_side
from app.people import queries
from app.people.directory import reach
from app.people.invitations import INVITATION_HOLDS
from app.people.models import Login, Membership, OneTimeLink, Person, present, still_to_arrive
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
    fresh = clock.now() + INVITATION_HOLDS - clock.A_MOMENT
    return frozenset(
        number
        for number, one in arrivals(actor, people).items()
        if gets_first_link(one.state, again=again, just_made=one.link_until is not None and one.link_until > fresh)
    )


@dataclass(frozen=True, slots=True)
class Named:
    """People by number, with their names; `not_yet` are those of them who are here and have never signed in."""

    names: Mapping[int, str] = field(default_factory=dict)
    not_yet: frozenset[int] = frozenset()

    def only(self, numbers: Collection[int]) -> Named:
        """Return those of them who are among `numbers`."""
        return Named({number: name for number, name in self.names.items() if number in numbers}, self.not_yet)


def named(actor: Actor, numbers: Collection[int]) -> Named:
    """Return what `queries.names` does, and who of them has never signed in. One statement."""
    if not numbers:
        return Named()
    with reading(actor) as session:
        rows = session.execute(
            queries.NAMES.add_columns(not_signed_in_yet(actor)), {"numbers": list(numbers), "client": actor.client_id}
        ).all()
    return Named(
        {number: name for number, name, _not_yet in rows},
        frozenset(number for number, _name, has_not_come in rows if has_not_come),
    )


def not_signed_in_yet(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that the person of a statement belongs to the actor's client and has never signed in.

    It is told to those who may see how people sign in, and of their team to its leaders; to others it is false.
    """
    if not (actor.may(Permission.SEE_PEOPLE) or actor.may(Permission.SEE_TEAM)):
        return false()
    return Person.id.in_(still_to_arrive([actor.client_id]).with_only_columns(Membership.person_id))


_HOW_MANY = func.count(Membership.person_id.distinct())


def not_yet_beside(actor: Actor) -> ColumnElement[int]:
    """Return how many people of the client have never signed in, as a column for a statement of the same scope.

    For those who see everybody there; 0 for who may not see how people sign in.
    """
    if not actor.may(Permission.SEE_PEOPLE):
        return literal(0)
    return still_to_arrive([actor.client_id]).with_only_columns(_HOW_MANY).scalar_subquery()


def not_yet_of_each(actors: Sequence[Actor]) -> dict[str, int]:
    """Return the same of each client of one person, where it is not 0, in one statement for all of them."""
    wanted = [actor.client_id for actor in actors if actor.may(Permission.SEE_PEOPLE)]
    if not wanted:
        return {}
    counted = still_to_arrive(wanted).with_only_columns(Membership.client_id, _HOW_MANY)
    with reading_side_by_side(actors) as session:
        return dict(session.execute(counted.group_by(Membership.client_id)).all())
