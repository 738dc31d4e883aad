"""Reads about people. All that is asked inside a client is held to that client's memberships."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Select, and_, bindparam, func, literal, or_, select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.database import UTCDateTime
from app.kernel.errors import NotFoundError
from app.kernel.scope import Scope
from app.kernel.work import reading
from app.people.models import AgreementAcceptance, Client, Line, Login, Membership, Person, Team, TeamMember, present
from app.people.permissions import EVERYTHING, InstallationPermission, Role, permissions_of
from app.people.sign_in import INSTALLATION, SignedIn, digest


@dataclass(frozen=True, slots=True)
class ClientFacts:
    """A client as pages and rules need it."""

    id: str
    title: str
    mark: str
    colour: str
    languages: tuple[str, ...]
    training: str
    agreements: tuple[str, ...]
    is_centre: bool


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person as colleagues within one client may see them. `roles` are the present ones for that client."""

    id: int
    name: str
    language: str
    time_zone: str
    contact: str
    roles: frozenset[str]
    side: str


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """A team with the numbers of its present members."""

    id: str
    title: str
    leader_id: int
    deputy_id: int | None
    members: tuple[int, ...]


def _facts(client: Any) -> ClientFacts:
    """Return a client as others may hold it, of its row or of a row with its columns."""
    return ClientFacts(
        client.id,
        client.title,
        client.mark,
        client.colour,
        tuple(client.languages),
        client.training,
        tuple(client.agreements),
        client.is_centre,
    )


def find_client(client_id: str) -> ClientFacts | None:
    """Return a client by its folder's name; whoever calls has already made sure the reader may know of it."""
    with reading(INSTALLATION) as session:
        client = session.get(Client, client_id)
        return _facts(client) if client else None


def all_clients() -> list[ClientFacts]:
    """Return every client, the centre first, then by title. For commands and the installation's pages only."""
    with reading(INSTALLATION) as session:
        rows = session.scalars(select(Client).order_by(Client.is_centre.desc(), Client.title))
        return [_facts(row) for row in rows]


def centre_id() -> str | None:
    """Return the id of the centre, or None before it was published."""
    with reading(INSTALLATION) as session:
        return session.scalar(select(Client.id).where(Client.is_centre))


def clients_of(person_id: int) -> list[ClientFacts]:
    """Return the clients a person belongs to at present, the centre last."""
    with reading(INSTALLATION) as session:
        rows = session.scalars(
            select(Client)
            .where(Client.id.in_(select(Membership.client_id).where(Membership.person_id == person_id, present())))
            .order_by(Client.is_centre, Client.title)
        )
        return [_facts(row) for row in rows]


def system_actor(client_id: str) -> Actor:
    """Return the program itself, acting inside one client for a command at the terminal."""
    return Actor(person_id=None, scope=Scope(client_id, centre_id()), permissions=EVERYTHING)


@dataclass(frozen=True, slots=True)
class Visitor:
    """A signed-in person with every client they belong to at present, the centre last."""

    person: SignedIn
    clients: tuple[ClientFacts, ...]
    roles: Mapping[str, frozenset[Role]]
    sides: Mapping[str, str]
    centre_id: str | None

    @property
    def managed(self) -> list[ClientFacts]:
        """The clients they manage; several are shown side by side."""
        return [client for client in self.clients if Role.MANAGER in self.roles[client.id]]

    def find_client(self, client_id: str) -> ClientFacts | None:
        """Return the client if this person belongs to it."""
        return next((client for client in self.clients if client.id == client_id), None)

    def actor(self, client_id: str) -> Actor:
        """Return the person as an actor for one of their clients. Raises NotFoundError for any other."""
        if client_id not in self.roles:
            raise NotFoundError()
        roles = self.roles[client_id]
        return Actor(
            person_id=self.person.person_id,
            scope=Scope(client_id, self.centre_id),
            permissions=frozenset(permissions_of(roles)),
            roles=frozenset(roles),
            side=self.sides[client_id],
            name=self.person.name,
            language=self.person.language,
            time_zone=self.person.time_zone,
            spoken=self.person.spoken,
        )

    def outside(self) -> Actor:
        """Return the person as an actor outside every client; an administrator may administer there."""
        allowed = frozenset(InstallationPermission) if self.person.is_administrator else frozenset()
        return Actor(
            person_id=self.person.person_id,
            scope=None,
            permissions=frozenset(allowed),
            name=self.person.name,
            language=self.person.language,
            time_zone=self.person.time_zone,
        )


def find_visitor(token: str) -> Visitor | None:
    """Return whoever has a living sign-in of this token, with all that a request needs to know, in one query."""
    with reading(INSTALLATION) as session:
        rows = session.execute(_VISITOR, {"token_hash": digest(token), "moment": clock.now()}).all()
    return _visitor(rows) if rows else None


