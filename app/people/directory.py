"""The list of a client's people, and whom of them one answers for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from sqlalchemy import Select, and_, select

from app.content.anchors import folded
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError
from app.kernel.wall import WallSession
from app.kernel.work import reading
from app.people import queries
from app.people.models import ClassMember, Membership, Person, Team, TeamMember, present, still_to_arrive
from app.people.permissions import InstallationPermission, Permission, Role

NO_TEAM = "none"
LEFT = "left"
NOT_YET = "not-yet"
Beside = Select[int, str, str, str, str, datetime, datetime | None]
"""Selects people beside each of their memberships: number, name, sign-in name, contact, role, begin, end."""
SORTS = {"name", "role", "team", "since"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of people is narrowed to. `team` is a team's id or NO_TEAM; `state` is LEFT, NOT_YET for
    who is here and has never signed in, or empty for all who are here; `sort` is one of SORTS, with a '-' in front for
    downwards."""

    words: str = ""
    role: str = ""
    team: str = ""
    group: str = ""
    state: str = ""
    sort: str = "name"


@dataclass(frozen=True, slots=True)
class Entry:
    """A person on the list. `roles` are those held now, for a leaver the one held last; `until` is set for leavers.

    How to reach a leaver, and how they sign in elsewhere now, is no business of the client any more.
    """

    id: int
    name: str
    sign_in_name: str
    contact: str
    roles: tuple[str, ...]
    since: datetime
    until: datetime | None
    team_id: str = ""
    team: str = ""


def reach(actor: Actor) -> frozenset[int] | None:
    """Return the people the actor answers for: None for all of the client, else the members of their own teams."""
    if actor.may(Permission.SEE_EVERYBODY) or actor.may(InstallationPermission.MAKE_EVERYBODY):
        return None
    return queries.led_people(actor, actor.number)


def check_reach(actor: Actor, people: Iterable[int]) -> None:
    """Raise NotFoundError unless the actor answers for all of `people`."""
    mine = reach(actor)
    if mine is not None and not mine.issuperset(people):
        raise NotFoundError()


def list_people(actor: Actor, wanted: Wanted) -> list[Entry]:
    """List the people of the client that the actor answers for, narrowed and sorted as wanted; three statements."""
    actor.check(Permission.SEE_PEOPLE)
    narrowed = _narrowed(actor, wanted, reach(actor))
    with reading(actor) as session:
        teams = _present_teams(session)
        found = _entries(session, narrowed, teams, wanted.state == LEFT)
    return _sorted([entry for entry in found if _fits(entry, wanted)], wanted.sort)


def _narrowed(actor: Actor, wanted: Wanted, mine: frozenset[int] | None) -> Beside:
    """Select people beside each of their memberships of the client, as narrow as the database can tell."""
    statement = (
        select(
            Person.id,
            Person.name,
            Person.sign_in_name,
            Person.contact,
            Membership.role,
            Membership.started_at,
            Membership.ended_at,
        )
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.client_id == actor.client_id)
        .order_by(Membership.started_at, Membership.id)
    )
    if mine is not None:
        statement = statement.where(Person.id.in_(mine))
    if wanted.team and wanted.team != NO_TEAM:
        present = (TeamMember.team_id == wanted.team, TeamMember.ended_at.is_(None))
        statement = statement.where(Person.id.in_(select(TeamMember.person_id).where(*present)))
    if wanted.group:
        members = select(ClassMember.person_id).where(ClassMember.class_id == wanted.group)
        statement = statement.where(Person.id.in_(members))
    if wanted.state == NOT_YET:
        waiting = still_to_arrive([actor.client_id]).with_only_columns(Membership.person_id)
        statement = statement.where(Person.id.in_(waiting))
    return statement


def _entries(session: WallSession, statement: Beside, teams: Mapping[int, tuple[str, str]], left: bool) -> list[Entry]:
    """Return those who are here or those who have left, each once, with their roles."""
    moment = clock.now()
    here: dict[int, Entry] = {}
    gone: dict[int, Entry] = {}
    for number, name, sign_in_name, contact, role, started_at, ended_at in session.execute(statement):
        if ended_at is not None and ended_at <= moment:
            gone[number] = Entry(number, name, "", "", (role,), started_at, ended_at)
            continue
        before = here.get(number)
        roles = tuple(dict.fromkeys((*before.roles, role))) if before else (role,)
        since = before.since if before else started_at
        here[number] = Entry(number, name, sign_in_name, contact, roles, since, None, *teams.get(number, ("", "")))
    return [entry for number, entry in gone.items() if number not in here] if left else list(here.values())


def _present_teams(session: WallSession) -> dict[int, tuple[str, str]]:
    rows = session.execute(
        select(TeamMember.person_id, Team.id, Team.title)
        .join(Team, and_(Team.client_id == TeamMember.client_id, Team.id == TeamMember.team_id))
        .where(TeamMember.ended_at.is_(None))
    )
    return {number: (team_id, title) for number, team_id, title in rows}


def _fits(entry: Entry, wanted: Wanted) -> bool:
    if wanted.role and wanted.role not in entry.roles:
        return False
    if wanted.team and wanted.team != (entry.team_id or NO_TEAM):
        return False
    if not wanted.words:
        return True
    text = _plain(f"{entry.name} {entry.sign_in_name} {entry.contact} {entry.team}")
    return all(word in text for word in _plain(wanted.words).split())


def _plain(text: str) -> str:
    """Return a text to compare and sort by: no case, no accents. Most names need no look at their accents."""
    return text.casefold() if text.isascii() else folded(text)


def _sorted(entries: list[Entry], sort: str) -> list[Entry]:
    key = sort.removeprefix("-")
    entries = sorted(entries, key=lambda entry: (_plain(entry.name), entry.id))
    if key == "since":
        return sorted(entries, key=attrgetter("since"), reverse=sort.startswith("-"))
    if key == "role":
        return sorted(entries, key=attrgetter("roles"), reverse=sort.startswith("-"))
    if key == "team":
        return sorted(entries, key=lambda entry: _plain(entry.team), reverse=sort.startswith("-"))
    return entries[::-1] if sort.startswith("-") else entries


def holders(actor: Actor, roles: Collection[Role]) -> dict[int, str]:
    """Return the names of the client's present people who hold any of `roles`, by number, in the order of names."""
    with reading(actor) as session:
        rows = session.execute(
            select(Person.id, Person.name)
            .where(
                Person.id.in_(
                    select(Membership.person_id).where(
                        Membership.client_id == actor.client_id,
                        Membership.role.in_([role.value for role in roles]),
                        present(),
                    )
                )
            )
            .order_by(Person.name, Person.id)
        )
        return {number: name for number, name in rows}  # noqa: C416 - rows are not pairs to mypy
