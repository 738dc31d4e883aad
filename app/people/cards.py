"""One person at a time: what a client's people may see of them, what the installation's pages may, what rules ask."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, select

from app.content.anchors import folded
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError
from app.kernel.wall import WallSession
from app.kernel.work import reading
from app.people.directory import check_reach
from app.people.models import (
    ClassMember,
    Client,
    Membership,
    OneTimeLink,
    Person,
    Team,
    TeamMember,
    TrainingClass,
    present,
)
from app.people.permissions import InstallationPermission, Permission, Role, Side
from app.people.power import Held, Standing
from app.people.sign_in import INSTALLATION


@dataclass(frozen=True, slots=True)
class HeldRole:
    """One membership of a person for the client of the page."""

    id: str
    role: Role
    side: Side
    started_at: datetime
    ended_at: datetime | None

    @property
    def is_present(self) -> bool:
        """Whether it is held now."""
        return self.ended_at is None or self.ended_at > clock.now()


@dataclass(frozen=True, slots=True)
class Card:
    """All that a client's people may see of one of them. `link_until`: how long the living one-time link holds."""

    id: int
    name: str
    sign_in_name: str
    language: str
    time_zone: str
    contact: str
    spoken: tuple[str, ...]
    has_password: bool
    roles: tuple[HeldRole, ...]
    team_id: str
    team: str
    classes: tuple[tuple[str, str], ...]
    link_until: datetime | None

    @property
    def held(self) -> tuple[HeldRole, ...]:
        """The roles held now."""
        return tuple(role for role in self.roles if role.is_present)


def get_card(actor: Actor, person_id: int) -> Card:
    """Return what is known of one of the client's people; of a leaver no more than the record needs.

    Raises NotFoundError for anybody else's, and for those whom the actor does not answer for.
    """
    actor.check(Permission.SEE_PEOPLE)
    check_reach(actor, [person_id])
    with reading(actor) as session:
        rows = session.execute(_beside_roles(person_id).where(Membership.client_id == actor.client_id)).all()
        if not rows:
            raise NotFoundError()
        classes = session.execute(_classes_of(person_id)).all()
    person, _, team_id, team, _ = rows[0]
    held = {
        one.id: HeldRole(one.id, Role(one.role), Side(one.side), one.started_at, one.ended_at)
        for _, one, _, _, _ in rows
    }
    card = Card(
        id=person.id,
        name=person.name,
        sign_in_name=person.sign_in_name,
        language=person.language,
        time_zone=person.time_zone,
        contact=person.contact,
        spoken=tuple(person.spoken),
        has_password=person.password_hash is not None,
        roles=tuple(held.values()),
        team_id=team_id or "",
        team=team or "",
        classes=tuple((class_id, title) for class_id, title in classes),
        link_until=rows[-1][4],
    )
    return card if card.held else replace(card, sign_in_name="", contact="", spoken=(), link_until=None)


def _beside_roles(person_id: int) -> Select[Person, Membership, str, str, datetime]:
    """Select a person beside each role, with the present team and the end of each living one-time link."""
    return (
        select(Person, Membership, Team.id, Team.title, OneTimeLink.expires_at)
        .join(Membership, Membership.person_id == Person.id)
        .outerjoin(
            TeamMember,
            and_(
                TeamMember.client_id == Membership.client_id,
                TeamMember.person_id == Person.id,
                TeamMember.ended_at.is_(None),
            ),
        )
        .outerjoin(Team, and_(Team.client_id == TeamMember.client_id, Team.id == TeamMember.team_id))
        .outerjoin(OneTimeLink, _is_living_link())
        .where(Person.id == person_id)
        .order_by(Membership.started_at.desc(), Membership.id, OneTimeLink.expires_at)
    )


def _is_living_link() -> ColumnElement[bool]:
    return and_(
        OneTimeLink.person_id == Person.id, OneTimeLink.ended_at.is_(None), OneTimeLink.expires_at > clock.now()
    )


def _classes_of(person_id: int) -> Select[str, str]:
    return (
        select(TrainingClass.id, TrainingClass.title)
        .join(
            ClassMember,
            and_(ClassMember.client_id == TrainingClass.client_id, ClassMember.class_id == TrainingClass.id),
        )
        .where(ClassMember.person_id == person_id)
        .order_by(TrainingClass.starts_at.desc())
    )