def find_actor(person_id: int, client_id: str) -> tuple[Actor, ClientFacts] | None:
    """Return a person as an actor for the client, with the client; None if they have no present membership."""
    with reading(INSTALLATION) as session:
        rows = session.execute(_PERSON, {"number": person_id, "moment": clock.now()}).all()
    if not rows:
        return None
    found = _visitor(rows)
    client = found.find_client(client_id)
    return (found.actor(client_id), client) if client else None


_CENTRE = select(Client.id).where(Client.is_centre).scalar_subquery()
_MOMENT = bindparam("moment", type_=UTCDateTime())


def _with_memberships(statement: Select[Any]) -> Select[Any]:
    """Add to each person their memberships of `moment` with their clients, the centre last; who has none has a row."""
    return (
        statement.outerjoin(Membership, and_(Membership.person_id == Person.id, present(_MOMENT)))
        .outerjoin(Client, Client.id == Membership.client_id)
        .order_by(Client.is_centre, Client.title)
    )


# Asked by every request, and so put together once, and columns instead of objects: each takes as long as asking.
_COLUMNS = (
    _CENTRE.label("centre_id"),
    Person.id.label("person_id"),
    Person.name,
    Person.language,
    Person.time_zone,
    Person.is_administrator,
    Person.spoken,
    Membership.role,
    Membership.side,
    Client.id,
    Client.title,
    Client.mark,
    Client.colour,
    Client.languages,
    Client.training,
    Client.agreements,
    Client.is_centre,
)
_VISITOR = (
    _with_memberships(select(Login.id.label("login_id"), *_COLUMNS).select_from(Person))
    .join(Login, Login.person_id == Person.id)
    .where(Login.token_hash == bindparam("token_hash"), Login.ended_at.is_(None), Login.expires_at > _MOMENT)
)
_PERSON = _with_memberships(select(literal("").label("login_id"), *_COLUMNS).select_from(Person)).where(
    Person.id == bindparam("number")
)


def _visitor(rows: Sequence[Any]) -> Visitor:
    first = rows[0]
    roles: dict[str, frozenset[Role]] = {}
    sides: dict[str, str] = {}
    clients: dict[str, ClientFacts] = {}
    for row in rows:
        if row.id is not None:
            clients[row.id] = clients.get(row.id) or _facts(row)
            roles[row.id] = roles.get(row.id, frozenset()) | {Role(row.role)}
            sides[row.id] = row.side
    signed_in = SignedIn(
        first.login_id,
        first.person_id,
        first.name,
        first.language,
        first.time_zone,
        first.is_administrator,
        frozenset(first.spoken),
    )
    return Visitor(signed_in, tuple(clients.values()), roles, sides, first.centre_id)


def find_number(sign_in_name: str) -> int | None:
    """Return the number of the person who signs in so, for commands at a terminal."""
    with reading(INSTALLATION) as session:
        return session.scalar(select(Person.id).where(Person.sign_in_name == sign_in_name.strip().casefold()))


def people(actor: Actor, *, role: Role | None = None, only: Iterable[int] | None = None) -> list[PersonFacts]:
    """List the client's present people by name, of one role or of some numbers if given."""
    statement = (
        select(Person, Membership)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.client_id == actor.client_id, present())
        .order_by(Person.name, Person.id)
    )
    if only is not None:
        statement = statement.where(Person.id.in_(list(only)))
    with reading(actor) as session:
        rows = session.execute(statement).all()
    found: dict[int, PersonFacts] = {}
    for person, membership in rows:
        before = found[person.id].roles if person.id in found else frozenset()
        found[person.id] = PersonFacts(
            person.id,
            person.name,
            person.language,
            person.time_zone,
            person.contact,
            before | {membership.role},
            membership.side,
        )
    return [one for one in found.values() if role is None or role.value in one.roles]


def find_person(actor: Actor, person_id: int) -> PersonFacts | None:
    """Return one of the client's present people, or None."""
    return next(iter(people(actor, only=[person_id])), None)


NAMES = select(Person.id, Person.name).where(
    Person.id.in_(bindparam("numbers", expanding=True)),
    Person.id.in_(select(Membership.person_id).where(Membership.client_id == bindparam("client"))),
)
"""Selects the people behind `numbers`, leavers included, as far as they ever belonged to `client`."""


def names(actor: Actor, numbers: Iterable[int]) -> dict[int, str]:
    """Return the names behind numbers that already stand in rows the actor may see, leavers included."""
    wanted = set(numbers)
    if not wanted:
        return {}
    with reading(actor) as session:
        rows = session.execute(NAMES, {"numbers": list(wanted), "client": actor.client_id})
        return {key: value for key, value in rows}  # noqa: C416 - rows are not pairs to mypy


