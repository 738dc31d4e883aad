"""Signing in side by side: people behind one address, and one person who clicks twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from app.kernel.work import reading
from app.people import service
from app.people import sign_in as signing_in
from app.people.errors import WrongSignInError
from app.people.models import Throttle
from app.people.sign_in import INSTALLATION, sign_in
from app.trail import service as trail
from tests.factories import CAST, PASSWORD, World


def enter(names: list[str], password: str = PASSWORD) -> list[str]:
    """Let people sign in from one address, all at the same moment; return their tokens."""
    gate = Barrier(len(names))

    def one(name: str) -> str:
        gate.wait()
        address, length = "192.0.2.7", timedelta(hours=1)
        return sign_in(f"{name}@example.test", password, address=address, device="", length=length)

    with ThreadPoolExecutor(len(names)) as pool:
        return list(pool.map(one, names))


def failures() -> list[int]:
    with reading(INSTALLATION) as session:
        return sorted(session.scalars(select(Throttle.failures)))


def test_a_whole_class_signs_in_at_once_for_the_first_time(world: World) -> None:
    tokens = enter(list(CAST))
    assert len(set(tokens)) == len(CAST)
    assert failures() == [0], "the address's own tries were all given back, the names' are forgotten"
    assert trail.verify(INSTALLATION) is None


def test_one_person_clicks_several_times(world: World) -> None:
    for _round in range(3):
        assert len(set(enter(["olga"] * 4))) == 4


def test_wrong_passwords_side_by_side_all_count(world: World) -> None:
    with pytest.raises(WrongSignInError):
        enter(["olga"] * 4, "not the password")
    assert failures() == [4, 4]


def test_who_knows_the_old_password_is_not_let_in_while_it_is_renewed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_at = signing_in._fits

    def meanwhile(stored: str | None, password: str) -> bool:
        fits = look_at(stored, password)
        service.set_password(INSTALLATION, world.people["olga"], "a password of my own")
        return fits

    monkeypatch.setattr(signing_in, "_fits", meanwhile)
    with pytest.raises(WrongSignInError):
        enter(["olga"])
    assert signing_in.devices(world.actor("olga")) == []
