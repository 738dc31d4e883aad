"""Who belonged to a client at a moment, in which roles and which team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select

from app.kernel.actor import Actor
from app.kernel.work import reading
from app.people.models import Membership, Person, Team, TeamMember
from app.people.permissions import Role

TAKES_CALLS = frozenset({Role.OPERATOR.value, Role.TEAM_LEADER.value})


@dataclass(frozen=True, slots=True)
class RosterPerson:
    """A person as they belonged to the client at the roster's moment; `team` is empty for none."""

    id: int
    name: str
    roles: frozenset[str]
    team_id: str
    team: str

    @property
    def takes_calls(self) -> bool:
        """Tell whether taking calls is among what they were there for."""
        return bool(self.roles & TAKES_CALLS)


def roster(actor: Actor, moment: datetime) -> dict[int, RosterPerson]:
    """Return everybody who belonged to the client at `moment`, by number, in the order of names. One statement."""
    statement = (
        select(Person.id, Person.name, Membership.role, Team.id, Team.title)
        .join(Membership, Membership.person_id == Person.id)
        .outerjoin(
            TeamMember,
            and_(
                TeamMember.client_id == Membership.client_id,
                TeamMember.person_id == Person.id,
                TeamMember.started_at <= moment,
                or_(TeamMember.ended_at.is_(None), TeamMember.ended_at > moment),
            ),
        )
        .outerjoin(Team, and_(Team.client_id == TeamMember.client_id, Team.id == TeamMember.team_id))
        .where(
            Membership.client_id == actor.client_id,
            Membership.started_at <= moment,
            or_(Membership.ended_at.is_(None), Membership.ended_at > moment),
        )
        .order_by(Person.name, Person.id)
    )
    found: dict[int, RosterPerson] = {}
    with reading(actor) as session:
        for number, name, role, team_id, team in session.execute(statement):
            before = found[number].roles if number in found else frozenset()
            found[number] = RosterPerson(number, name, before | {role}, team_id or "", team or "")
    return found
