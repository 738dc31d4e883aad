"""Links that let a person choose a password, once: made for newcomers, for who forgot, or asked for by mail."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError, NotFoundError
from app.kernel.ids import new_id
from app.kernel.messages import N_
from app.kernel.work import Work, reading, writing
from app.people.cards import standings
from app.people.directory import check_reach
from app.people.errors import LinkOverError
from app.people.models import OneTimeLink, Person
from app.people.permissions import InstallationPermission, Permission
from app.people.rights import may_still_renew, rights_about, rights_about_each
from app.people.rules import FREE_LETTERS, FREE_LETTERS_OF_ADDRESS, mail_address
from app.people.service import check_password, hold_people, keep_password
from app.people.sign_in import INSTALLATION, digest, hash_password, take_turn
from app.people.tokens import as_made, new_token
from app.post.service import Letter, post

INVITATION_HOLDS = timedelta(days=7)
"""Newcomers are invited before their first day."""
FORGOTTEN_HOLDS = timedelta(hours=2)

LetterWith = Callable[["PersonToWrite", str], Letter]
"""Makes the letter that carries a link, from who gets it and the link's token."""


@dataclass(frozen=True, slots=True)
class PersonToWrite:
    """Who gets a letter, and in which language."""

    name: str
    sign_in_name: str
    language: str
    time_zone: str
    until: datetime


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link just made. `token` is to be shown now: nobody can read it again. `mailed_to` is empty if it was not."""

    token: str
    expires_at: datetime
    mailed_to: str


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """What the page behind a living link shows."""

    name: str
    sign_in_name: str
    language: str
    expires_at: datetime
    is_first: bool
    """Whether the person has no password yet."""


def make_link(actor: Actor, person_id: int, letter: LetterWith | None = None) -> NewLink:
    """Make a link with which a person chooses a password, and mail it if there is a `letter` and an address.

    Links made for the person before end, but for those that the actor made in the last minute: of two clicks both links
    open the door, with a letter each, and whichever is used ends the other. Raises NotFoundError for somebody the actor
    does not answer for, ForbiddenError where `rights_about` says no.
    """
    if actor.scope is not None:
        check_reach(actor, [person_id])
    with writing(Actor(person_id=actor.person_id, scope=None)) as work:
        _hold(work, [person_id])
        _check_may_renew(actor, person_id)
        person = work.session.get(Person, person_id)
        if person is None:
            raise NotFoundError()
        _end_older(work, _living(work, [person.id])[person.id])
        return _make(work, person, INVITATION_HOLDS, letter)


def _hold(work: Work, people: Iterable[int]) -> None:
    """Hold those who get a link, and who makes it: whoever of them leaves at this moment is gone before, or ends the
    link after."""
    maker = work.actor.person_id
    hold_people(work, {*people} if maker is None else {*people, maker})


def _check_may_renew(actor: Actor, person_id: int) -> None:
    if actor.scope is not None and actor.client_id not in standings(actor, person_id)[0].held:
        raise NotFoundError()
    if not rights_about(actor, person_id).renew:
        raise ForbiddenError(N_("This person's password is renewed by an administrator."))


def invite(
    actor: Actor, people: Iterable[int], letter: LetterWith | None = None
) -> list[tuple[PersonToWrite, NewLink]]:
    """Make a first link for each of these people who has no password yet, all in one transaction, by name.

    With a `letter`, for those alone who have an address of mail: nobody would see the others' links.

    Those for whom `rights_about` would say no are left out, and so is who has chosen a password by now, or for whom
    somebody else made a link in this minute: it may just be printed.
    """
    if not actor.may(InstallationPermission.MAKE_EVERYBODY):
        actor.check(Permission.RENEW_PASSWORDS)
    numbers = set(people)
    made = []
    with writing(Actor(person_id=actor.person_id, scope=None)) as work:
        _hold(work, numbers)
        allowed = [number for number, rights in rights_about_each(actor, numbers).items() if rights.renew]
        statement = select(Person).where(Person.id.in_(allowed), Person.password_hash.is_(None)).order_by(Person.name)
        living = _living(work, allowed)
        for person in work.session.scalars(statement).all():
            if letter is not None and mail_address(person.sign_in_name) is None:
                continue
            if _somebody_else_just_made_one(work, living[person.id]):
                continue
            _end_older(work, living[person.id])
            link = _make(work, person, INVITATION_HOLDS, letter)
            whom = PersonToWrite(person.name, person.sign_in_name, person.language, person.time_zone, link.expires_at)
            made.append((whom, link))
    return made


def forgotten(name: str, *, address: str, letter: LetterWith) -> None:
    """Mail a link to whoever signs in by `name`, if somebody does and the name is an address of mail.

    Only links asked for so before end with the new one: an invitation stays open, and whichever is used ends the rest.
    Who asks twice within a minute gets one letter. The caller learns nothing of all this. Raises TooManySignInsError
    while the name or the `address` of the browser has to wait.
    """
    wanted = name.replace("\0", "").strip().casefold()
    take_turn({("forgotten name", wanted): FREE_LETTERS, ("forgotten address", address): FREE_LETTERS_OF_ADDRESS})
    with writing(INSTALLATION) as work:
        person = work.session.scalar(select(Person).where(Person.sign_in_name == wanted).with_for_update())
        number = person.id if person is not None else 0
        before = _living(work, [number])[number]
        if person is None or not mail_address(person.sign_in_name):
            _toil_in_vain(letter)
            return
        asked = [link for link in before if _was_asked_for(link)]
        moment = clock.now()
        if any(_is_fresh(link, moment) for link in asked):
            return
        for link in asked:
            link.ended_at = moment
        _make(work, person, FORGOTTEN_HOLDS, letter)


def _toil_in_vain(letter: LetterWith) -> None:
    """Take as long over a name that nobody has as over a person, up to writing the rows: time must tell nothing."""
    token = new_token()
    digest(token)
    letter(PersonToWrite("", "", "en", "UTC", clock.now() + FORGOTTEN_HOLDS), token)


def _was_asked_for(link: OneTimeLink) -> bool:
    """Tell such a link from the invitation that `flask init` makes, which nobody made either but which holds longer."""
    return link.made_by is None and link.expires_at - link.created_at <= FORGOTTEN_HOLDS


def _make(work: Work, person: Person, holds: timedelta, letter: LetterWith | None) -> NewLink:
    moment = clock.now()
    token = new_token()
    link = OneTimeLink(
        id=new_id(),
        token_hash=digest(token),
        person_id=person.id,
        made_by=work.actor.person_id,
        created_at=moment,
        expires_at=moment + holds,
    )
    work.session.add(link)
    to = mail_address(person.sign_in_name)
    if letter is not None and to:
        whom = PersonToWrite(person.name, person.sign_in_name, person.language, person.time_zone, link.expires_at)
        post(work, to, letter(whom, token))
    work.record("link.made", link.id, person=person.id, until=link.expires_at.isoformat())
    return NewLink(token, link.expires_at, to if letter is not None and to else "")


def _end_older(work: Work, living: Iterable[OneTimeLink]) -> None:
    """End a person's living links but those that whoever acts made in the last minute."""
    moment = clock.now()
    for link in living:
        if link.made_by != work.actor.person_id or not _is_fresh(link, moment):
            link.ended_at = moment


