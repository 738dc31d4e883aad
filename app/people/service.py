"""Use cases of people: clients, persons, memberships, teams, classes, agreements."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from app.content.documents import ClientDocument
from app.content.kinds import PublicVerification
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import InvalidError, NotFoundError, RefusedError
from app.kernel.messages import N_
from app.kernel.work import Work, reading, writing
from app.people.events import AgreementAccepted
from app.people.links import end_links, end_outgrown_links
from app.people.models import (
    AgreementAcceptance,
    ClassMember,
    Client,
    Line,
    Membership,
    Person,
    Team,
    TeamMember,
    TrainingClass,
    present,
)
from app.people.permissions import Role, Side
from app.people.sign_in import INSTALLATION, end_every_login, hash_password

SHORTEST_PASSWORD = 12


def save_client(actor: Actor, client_id: str, document: ClientDocument) -> None:
    """Create the client named by its folder, or bring its row up to date with a published client.md."""
    with writing(actor) as work:
        client = work.session.get(Client, client_id)
        action = "client.created" if client is None else "client.changed"
        client = client or Client(id=client_id)
        client.title, client.mark, client.colour = document.title, document.mark, document.colour
        client.languages, client.training = list(document.languages), document.training.value
        client.agreements, client.is_centre = list(document.agreements), document.centre
        client.public_verification = document.public_verification is not PublicVerification.NO
        if client in work.session.dirty and not work.session.is_modified(client):
            return
        work.session.add(client)
        work.session.flush()
        work.record(action, client_id, training=client.training, agreements=client.agreements)


def save_line(actor: Actor, key: str, title: str) -> None:
    """Make sure the client has this line of work."""
    with writing(actor) as work:
        if work.session.get(Line, (actor.client_id, key)) is None:
            work.session.add(Line(client_id=actor.client_id, key=key, title=title))
            work.record("line.created", key)


def create_person(
    actor: Actor,
    *,
    name: str,
    sign_in_name: str,
    password: str | None = None,
    password_hash: str | None = None,
    language: str = "en",
    time_zone: str = "UTC",
    contact: str = "",
    administrator: bool = False,
) -> int:
    """Create a person and return their number. Raises InvalidError for a name that is taken or unfit, or no time zone.

    `password_hash` is for people who bring a hash from elsewhere; with neither, nobody can sign in as them yet.
    """
    wanted = sign_in_name.strip().casefold()
    if not wanted or not name.strip():
        raise InvalidError(N_("A person needs a name and a sign-in name."))
    check_time_zone(time_zone)
    if password is not None:
        check_password(password)
        password_hash = hash_password(password)
    with writing(Actor(person_id=actor.person_id, scope=None)) as work:
        if work.session.scalar(select(Person.id).where(Person.sign_in_name == wanted)):
            raise InvalidError(N_("Somebody already signs in as %(name)s. Choose another sign-in name."), name=wanted)
        person = Person(
            name=name.strip(),
            sign_in_name=wanted,
            password_hash=password_hash,
            language=language,
            time_zone=time_zone,
            contact=contact,
            is_administrator=administrator,
        )
        work.session.add(person)
        work.session.flush()
        work.record("person.created", person.id, administrator=administrator)
        return person.id


def check_time_zone(name: str) -> None:
    """Raise InvalidError for what is no IANA time zone: every page of such a person would fail."""
    if not clock.is_time_zone(name):
        raise InvalidError(N_("There is no time zone “%(name)s”. Write it as in Europe/Warsaw."), name=name)


def check_password(password: str) -> None:
    """Raise InvalidError unless a password is long enough; length is all that is asked."""
    if len(password) < SHORTEST_PASSWORD:
        raise InvalidError(N_("A password needs %(least)d characters or more."), least=SHORTEST_PASSWORD)


def set_password(actor: Actor, person_id: int, password: str) -> None:
    """Give a person a new password, and end all their sign-ins and one-time links."""
    check_password(password)
    keep_password(actor, person_id, hash_password(password))


def keep_password(actor: Actor, person_id: int, password_hash: str) -> None:
    """Do so with a password's hash: to make it takes long, and nobody should wait for it in a unit of work."""
    with writing(Actor(person_id=actor.person_id, scope=None)) as work:
        person = work.session.get(Person, person_id, with_for_update=True)
        if person is None:
            raise NotFoundError()
        person.password_hash = password_hash
        end_links(work, of=[person_id])
        work.record("person.password changed", person_id)
        end_every_login(person_id, by=actor)


def hold_people(work: Work, numbers: Iterable[int]) -> frozenset[int]:
    """Let whoever else would write about these people wait until `work` ends; return those who exist.

    A second click waits here for the first, and then finds what it wrote. Rows that only name them (a foreign key) are
    written meanwhile all the same: whoever holds such a row already, and wants another, must not wait for us.
    """
    wanted = select(Person.id).where(Person.id.in_(list(numbers))).order_by(Person.id).with_for_update(key_share=True)
    return frozenset(work.session.scalars(wanted))


