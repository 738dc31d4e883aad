"""Links that let a person choose a password, once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from app.kernel import clock
from app.kernel.errors import ForbiddenError, InvalidError, NotFoundError
from app.kernel.work import reading
from app.people import invitations, service, teams
from app.people.errors import LinkOverError, TooManySignInsError, WrongSignInError
from app.people.invitations import PersonToWrite
from app.people.permissions import Role, Side
from app.people.sign_in import INSTALLATION, devices, sign_in
from app.post.models import Outbox
from app.post.service import Letter
from app.trail import service as trail
from tests.factories import PASSWORD, World
from tests.statements import sent_by

NEW = "quite another pass phrase"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def letter(person: PersonToWrite, token: str) -> Letter:
    return Letter("A link", f"{person.name}: {token}")


def posted() -> list[tuple[str, str]]:
    with reading(INSTALLATION) as session:
        return [(row.to, row.body) for row in session.scalars(select(Outbox).order_by(Outbox.created_at))]


def enter(password: str) -> str:
    return sign_in("olga@example.test", password, address="192.0.2.1", device="", length=timedelta(hours=1))


def test_a_link_gives_a_new_password_once_and_ends_every_sign_in(world: World) -> None:
    enter(PASSWORD)
    link = invitations.make_link(world.actor("mira"), world.people["olga"])
    assert link.mailed_to == ""
    assert invitations.use_link(link.token, NEW) == "olga@example.test"
    assert devices(world.actor("olga")) == []
    with pytest.raises(WrongSignInError):
        enter(PASSWORD)
    enter(NEW)
    assert invitations.find_link(link.token) is None
    with pytest.raises(LinkOverError):
        invitations.use_link(link.token, "yet another pass phrase")
    assert trail.verify(INSTALLATION) is None


def test_a_password_too_short_leaves_the_link_as_it_was(world: World) -> None:
    link = invitations.make_link(world.actor("mira"), world.people["olga"])
    with pytest.raises(InvalidError):
        invitations.use_link(link.token, "short")
    assert invitations.find_link(link.token)


def test_a_link_runs_out_after_seven_days(world: World) -> None:
    with clock.at(NOON):
        link = invitations.make_link(world.actor("mira"), world.people["olga"])
    with clock.at(NOON + timedelta(days=7) - timedelta(seconds=1)):
        assert invitations.find_link(link.token)
    with clock.at(NOON + timedelta(days=7)), pytest.raises(LinkOverError):
        invitations.use_link(link.token, NEW)


def test_a_new_link_ends_the_one_before(world: World) -> None:
    with clock.at(NOON):
        old = invitations.make_link(world.actor("mira"), world.people["olga"])
    with clock.at(NOON + timedelta(hours=1)):
        new = invitations.make_link(world.actor("mira"), world.people["olga"])
        assert invitations.find_link(old.token) is None
        assert invitations.find_link(new.token)


def test_of_two_clicks_both_links_open_and_one_use_ends_both(world: World) -> None:
    mira, olga = world.actor("mira"), world.people["olga"]
    first, second = (invitations.make_link(mira, olga) for _click in range(2))
    assert invitations.find_link(first.token)
    invitations.use_link(second.token, NEW)
    assert invitations.find_link(first.token) is None


def test_who_is_told_of_a_letter_finds_it_written(world: World) -> None:
    mira, olga = world.actor("mira"), world.people["olga"]
    invitations.make_link(mira, olga)
    link = invitations.make_link(mira, olga, letter)
    assert link.mailed_to == "olga@example.test"
    assert posted() == [("olga@example.test", f"Olga Test: {link.token}")]


def test_somebody_elses_link_of_the_last_minute_ends_too(world: World) -> None:
    mira, sven, olga = world.actor("mira"), world.actor("sven"), world.people["olga"]
    teams.move(mira, teams.make_team(mira, "Blue", sven.number), [olga])
    link = invitations.make_link(sven, olga)
    invitations.make_link(mira, olga)
    assert invitations.find_link(link.token) is None


def test_first_links_leave_out_whom_somebody_else_is_just_inviting(world: World) -> None:
    mira, sven = world.actor("mira"), world.actor("sven")
    nina = service.create_person(mira, name="Nina", sign_in_name="nina")
    service.add_membership(world.system(), nina, Role.OPERATOR, Side.CENTRE)
    teams.move(mira, teams.make_team(mira, "Blue", sven.number), [nina])
    with clock.at(NOON):
        [(_whom, printed)] = invitations.invite(mira, [nina])
        assert invitations.invite(sven, [nina]) == []
        assert invitations.find_link(printed.token) is not None
    with clock.at(NOON + timedelta(minutes=2)):
        assert len(invitations.invite(sven, [nina])) == 1
        assert invitations.find_link(printed.token) is None


def test_many_first_links_take_no_more_statements_than_few(app: Flask, world: World) -> None:
    def newcomers(start: int, end: int) -> list[int]:
        made = [service.create_person(INSTALLATION, name=f"P{n}", sign_in_name=f"p{n}") for n in range(start, end)]
        for number in made:
            service.add_membership(world.system(), number, Role.OPERATOR, Side.CENTRE)
        return made

    few, many, mira = newcomers(0, 2), newcomers(2, 10), world.actor("mira")
    with sent_by(app) as for_few:
        invitations.invite(mira, few)
    with sent_by(app) as for_many:
        assert len(invitations.invite(mira, many)) == len(many)
    assert len(for_many) == len(for_few)


def test_a_link_used_in_two_tabs_at_once_is_used_once(world: World) -> None:
    link = invitations.make_link(world.actor("mira"), world.people["olga"])
    gate = Barrier(2)

    def use(tab: int) -> bool:
        gate.wait()
        try:
            invitations.use_link(link.token, f"{NEW} {tab}")
        except LinkOverError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(use, range(2))) == [False, True]


def test_who_renews_and_who_does_not(world: World) -> None:
    sven, olga = world.actor("sven"), world.people["olga"]
    with pytest.raises(NotFoundError):
        invitations.make_link(sven, olga)
    teams.move(world.actor("mira"), teams.make_team(world.actor("mira"), "Blue", sven.number), [olga])
    assert invitations.make_link(sven, olga)
    for name in ("tara", "ada", "olga", "omar"):
        with pytest.raises((ForbiddenError, NotFoundError)):
            invitations.make_link(world.actor(name), olga)
    for name in ("mira", "ada"):
        with pytest.raises(ForbiddenError):
            invitations.make_link(world.actor("mira"), world.people[name])
    for name in ("otto", "root"):
        with pytest.raises(NotFoundError):
            invitations.make_link(world.actor("mira"), world.people[name])


def test_a_forgotten_password_is_mailed_to_whoever_is_there(world: World) -> None:
    for name in (" Olga@Example.test ", "nobody@example.test", "ol\0ga"):
        invitations.forgotten(name, address="192.0.2.1", letter=letter)
    assert [to for to, _ in posted()] == ["olga@example.test"]


def test_asking_again_and_again_has_to_wait_whether_or_not_somebody_is_there(world: World) -> None:
    for name in ("olga@example.test", "nobody@example.test"):
        for _ask in range(3):
            invitations.forgotten(name, address="192.0.2.1", letter=letter)
        with pytest.raises(TooManySignInsError):
            invitations.forgotten(name, address="192.0.2.1", letter=letter)
    assert len(posted()) == 1, "of letters asked for within a minute one is sent"
    enter(PASSWORD)


def test_asking_for_a_link_ends_only_those_asked_for_before(world: World) -> None:
    mira, olga = world.actor("mira"), world.people["olga"]
    with clock.at(NOON):
        invitation = invitations.make_link(mira, olga)
        invitations.forgotten("olga@example.test", address="192.0.2.1", letter=letter)
    with clock.at(NOON + timedelta(minutes=2)):
        invitations.forgotten("olga@example.test", address="192.0.2.1", letter=letter)
        first, second = (body.removeprefix("Olga Test: ") for _to, body in posted())
        assert invitations.find_link(first) is None
        assert invitations.find_link(second)
        assert invitations.find_link(invitation.token)
        invitations.use_link(second, NEW)
        assert invitations.find_link(invitation.token) is None


def test_for_a_name_that_nobody_has_a_letter_is_made_and_thrown_away(world: World) -> None:
    made: list[str] = []

    def making(person: PersonToWrite, token: str) -> Letter:
        made.append(person.name)
        return letter(person, token)

    invitations.forgotten("nobody@example.test", address="192.0.2.1", letter=making)
    assert made == [""]
    assert posted() == []
