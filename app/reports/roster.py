"""Who belonged to a client at a moment, in which roles and which team."""

from __future__ import annotations

from collections.abc import Iterable
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
    leader_id: int | None = None

    @property
    def takes_calls(self) -> bool:
        """Tell whether taking calls is among what they were there for."""
        return bool(self.roles & TAKES_CALLS)


def roster(actor: Actor, moment: datetime) -> dict[int, RosterPerson]:
    """Return everybody who belonged to the client at `moment`, by number, in the order of names. One statement."""
    statement = (
        select(Person.id, Person.name, Membership.role, Team.id, Team.title, Team.leader_id)
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
        for number, name, role, team_id, team, leader in session.execute(statement):
            before = found[number].roles if number in found else frozenset()
            found[number] = RosterPerson(number, name, before | {role}, team_id or "", team or "", leader)
    return found


@dataclass(frozen=True, slots=True)
class RosterTeam:
    """A team with the numbers of its people at the roster's moment."""

    id: str
    title: str
    leader_id: int | None
    members: tuple[int, ...]


def teams_of(people: Iterable[RosterPerson]) -> list[RosterTeam]:
    """Return the teams that have people in them, by title. Pure."""
    members: dict[tuple[str, str, int | None], list[int]] = {}
    for one in people:
        if one.team_id:
            members.setdefault((one.team, one.team_id, one.leader_id), []).append(one.id)
    ordered = sorted(members.items(), key=lambda team: (team[0][0].casefold(), team[0][1]))
    return [RosterTeam(team_id, title, leader, tuple(numbers)) for (title, team_id, leader), numbers in ordered]
