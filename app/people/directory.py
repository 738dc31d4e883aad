"""The list of a client's people, and whom of them one answers for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter

from sqlalchemy import and_, or_, select

from app.content.anchors import folded
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError
from app.kernel.wall import WallSession
from app.kernel.work import reading
from app.people import queries
from app.people.models import ClassMember, Membership, Person, Team, TeamMember
from app.people.permissions import InstallationPermission, Permission, Role

NO_TEAM = "none"
LEFT = "left"
SORTS = {"name", "role", "team", "since"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of people is narrowed to. `team` is a team's id or NO_TEAM; `state` is LEFT or empty for those who
    are here; `sort` is one of SORTS, with a '-' in front for downwards."""

    words: str = ""
    role: str = ""
    team: str = ""
    group: str = ""
    state: str = ""
    sort: str = "name"


@dataclass(frozen=True, slots=True)
class Entry:
    """A person on the list. `roles` are those held now, for a leaver those held last; `until` is set for leavers."""

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
    own = queries.teams(actor, led_by=actor.number)
    return frozenset(number for team in own for number in team.members)


def check_reach(actor: Actor, people: Iterable[int]) -> None:
    """Raise NotFoundError unless the actor answers for all of `people`."""
    mine = reach(actor)
    if mine is not None and not mine.issuperset(people):
        raise NotFoundError()


def list_people(actor: Actor, wanted: Wanted) -> list[Entry]:
    """List the people of the client that the actor answers for, narrowed and sorted as wanted; three statements."""
    actor.check(Permission.SEE_PEOPLE)
    mine = reach(actor)
    with reading(actor) as session:
        found = _entries(session, actor.client_id, left=wanted.state == LEFT)
        teams = _present_teams(session)
        group = _class_members(session, wanted.group) if wanted.group else None
    kept = [
        replace(entry, team_id=teams.get(entry.id, ("", ""))[0], team=teams.get(entry.id, ("", ""))[1])
        for entry in found
        if (mine is None or entry.id in mine) and (group is None or entry.id in group)
    ]
    return _sorted([entry for entry in kept if _fits(entry, wanted)], wanted.sort)


def _entries(session: WallSession, client_id: str, *, left: bool) -> list[Entry]:
    """Return those who are here or those who have left, each once, with their roles."""
    rows = session.execute(
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
        .where(Membership.client_id == client_id)
        .order_by(Membership.started_at, Membership.id)
    )
    moment = clock.now()
    here: dict[int, Entry] = {}
    gone: dict[int, Entry] = {}
    for number, name, sign_in_name, contact, role, started_at, ended_at in rows:
        if ended_at is None or ended_at > moment:
            before = here.get(number)
            roles = (*before.roles, role) if before else (role,)
            since = before.since if before else started_at
            here[number] = Entry(number, name, sign_in_name, contact, tuple(dict.fromkeys(roles)), since, None)
        else:
            gone[number] = Entry(number, name, sign_in_name, contact, (role,), started_at, ended_at)
    return [entry for number, entry in gone.items() if number not in here] if left else list(here.values())


def _present_teams(session: WallSession) -> dict[int, tuple[str, str]]:
    rows = session.execute(
        select(TeamMember.person_id, Team.id, Team.title)
        .join(Team, and_(Team.client_id == TeamMember.client_id, Team.id == TeamMember.team_id))
        .where(TeamMember.ended_at.is_(None))
    )
    return {number: (team_id, title) for number, team_id, title in rows}


def _class_members(session: WallSession, class_id: str) -> frozenset[int]:
    return frozenset(session.scalars(select(ClassMember.person_id).where(ClassMember.class_id == class_id)))


def _fits(entry: Entry, wanted: Wanted) -> bool:
    if wanted.role and wanted.role not in entry.roles:
        return False
    if wanted.team and wanted.team != (entry.team_id or NO_TEAM):
        return False
    if not wanted.words:
        return True
    text = folded(f"{entry.name} {entry.sign_in_name} {entry.contact}")
    return all(word in text for word in folded(wanted.words).split())


def _sorted(entries: list[Entry], sort: str) -> list[Entry]:
    key = sort.removeprefix("-")
    entries = sorted(entries, key=lambda entry: (folded(entry.name), entry.id))
    if key == "since":
        return sorted(entries, key=attrgetter("since"), reverse=sort.startswith("-"))
    if key == "role":
        return sorted(entries, key=attrgetter("roles"), reverse=sort.startswith("-"))
    if key == "team":
        return sorted(entries, key=lambda entry: folded(entry.team), reverse=sort.startswith("-"))
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
                        or_(Membership.ended_at.is_(None), Membership.ended_at > clock.now()),
                    )
                )
            )
            .order_by(Person.name, Person.id)
        )
        return {number: name for number, name in rows}  # noqa: C416 - rows are not pairs to mypy
