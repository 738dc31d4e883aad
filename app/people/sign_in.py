"""Signing in and out. A sign-in is a row, so that it can be seen and ended; its token never lies in the database."""

from __future__ import annotations

import hashlib
import secrets
from base64 import b64encode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError
from app.kernel.work import Work, reading, writing
from app.people.errors import TooManySignInsError, WrongSignInError
from app.people.models import Login, Person, Throttle
from app.people.rules import FREE_TRIES, FREE_TRIES_OF_ADDRESS, failures_after_another, wait_before_next_try

_hasher = PasswordHasher()
INSTALLATION = Actor(person_id=None, scope=None)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person with a living sign-in."""

    login_id: str
    person_id: int
    name: str
    language: str
    time_zone: str
    is_administrator: bool
    spoken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Device:
    """One sign-in as its owner sees it."""

    login_id: str
    device: str
    created_at: datetime
    expires_at: datetime


def hash_password(password: str) -> str:
    """Return the argon2 hash of a password."""
    return _hasher.hash(password)


def sign_in(name: str, password: str, *, address: str, device: str, length: timedelta) -> str:
    """Check a name and a password and return the token of a new sign-in that lasts `length`.

    Raises TooManySignInsError while the name or the address has to wait, WrongSignInError if they do not fit. A
    name that nobody has takes as long as one with a wrong password.
    """
    name = name.replace("\0", "").strip().casefold()
    keys = {_key("name", name): FREE_TRIES, _key("address", address): FREE_TRIES_OF_ADDRESS}
    _take_try(keys)
    with reading(INSTALLATION) as session:
        person = session.scalar(select(Person).where(Person.sign_in_name == name))
    if not _fits(person.password_hash if person else None, password) or person is None:
        raise WrongSignInError()
    token = secrets.token_urlsafe(32)
    with writing(Actor(person_id=person.id, scope=None)) as work:
        held = select(Person.password_hash).where(Person.id == person.id).with_for_update(key_share=True)
        if work.session.scalar(held) != person.password_hash:
            raise WrongSignInError()  # while it was checked they chose another, which ended every sign-in before it
        moment = clock.now()
        login = Login(
            token_hash=digest(token), person_id=person.id, device=device[:200], created_at=moment,
            expires_at=moment + length,
        )  # fmt: skip
        work.session.add(login)
        _give_try_back(work, keys)
        work.session.flush()
        work.record("login.started", login.id)
    return token


def devices(actor: Actor) -> list[Device]:
    """List the actor's own living sign-ins, newest first."""
    with reading(INSTALLATION) as session:
        rows = session.scalars(
            select(Login)
            .where(Login.person_id == actor.number, Login.ended_at.is_(None), Login.expires_at > clock.now())
            .order_by(Login.created_at.desc())
        )
        return [Device(row.id, row.device, row.created_at, row.expires_at) for row in rows]


def end_login(actor: Actor, login_id: str) -> None:
    """End one of the actor's own sign-ins. Raises NotFoundError for anybody else's."""
    with writing(Actor(person_id=actor.number, scope=None)) as work:
        login = work.session.scalar(
            select(Login).where(Login.id == login_id, Login.person_id == actor.number).with_for_update()
        )
        if login is None:
            raise NotFoundError()
        if login.ended_at is None:
            login.ended_at = clock.now()
            work.record("login.ended", login.id)


def end_every_login(person_id: int, *, by: Actor) -> None:
    """End all sign-ins of a person, as when they leave or change their password."""
    with writing(Actor(person_id=by.person_id, scope=None)) as work:
        work.session.execute(
            update(Login).where(Login.person_id == person_id, Login.ended_at.is_(None)).values(ended_at=clock.now())
        )
        work.record("login.all ended", person_id)


def digest(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _key(kind: str, value: str) -> str:
    return hashlib.sha256(f"{kind}:{value}".encode()).hexdigest()


def _random_hash() -> str:
    """Return what looks like the hash of a password and costs nothing: checking one against it takes as long."""
    salt, digits = (
        b64encode(secrets.token_bytes(length)).decode().rstrip("=") for length in (_hasher.salt_len, _hasher.hash_len)
    )
    costs = f"m={_hasher.memory_cost},t={_hasher.time_cost},p={_hasher.parallelism}"
    return f"$argon2id$v=19${costs}${salt}${digits}"


_FITS_NOTHING = _random_hash()


def _fits(stored: str | None, password: str) -> bool:
    try:
        return _hasher.verify(stored or _FITS_NOTHING, password)
    except (VerificationError, InvalidHashError):
        return False


def take_turn(turns: Mapping[tuple[str, str], int]) -> None:
    """Count a turn at something that is throttled like signing in, other than by a password.

    `turns` maps (what for, whose) to the turns that are free. Raises TooManySignInsError while one has to wait.
    """
    _take_try({_key(kind, value): free for (kind, value), free in turns.items()})


def _take_try(keys: dict[str, int]) -> None:
    """Count a try against each key before the password is looked at, so that tries side by side all count."""
    moment = clock.now()
    with writing(INSTALLATION) as work:
        rows = {key: _locked(work, key, moment) for key in sorted(keys)}
        waits = [wait_before_next_try(row.failures, row.last_at, moment, free=keys[key]) for key, row in rows.items()]
        if max(waits, default=timedelta(0)) > timedelta(0):
            raise TooManySignInsError(max(1, round(max(waits).total_seconds())))
        for row in rows.values():
            row.failures = failures_after_another(row.failures, row.last_at, moment)
            row.last_at = moment
        work.record("login.tried", next(iter(keys)))


def _locked(work: Work, key: str, moment: datetime) -> Throttle:
    """Hold a key's count until the commit, made if there is none; of two that make it, the later waits and finds it."""
    while (row := work.session.get(Throttle, key, with_for_update=True)) is None:
        with suppress(IntegrityError), work.session.begin_nested():
            work.session.add(Throttle(key=key, failures=0, last_at=moment))
    return row


def _give_try_back(work: Work, keys: dict[str, int]) -> None:
    """A right password forgets the name's failures; of the address, which others share, only its own try."""
    rows = {key: work.session.get(Throttle, key, with_for_update=True) for key in sorted(keys)}
    name, address = (rows[key] for key in keys)
    if name is not None:
        work.session.delete(name)
    if address is not None:
        address.failures = max(0, address.failures - 1)