def _somebody_else_just_made_one(work: Work, living: Iterable[OneTimeLink]) -> bool:
    moment = clock.now()
    return any(link.made_by not in (None, work.actor.person_id) and _is_fresh(link, moment) for link in living)


def _living(work: Work, people: Collection[int]) -> dict[int, list[OneTimeLink]]:
    """Return the links of each of these people, by number, that have not been ended, in one read."""
    found: dict[int, list[OneTimeLink]] = {number: [] for number in people}
    statement = select(OneTimeLink).where(OneTimeLink.person_id.in_(list(people)), OneTimeLink.ended_at.is_(None))
    for link in work.session.scalars(statement):
        found[link.person_id].append(link)
    return found


def _is_fresh(link: OneTimeLink, moment: datetime) -> bool:
    return link.created_at > moment - clock.A_MOMENT


def find_link(token: str) -> LinkFacts | None:
    """Return what the page behind a link shows, or None if it was used, ended, ran out, or never was.

    A link is over as well as soon as whoever made it could not make it any more.
    """
    with reading(INSTALLATION) as session:
        row = session.execute(
            select(OneTimeLink, Person)
            .join(Person, Person.id == OneTimeLink.person_id)
            .where(OneTimeLink.token_hash == digest(as_made(token)))
        ).first()
    if row is None or not _lives(row[0]) or not _stands(row[0]):
        return None
    link, person = row
    return LinkFacts(person.name, person.sign_in_name, person.language, link.expires_at, person.password_hash is None)


def use_link(token: str, password: str) -> str:
    """Give the person of a link the password that they chose, end all their links and sign-ins; return the sign-in
    name. Raises InvalidError for a password too short (the link stays), LinkOverError for a link that is over."""
    check_password(password)
    if find_link(token) is None:
        raise LinkOverError()
    password_hash = hash_password(password)
    with writing(INSTALLATION) as work:
        found = work.session.get(OneTimeLink, digest(as_made(token)))
        if found is None:
            raise LinkOverError()
        person = work.session.get_one(Person, found.person_id, with_for_update=True)  # holds all links of theirs
        link = work.session.get_one(OneTimeLink, found.token_hash, populate_existing=True, with_for_update=True)
        if not _lives(link) or not _stands(link):
            raise LinkOverError()
        link.used_at = clock.now()
        keep_password(Actor(person_id=person.id, scope=None), person.id, password_hash)
        work.record("link.used", link.id, person=person.id)
        return person.sign_in_name


def _lives(link: OneTimeLink) -> bool:
    return link.ended_at is None and link.expires_at > clock.now()


def _stands(link: OneTimeLink) -> bool:
    """Tell whether its maker may still renew the person's password; nobody made those asked for by mail."""
    return link.made_by is None or may_still_renew(link.made_by, link.person_id)