def standings(actor: Actor, *numbers: int) -> list[Standing]:
    """Return what people are everywhere, for a rule to decide about; nothing of it is for a page of `actor`'s.

    Raises NotFoundError for a number that nobody has.
    """
    with reading(Actor(person_id=actor.person_id, scope=None)) as session:
        found = standings_in(session, numbers)
    if not found.keys() >= set(numbers):
        raise NotFoundError()
    return [found[number] for number in numbers]


def standings_in(session: WallSession, numbers: Collection[int]) -> dict[int, Standing]:
    """Return by number what people are everywhere, as a session sees it: roles that it has just written too."""
    rows = session.execute(
        select(Person.id, Person.is_administrator, Membership)
        .outerjoin(
            Membership,
            and_(Membership.person_id == Person.id, present()),
        )
        .where(Person.id.in_(list(numbers)))
    ).all()
    held: dict[int, dict[str, frozenset[Held]]] = {number: {} for number, _, _ in rows}
    for number, _, one in rows:
        if one is not None:
            before = held[number].get(one.client_id, frozenset())
            held[number][one.client_id] = before | {Held(Role(one.role), Side(one.side))}
    administrators = {number for number, is_administrator, _ in rows if is_administrator}
    return {number: Standing(number, number in administrators, theirs) for number, theirs in held.items()}


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person as the installation's pages show them: by name and where they belong, nothing of what they do.

    `link_until`: how long the living one-time link holds.
    """

    id: int
    name: str
    sign_in_name: str
    language: str
    time_zone: str
    contact: str
    spoken: tuple[str, ...]
    is_administrator: bool
    has_password: bool
    link_until: datetime | None
    roles: tuple[tuple[str, str, HeldRole], ...]
    """(client id, its title, the role held there now)."""


def everybody(actor: Actor, words: str = "", client_id: str = "") -> list[int]:
    """Return the numbers of all people of the installation by name, narrowed to words and to a client's people."""
    actor.check(InstallationPermission.MAKE_EVERYBODY)
    statement = select(Person.id, Person.name, Person.sign_in_name)
    if client_id:
        members = select(Membership.person_id).where(Membership.client_id == client_id, present())
        statement = statement.where(Person.id.in_(members))
    with reading(INSTALLATION) as session:
        rows = [(folded(name), folded(signs_in), number) for number, name, signs_in in session.execute(statement)]
    asked = folded(words).split()
    return [number for name, signs_in, number in sorted(rows) if all(word in f"{name} {signs_in}" for word in asked)]


def somebodies(actor: Actor, numbers: Iterable[int]) -> list[Somebody]:
    """Return people of the installation in the order of `numbers`; unknown numbers are left out."""
    actor.check(InstallationPermission.MAKE_EVERYBODY)
    wanted = list(numbers)
    link_until = select(func.max(OneTimeLink.expires_at)).where(_is_living_link()).scalar_subquery()
    statement = (
        select(Person, Membership, Client.title, link_until)
        .outerjoin(
            Membership,
            and_(Membership.person_id == Person.id, present()),
        )
        .outerjoin(Client, Client.id == Membership.client_id)
        .where(Person.id.in_(wanted))
        .order_by(Client.title, Membership.started_at)
    )
    people: dict[int, tuple[Person, datetime | None]] = {}
    roles: dict[int, list[tuple[str, str, HeldRole]]] = {}
    with reading(INSTALLATION) as session:
        for person, one, title, until in session.execute(statement):
            people[person.id] = person, until
            if one is not None:
                held = HeldRole(one.id, Role(one.role), Side(one.side), one.started_at, one.ended_at)
                roles.setdefault(person.id, []).append((one.client_id, title, held))
    return [_somebody(*people[number], roles.get(number, [])) for number in wanted if number in people]


def _somebody(person: Person, link_until: datetime | None, roles: list[tuple[str, str, HeldRole]]) -> Somebody:
    return Somebody(
        person.id,
        person.name,
        person.sign_in_name,
        person.language,
        person.time_zone,
        person.contact,
        tuple(person.spoken),
        person.is_administrator,
        person.password_hash is not None,
        link_until,
        tuple(roles),
    )
