"""Reads what an import is decided on: who signs in so, what they are here, teams, classes and courses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeVar

from sqlalchemy import func, or_, select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.wall import WallSession
from app.kernel.work import reading
from app.people import cards, classes, groups, memberships, queries, teams
from app.people.importing.columns import plain
from app.people.importing.facts import Known, KnownPerson
from app.people.importing.rows import Wish
from app.people.importing.together import completed
from app.people.models import Membership, Person, present
from app.people.permissions import InstallationPermission, Permission, Role, Side
from app.people.ports import earned_before
from app.people.power import Held, Standing, may_renew

Value = TypeVar("Value")
CHUNK = 5_000
"""Values in one statement: databases take a bounded number of them."""


def importer(actor: Actor, client_id: str) -> Actor:
    """Return an administrator as an actor who imports people, teams and classes of one client.

    Raises ForbiddenError for anybody else, NotFoundError for a client that is not there.
    """
    inside = memberships.inside(actor, client_id)
    arranging = {Permission.ARRANGE_TEAMS, Permission.ARRANGE_CLASSES}
    return replace(
        inside, permissions=inside.permissions | arranging, language=actor.language, time_zone=actor.time_zone
    )


def know(actor: Actor, wishes: Sequence[Wish], time_zone: str = "") -> Known:
    """Return what the file's rows are held against, in a number of reads that does not grow with single rows.

    `time_zone` is that of new people whose row names none; empty for the importer's own.
    """
    client = queries.find_client(actor.client_id)
    by_team = queries.teams(actor) if any(wish.team for wish in wishes) else []
    by_class = groups.classes(actor) if any(wish.group for wish in wishes) else []
    courses = earned_before().courses(actor) if any(wish.earned for wish in wishes) else {}
    team_of = {number: team.title for team in by_team for number in team.members}
    classes_of: dict[int, set[str]] = {}
    for group in by_class:
        for number in group.members:
            classes_of.setdefault(number, set()).add(group.title)
    return Known(
        client={plain(actor.client_id), plain(client.title if client else actor.client_id)},
        importer=actor.person_id,
        side=Side(actor.side),
        language=actor.language,
        time_zone=time_zone or actor.time_zone,
        today=clock.today(actor.time_zone),
        people={
            name: replace(person, team=team_of.get(person.id, ""), groups=frozenset(classes_of.get(person.id, ())))
            for name, person in _people(actor, wishes).items()
        },
        teams={plain(team.title): team.title for team in by_team},
        groups={plain(group.title): group.title for group in by_class},
        courses={plain(word): course for course, title in courses.items() for word in (title, course)},
        may_give=frozenset(memberships.grants(actor)),
        leaders=teams.LEADERS,
        teachers=classes.TEACHERS,
        may_arrange_teams=actor.may(Permission.ARRANGE_TEAMS),
        may_arrange_classes=actor.may(Permission.ARRANGE_CLASSES),
        may_bring_in=actor.may(Permission.BRING_IN),
        is_zone=lru_cache(maxsize=1024)(clock.is_time_zone),
        addresses=_addresses(actor, sorted({wish.mail for wish in wishes if wish.mail})),
    )


@dataclass
class _Standing:
    """A person with their roles everywhere; for the rules, never for a page."""

    id: int
    name: str
    language: str
    time_zone: str
    contact: str
    is_administrator: bool
    held: dict[str, frozenset[Held]] = field(default_factory=dict)
    was_here: bool = False


def _people(actor: Actor, wishes: Sequence[Wish]) -> dict[str, KnownPerson]:
    with reading(actor) as session:
        standings = _standings(actor, session, names_in(wishes))
    wanted: dict[str, list[Wish]] = {}
    for wish in completed(wishes):
        wanted.setdefault(wish.sign_in_name, []).append(wish)
    earning = [one.id for name, one in standings.items() if any(wish.earned for wish in wanted.get(name, ()))]
    certificates = earned_before().held(actor, earning)
    may_change = _changing(actor)
    administers = actor.may(InstallationPermission.MAKE_EVERYBODY)
    centre = actor.scope.centre_id if actor.scope else None
    found = {}
    for name, one in standings.items():
        reachable = {actor.client_id, centre} & one.held.keys()
        found[name] = KnownPerson(
            one.id,
            one.name,
            one.language,
            one.time_zone,
            one.contact,
            held=one.held.get(actor.client_id, frozenset()),
            was_here=one.was_here,
            is_hidden=not (reachable or one.was_here or administers),
            is_of_centre=centre in one.held,
            may_change=may_change(one, wanted.get(name, ())),
            certificates=certificates.get(one.id, {}),
        )
    return found


def names_in(wishes: Iterable[Wish]) -> list[str]:
    """Return every sign-in name that a file mentions."""
    named = {name for wish in wishes for name in (wish.sign_in_name, wish.team_leader, wish.trainer) if name}
    return sorted(named)


def chunks(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """Cut values into pieces that one statement takes."""
    return (values[at : at + CHUNK] for at in range(0, len(values), CHUNK))


def _addresses(actor: Actor, mails: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return who of this client, and of no other, signs in by these addresses or is reached by them."""
    found: dict[str, dict[str, str]] = {}
    with reading(actor) as session:
        for chunk in chunks(mails):
            contact = func.lower(Person.contact)
            statement = (
                select(Person.sign_in_name, Person.name, contact)
                .join(Membership, Membership.person_id == Person.id)
                .where(
                    Membership.client_id == actor.client_id,
                    present(),
                    or_(Person.sign_in_name.in_(chunk), contact.in_(chunk)),
                )
            )
            for signs_in, name, reached in session.execute(statement):
                for address in (signs_in, reached):
                    found.setdefault(address, {})[signs_in] = name
    return found