def add_membership(actor: Actor, person_id: int, role: Role, side: Side) -> bool:
    """Give a person one role for the actor's client; one already held stays.

    Tell whether that ended one-time links of theirs: those whose makers have no power over them any more. Raises
    NotFoundError for nobody, RefusedError for who stands on the other side of the client: asked with the person held,
    so that two roles given at once cannot pass each other.
    """
    with writing(actor) as work:
        held = _hold_roles(work, person_id)
        if any((one.role, one.side, one.ended_at) == (role.value, side.value, None) for one in held):
            return False
        if any(one.side != side.value for one in held):
            raise RefusedError(N_("Nobody stands on both sides of a client. End the other role first."))
        return _start_membership(work, person_id, role, side)


def join_centre(actor: Actor, person_id: int) -> bool:
    """Make a person one of the centre, the actor's client, as everybody is who works for a client on its side.

    Who holds a role there stays as they are. Tells and raises what `add_membership` does, but refuses nobody.
    """
    with writing(actor) as work:
        if _hold_roles(work, person_id):
            return False
        return _start_membership(work, person_id, Role.OPERATOR, Side.CENTRE)


def _hold_roles(work: Work, person_id: int) -> list[Membership]:
    """Hold a person, and return the roles that they hold for the client of the scope."""
    if not hold_people(work, [person_id]):
        raise NotFoundError(N_("There is no person with the number %(number)s."), number=person_id)
    theirs = select(Membership).where(Membership.client_id == work.actor.client_id, Membership.person_id == person_id)
    return list(work.session.scalars(theirs.where(present())))


def _start_membership(work: Work, person_id: int, role: Role, side: Side) -> bool:
    """Write a role that begins now; tell whether it ended one-time links."""
    membership = Membership(
        client_id=work.actor.client_id,
        person_id=person_id,
        role=role.value,
        side=side.value,
        started_at=clock.now(),
    )
    work.session.add(membership)
    work.session.flush()
    work.record("membership.started", membership.id, person=person_id, role=role.value, side=side.value)
    return end_outgrown_links(work, [person_id])


def create_team(actor: Actor, title: str, leader_id: int, *, deputy_id: int | None = None) -> str:
    """Create a team and return its id. Raises InvalidError if the title is taken."""
    with writing(actor) as work:
        if work.session.scalar(select(Team.id).where(Team.title == title)):
            raise InvalidError(N_("There is a team called %(title)s already."), title=title)
        team = Team(title=title, leader_id=leader_id, deputy_id=deputy_id)
        work.session.add(team)
        work.session.flush()
        work.record("team.created", team.id, leader=leader_id, deputy=deputy_id)
        return team.id


def join_team(actor: Actor, team_id: str, person_id: int) -> None:
    """Move a person into a team, from now on; the time in the former team stays on record."""
    with writing(actor) as work:
        if work.session.get(Team, (actor.client_id, team_id)) is None:
            raise NotFoundError()
        hold_people(work, [person_id])
        present = work.session.scalar(
            select(TeamMember).where(TeamMember.person_id == person_id, TeamMember.ended_at.is_(None))
        )
        if present is not None and present.team_id == team_id:
            return
        if present is not None:
            present.ended_at = clock.now()
            work.session.flush()
        work.session.add(TeamMember(team_id=team_id, person_id=person_id))
        work.record("team.joined", team_id, person=person_id)


def create_class(actor: Actor, title: str, trainer_id: int, starts_at: datetime, people: Iterable[int] = ()) -> str:
    """Create a class under one trainer, with its people, and return its id."""
    with writing(actor) as work:
        if work.session.scalar(select(TrainingClass.id).where(TrainingClass.title == title)):
            raise InvalidError(N_("There is a class called %(title)s already."), title=title)
        group = TrainingClass(title=title, trainer_id=trainer_id, starts_at=starts_at)
        work.session.add(group)
        work.session.flush()
        members = sorted(set(people))
        work.session.add_all(ClassMember(class_id=group.id, person_id=person_id) for person_id in members)
        work.record("class.created", group.id, trainer=trainer_id, people=members)
        return group.id


def accept_agreement(actor: Actor, agreement: str, release_id: str, language: str) -> None:
    """Record that the actor accepted an agreement on a release, having read it in a language.

    `agreement` is the name of the original. A second acceptance changes nothing, whatever its language.
    """
    with writing(actor) as work:
        hold_people(work, [actor.number])
        known = work.session.scalar(
            select(AgreementAcceptance.id).where(
                AgreementAcceptance.person_id == actor.number,
                AgreementAcceptance.agreement == agreement,
                AgreementAcceptance.release_id == release_id,
            )
        )
        if known is not None:
            return
        row = AgreementAcceptance(person_id=actor.number, agreement=agreement, release_id=release_id, language=language)
        work.session.add(row)
        work.session.flush()
        work.record("agreement.accepted", row.id, agreement=agreement, release=release_id, language=language)
        work.publish(AgreementAccepted(actor.number, agreement))


def is_empty() -> bool:
    """Tell whether nobody exists yet: only then may demonstration people be made."""
    with reading(INSTALLATION) as session:
        return session.scalar(select(Person.id).limit(1)) is None
