"""Making people and changing how they are called, as far as the one who does it may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError, InvalidError, NotFoundError
from app.kernel.messages import N_
from app.kernel.work import reading, writing
from app.people import memberships, queries, service
from app.people.directory import check_reach
from app.people.links import end_links
from app.people.models import Person
from app.people.permissions import InstallationPermission, Role, Side
from app.people.power import Held
from app.people.rights import rights_about
from app.people.service import check_time_zone
from app.people.sign_in import INSTALLATION
from app.trail import service as trail

TAKEN = N_("Somebody already signs in as %(name)s. Choose another sign-in name.")


@dataclass(frozen=True, slots=True)
class Details:
    """How a person is called and reached. `time_zone` is an IANA name, `contact` an extension or a messenger.

    `spoken` are the codes of the languages in which they can act a caller; empty for all, None where not asked.
    """

    name: str
    sign_in_name: str
    language: str = "en"
    time_zone: str = "UTC"
    contact: str = ""
    spoken: tuple[str, ...] | None = None


def make_person(actor: Actor, details: Details, role: Role, side: Side) -> int:
    """Create a person who belongs to the actor's client in a role, and return their number.

    A second click returns the person whom the first one made. Raises InvalidError for a sign-in name that is taken
    or unfit, or no time zone; ForbiddenError for a role that is not the actor's to give.
    """
    memberships.check_can_give(actor, Held(role, side))
    number = _made_once(actor, details, administrator=False)
    memberships.give(actor, number, role, side)
    return number


def make_anybody(actor: Actor, details: Details, *, administrator: bool) -> int:
    """Create a person who belongs nowhere yet, or an administrator, and return their number. For administrators."""
    actor.check(InstallationPermission.MAKE_EVERYBODY)
    return _made_once(actor, details, administrator=administrator)


def _made_once(actor: Actor, details: Details, *, administrator: bool) -> int:
    try:
        return service.create_person(
            actor,
            name=details.name,
            sign_in_name=details.sign_in_name,
            language=details.language,
            time_zone=details.time_zone,
            contact=details.contact.strip(),
            administrator=administrator,
        )
    except IntegrityError:  # of two clicks at the same moment, the other one was first
        twin = _find_twin(actor, details, administrator)
        if twin is None:
            raise InvalidError(TAKEN, name=details.sign_in_name) from None
    except InvalidError:
        twin = _find_twin(actor, details, administrator)
        if twin is None:
            raise
    return twin


def _find_twin(actor: Actor, details: Details, administrator: bool) -> int | None:
    """Return the person of exactly these details whom the actor made a moment ago; anybody else's name is taken."""
    with reading(INSTALLATION) as session:
        number = session.scalar(
            select(Person.id).where(
                Person.sign_in_name == details.sign_in_name.strip().casefold(),
                Person.name == details.name.strip(),
                Person.contact == details.contact.strip(),
                Person.is_administrator == administrator,
                Person.created_at > clock.now() - clock.A_MOMENT,
            )
        )
    maker = Actor(person_id=actor.person_id, scope=None)
    return number if number is not None and trail.was_done_by_actor(maker, "person.created", number) else None


def change_person(actor: Actor, person_id: int, details: Details) -> None:
    """Change how a person is called and reached.

    Raises NotFoundError for somebody the actor does not answer for, ForbiddenError where `rights_about` says no,
    InvalidError for a sign-in name that is taken or no time zone.
    """
    if actor.scope is not None:
        check_reach(actor, [person_id])
    if not rights_about(actor, person_id).change:
        raise ForbiddenError(N_("You may not change this person. Ask an administrator."))
    name = details.name.strip()
    wanted = details.sign_in_name.strip().casefold()
    if not name or not wanted:
        raise InvalidError(N_("A person needs a name and a sign-in name."))

    def change(person: Person) -> None:
        person.name, person.sign_in_name = name, wanted
        _set_how_to_reach(person, details)

    try:
        _change(actor, person_id, change)
    except IntegrityError:
        raise InvalidError(TAKEN, name=wanted) from None


def change_contact(actor: Actor, person_id: int, contact: str) -> None:
    """Change how a person is reached: for whoever may change them, and for the supervisor of their team.

    Raises NotFoundError for somebody the actor does not answer for, ForbiddenError for anybody else.
    """
    check_reach(actor, [person_id])
    if queries.find_person(actor, person_id) is None:
        raise NotFoundError()
    rights = rights_about(actor, person_id)
    if not rights.change and not rights.renew:
        raise ForbiddenError(N_("You may not change this person. Ask an administrator."))

    def change(person: Person) -> None:
        person.contact = contact.strip()

    _change(actor, person_id, change)


def change_own(actor: Actor, details: Details) -> None:
    """Change the actor's own language, time zone, contact and spoken languages; name and sign-in name are not theirs
    to change. Raises InvalidError for no time zone."""
    _change(actor, actor.number, lambda person: _set_how_to_reach(person, details))


def own_details(actor: Actor) -> Details:
    """Return how the actor is called and reached."""
    with reading(Actor(person_id=actor.person_id, scope=None)) as session:
        person = session.get_one(Person, actor.number)
        return Details(
            person.name,
            person.sign_in_name,
            person.language,
            person.time_zone,
            person.contact,
            tuple(person.spoken),
        )


def _set_how_to_reach(person: Person, details: Details) -> None:
    check_time_zone(details.time_zone)
    person.language, person.time_zone = details.language, details.time_zone
    person.contact = details.contact.strip()
    if details.spoken is not None:
        person.spoken = list(details.spoken)


def _change(actor: Actor, person_id: int, change: Callable[[Person], None]) -> None:
    """Change one person's row and record which columns; a change that changes nothing leaves no line."""
    with writing(Actor(person_id=actor.person_id, scope=None)) as work:
        person = work.session.get(Person, person_id, with_for_update=True)
        if person is None:
            raise NotFoundError()
        columns = ("name", "sign_in_name", "language", "time_zone", "contact", "spoken")
        before = {column: getattr(person, column) for column in columns}
        change(person)
        changed = [column for column in columns if getattr(person, column) != before[column]]
        if "sign_in_name" in changed:  # a letter may have gone to the former one, which was not theirs
            end_links(work, of=[person_id])
        if changed:
            work.session.flush()
            work.record("person.changed", person_id, changed=changed)