def _standings(actor: Actor, session: WallSession, names: Sequence[str]) -> dict[str, _Standing]:
    found: dict[str, _Standing] = {}
    moment = clock.now()
    for chunk in chunks(names):
        statement = (
            select(
                Person.sign_in_name,
                Person.id,
                Person.name,
                Person.language,
                Person.time_zone,
                Person.contact,
                Person.is_administrator,
                Membership.client_id,
                Membership.role,
                Membership.side,
                Membership.ended_at,
            )
            .outerjoin(Membership, Membership.person_id == Person.id)
            .where(Person.sign_in_name.in_(chunk))
        )
        for name, *about, client_id, role, side, ended_at in session.execute(statement):
            standing = found.get(name) or found.setdefault(name, _Standing(*about))
            if client_id is None:
                continue
            standing.was_here |= client_id == actor.client_id
            if ended_at is None or ended_at > moment:
                before = standing.held.get(client_id, frozenset())
                standing.held[client_id] = before | {Held(Role(role), Side(side))}
    return found


def _changing(actor: Actor) -> Callable[[_Standing, Sequence[Wish]], bool]:
    """Return what tells whether the importer may change how somebody is called, once the file is imported.

    It is what `rights_about` says of one person, asked as of after the import: the same file again finds the same.
    """
    if actor.may(InstallationPermission.MAKE_EVERYBODY):
        return lambda _one, _wishes: True
    if not actor.may(Permission.MAKE_PEOPLE):
        return lambda _one, _wishes: False
    me = cards.standings(actor, actor.number)[0]
    centre = actor.scope.centre_id if actor.scope else None

    def may_change(one: _Standing, wishes: Sequence[Wish]) -> bool:
        after = _after(actor, one.held, wishes, centre)
        person = Standing(one.id, one.is_administrator, after)
        return may_renew(me, person, actor.client_id, centre, own_team=False)

    return may_change


def _after(
    actor: Actor, held: Mapping[str, frozenset[Held]], wishes: Sequence[Wish], centre: str | None
) -> dict[str, frozenset[Held]]:
    """Return somebody's roles as they will be with what their rows give."""
    after = dict(held)
    for wish in wishes:
        if wish.role is None:
            continue
        here = after.get(actor.client_id, frozenset())
        side = wish.side or next((one.side for one in here), Side(actor.side))
        after[actor.client_id] = here | {Held(wish.role, side)}
        if side is Side.CENTRE and centre is not None:
            after.setdefault(centre, frozenset({Held(Role.OPERATOR, Side.CENTRE)}))
    return after
