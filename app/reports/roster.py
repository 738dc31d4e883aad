"""Who belonged to a client at a moment, in which roles and which team."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select

from app.kernel.actor import Actor
from app.kernel.database import UTCDateTime
from app.kernel.work import reading, reading_side_by_side
from app.people.models import Membership, Person, Team, TeamMember, present
from app.people.permissions import TAKES_CALLS


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

    def is_of_team(self, wanted: str) -> bool:
        """Tell whether their team is wanted: by its id, by a part of its name, or any (empty)."""
        return wanted in ("", self.team_id) or wanted.casefold() in self.team.casefold()


class Stay(NamedTuple):
    """A role that somebody had at the client from one moment to another (None: has still), and the team they are in."""

    person_id: int
    name: str
    role: str
    team_id: str | None
    team: str | None
    leader_id: int | None
    started_at: datetime
    ended_at: datetime | None

    def covers(self, moment: datetime) -> bool:
        """Tell whether they had the role at a moment."""
        return self.started_at <= moment and (self.ended_at is None or self.ended_at > moment)


def stays(actor: Actor, since: datetime, moment: datetime, also: Collection[int] = ()) -> list[Stay]:
    """Return every role that somebody had at the client between two moments, in the order of names. One statement.

    The team is the one they were in at the later moment. `also` are numbers of people of whom every role is wanted,
    whenever they had it.
    """
    with reading(actor) as session:
        return [Stay(*row) for row in session.execute(_statement(), _given(actor, since, moment, also))]


def stays_and_counts(
    actor: Actor, since: datetime, moment: datetime, also: Collection[int], counts: Sequence[ColumnElement[int]]
) -> tuple[list[Stay], list[int]]:
    """Return the same and counts that stand beside it in the statement, each 0 where nobody was there."""
    with reading(actor) as session:
        rows = session.execute(_statement().add_columns(*counts), _given(actor, since, moment, also)).all()
    own = len(Stay._fields)
    return [Stay(*row[:own]) for row in rows], list(rows[0][own:]) if rows else [0] * len(counts)


def _given(actor: Actor, since: datetime, moment: datetime, also: Collection[int]) -> dict[str, object]:
    return {"client": actor.client_id, "since": since, "moment": moment, "also": list(also)}


def stays_of_each(actors: Sequence[Actor], moment: datetime) -> dict[str, list[Stay]]:
    """Return the roles that people had at each client of one person at a moment, in one read of them all."""
    found: dict[str, list[Stay]] = {actor.client_id: [] for actor in actors}
    statement = _stays().add_columns(Membership.client_id).where(Membership.client_id.in_(list(found)), _had())
    with reading_side_by_side(actors) as session:
        for *stay, client_id in session.execute(statement, {"since": moment, "moment": moment}):
            found[client_id].append(Stay(*stay))
    return found


_MOMENT = bindparam("moment", type_=UTCDateTime())


@cache
def _statement() -> Select[*tuple[Any, ...]]:
    """Put the statement of one client together once: that takes longer than asking."""
    also = Person.id.in_(bindparam("also", expanding=True))
    return _stays().where(Membership.client_id == bindparam("client"), or_(_had(), also))


def _had() -> ColumnElement[bool]:
    return and_(Membership.started_at <= _MOMENT, present(bindparam("since", type_=UTCDateTime())))


def _stays() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Person.id,
            Person.name,
            Membership.role,
            Team.id,
            Team.title,
            Team.leader_id,
            Membership.started_at,
            Membership.ended_at,
        )
        .join(Membership, Membership.person_id == Person.id)
        .outerjoin(
            TeamMember,
            and_(
                TeamMember.client_id == Membership.client_id,
                TeamMember.person_id == Person.id,
                TeamMember.started_at <= _MOMENT,
                or_(TeamMember.ended_at.is_(None), TeamMember.ended_at > _MOMENT),
            ),
        )
        .outerjoin(Team, and_(Team.client_id == TeamMember.client_id, Team.id == TeamMember.team_id))
        .order_by(Person.name, Person.id)
    )


def roster_of(stayed: Iterable[Stay], moment: datetime) -> dict[int, RosterPerson]:
    """Return everybody who belonged to the client at `moment`, by number, in the order of `stayed`. Pure."""
    found: dict[int, RosterPerson] = {}
    for one in stayed:
        if one.covers(moment):
            before = found[one.person_id].roles if one.person_id in found else frozenset()
            roles = before | {one.role}
            found[one.person_id] = RosterPerson(
                one.person_id, one.name, roles, one.team_id or "", one.team or "", one.leader_id
            )
    return found


def roster(actor: Actor, moment: datetime) -> dict[int, RosterPerson]:
    """Return everybody who belonged to the client at `moment`, by number, in the order of names. One statement."""
    return roster_of(stays(actor, moment, moment), moment)


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
