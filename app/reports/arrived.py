"""People by name, and who of them has never signed in: with them somebody has to begin by helping."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, and_, exists, false, select

from app.kernel.actor import Actor
from app.kernel.work import reading
from app.people.models import Login, Membership, Person, present
from app.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class Named:
    """People by number, with their names; `not_yet` are those of them who are here and have never signed in."""

    names: Mapping[int, str] = field(default_factory=dict)
    not_yet: frozenset[int] = frozenset()

    def only(self, numbers: Collection[int]) -> Named:
        """Return those of them who are among `numbers`."""
        return Named({number: name for number, name in self.names.items() if number in numbers}, self.not_yet)


def named(actor: Actor, numbers: Collection[int]) -> Named:
    """Return the people behind numbers that already stand in rows the actor may see, leavers included. One statement.

    Who has never signed in is told to those who may see how people sign in.
    """
    if not numbers:
        return Named()
    of_client = select(Membership.person_id).where(Membership.client_id == actor.client_id)
    statement = select(Person.id, Person.name, never_signed_in(actor)).where(
        Person.id.in_(numbers), Person.id.in_(of_client)
    )
    with reading(actor) as session:
        rows = session.execute(statement).all()
    return Named(
        {number: name for number, name, _not_yet in rows},
        frozenset(number for number, _name, not_yet in rows if not_yet),
    )


def never_signed_in(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that a person of a statement is here now and has never signed in; to others it is false."""
    if not actor.may(Permission.SEE_PEOPLE):
        return false()
    here_now = exists().where(
        Membership.person_id == Person.id,
        Membership.client_id == actor.client_id,
        present(),
    )
    return and_(here_now, ~exists().where(Login.person_id == Person.id))