def lines(actor: Actor) -> dict[str, str]:
    """Return the client's lines of work, key to title."""
    with reading(actor) as session:
        return {row.key: row.title for row in session.scalars(select(Line).order_by(Line.key))}


_TEAMS = (
    select(Team, TeamMember.person_id)
    .outerjoin(
        TeamMember,
        (TeamMember.client_id == Team.client_id) & (TeamMember.team_id == Team.id) & TeamMember.ended_at.is_(None),
    )
    .order_by(Team.title)  # by person too, SQLite walks all members of the client for each team
)
_LEADERS: BindParameter[Any] = bindparam("leaders", expanding=True)
_TEAMS_LED_BY = _TEAMS.where(or_(Team.leader_id.in_(_LEADERS), Team.deputy_id.in_(_LEADERS)))


def teams(actor: Actor, *, led_by: int | None = None) -> list[TeamFacts]:
    """List the client's teams with their present members; those that `led_by` leads or is deputy of, if given."""
    return _teams(actor, None if led_by is None else [led_by])


def _teams(actor: Actor, leaders: Collection[int] | None) -> list[TeamFacts]:
    with reading(actor) as session:
        rows = session.execute(_TEAMS if leaders is None else _TEAMS_LED_BY, {"leaders": list(leaders or ())}).all()
    members: dict[str, list[int]] = {}
    found: dict[str, Team] = {}
    for team, person_id in rows:
        found[team.id] = team
        members.setdefault(team.id, []).extend([person_id] if person_id else [])
    return [
        TeamFacts(team.id, team.title, team.leader_id, team.deputy_id, tuple(sorted(members[team.id])))
        for team in found.values()
    ]


def led_people(actor: Actor, leader: int) -> frozenset[int]:
    """Return the present members of the client's teams that `leader` leads or is deputy of."""
    return led_by_each(actor, [leader])[leader]


def led_by_each(actor: Actor, leaders: Collection[int]) -> dict[int, frozenset[int]]:
    """Return the same for each of `leaders`, by number, in one statement."""
    found = _teams(actor, leaders)
    return {
        leader: frozenset(
            number for team in found if leader in (team.leader_id, team.deputy_id) for number in team.members
        )
        for leader in leaders
    }


_ACCEPTED = select(AgreementAcceptance.person_id, AgreementAcceptance.agreement)
_ACCEPTED_BY = _ACCEPTED.where(AgreementAcceptance.person_id.in_(bindparam("people", expanding=True)))


def accepted_agreements(actor: Actor, people: Iterable[int] | None = None) -> dict[int, frozenset[str]]:
    """Return, for each person asked for (all by default), the names of the agreements they accepted."""
    statement = _ACCEPTED if people is None else _ACCEPTED_BY
    accepted: dict[int, set[str]] = {}
    with reading(actor) as session:
        for person_id, agreement in session.execute(statement, {"people": list(people or ())}):
            accepted.setdefault(person_id, set()).add(agreement)
    return {person_id: frozenset(names) for person_id, names in accepted.items()}


def missing_agreements(actor: Actor, client: ClientFacts) -> list[str]:
    """Return the agreements the actor has yet to accept before content shows, in the client's order."""
    accepted = accepted_agreements(actor, [actor.number]).get(actor.number, frozenset())
    return [name for name in client.agreements if name not in accepted]


def sizes() -> dict[str, int]:
    """Count the present people of each client, for the installation's own pages."""
    with reading(INSTALLATION) as session:
        rows = session.execute(
            select(Membership.client_id, func.count(func.distinct(Membership.person_id)))
            .where(present())
            .group_by(Membership.client_id)
        )
        return {key: value for key, value in rows}  # noqa: C416 - rows are not pairs to mypy


def present_roles(actor: Actor, *, of_others: bool = False) -> dict[str, frozenset[Role]]:
    """Return by client which roles anybody holds at present, with `of_others` anybody but the actor.

    At the actor's own client; outside every client, where only administrators may ask, at each.
    """
    statement = select(Membership.client_id, Membership.role).where(present()).distinct()
    if actor.scope is None:
        actor.check(InstallationPermission.ADMINISTER)
    else:
        statement = statement.where(Membership.client_id == actor.client_id)
    if of_others:
        statement = statement.where(Membership.person_id != actor.number)
    found: dict[str, frozenset[Role]] = {}
    with reading(actor) as session:
        for client_id, role in session.execute(statement):
            found[client_id] = found.get(client_id, frozenset()) | {Role(role)}
    return found
