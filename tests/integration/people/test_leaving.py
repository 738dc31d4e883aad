"""Whoever works for no client any more is signed out at once; nobody else is."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.kernel.errors import InvalidError, NotFoundError
from app.kernel.work import reading
from app.people import memberships, persons, queries, service
from app.people.importing.rows import read_rows
from app.people.importing.service import carry_out, preview
from app.people.importing.sheets import read_sheet
from app.people.leaving import Elsewhere, elsewhere
from app.people.models import Membership
from app.people.permissions import Role, Side
from app.people.sign_in import INSTALLATION, sign_in
from app.reports.changes import latest_changes
from app.trail import service as trail
from tests.factories import CENTRE, FENWICK, NORDBANK, PASSWORD, World


def token_of(name: str) -> str:
    return sign_in(f"{name}@example.test", PASSWORD, address="192.0.2.7", device="", length=timedelta(hours=1))


def test_the_last_membership_takes_the_sign_ins_with_it(world: World) -> None:
    token = token_of("olga")
    memberships.leave(world.system(NORDBANK), world.people["olga"])
    assert queries.find_visitor(token) is not None
    memberships.leave(world.system(CENTRE), world.people["olga"])
    assert queries.find_visitor(token) is None


def test_an_administrator_stays_signed_in(world: World) -> None:
    token = token_of("root")
    service.add_membership(world.system(NORDBANK), world.people["root"], Role.OPERATOR, Side.CENTRE)
    memberships.leave(world.system(NORDBANK), world.people["root"])
    assert queries.find_visitor(token) is not None


@pytest.mark.parametrize(("name", "client_id", "stays"), [("otto", FENWICK, False), ("olga", NORDBANK, True)])
def test_so_does_the_last_single_role(world: World, name: str, client_id: str, stays: bool) -> None:
    token, administrator = token_of(name), queries.find_visitor(token_of("root"))
    assert administrator is not None
    role = select(Membership.id).where(
        Membership.person_id == world.people[name], Membership.client_id == client_id, Membership.ended_at.is_(None)
    )
    with reading(INSTALLATION) as session:
        held = session.scalars(role).one()
    memberships.end(memberships.inside(administrator.outside(), client_id), world.people[name], held)
    assert (queries.find_visitor(token) is not None) is stays


def test_a_manager_signs_out_nobody_of_another_client(world: World) -> None:
    mira, token = world.actor("mira"), token_of("otto")
    with pytest.raises(NotFoundError):
        memberships.leave(mira, world.people["otto"])
    assert queries.find_visitor(token) is not None


def test_who_leaves_one_client_stays_signed_in_for_another(world: World) -> None:
    mira, token, ada = world.actor("mira"), token_of("olga"), token_of("ada")
    memberships.leave(mira, world.people["olga"])
    assert queries.find_visitor(token) is not None
    administrator = queries.find_visitor(token_of("root"))
    assert administrator is not None
    memberships.leave(memberships.inside(administrator.outside(), NORDBANK), world.people["ada"])
    assert queries.find_visitor(ada) is None


def test_who_left_is_a_stranger_but_for_a_second_click(world: World) -> None:
    mira, olga = world.actor("mira"), world.people["olga"]
    memberships.leave(mira, olga)
    token = token_of("olga")
    memberships.leave(mira, olga)
    with clock.at(clock.now() + clock.A_MOMENT), pytest.raises(NotFoundError):
        memberships.leave(mira, olga)
    assert queries.find_visitor(token) is not None


def test_before_somebody_is_taken_on_strangers_and_nobody_are_one(world: World) -> None:
    answers = set()
    for name in ("otto@example.test", "nobody@example.test"):
        with pytest.raises(InvalidError) as refusal:
            memberships.take_on(world.actor("mira"), name, Role.OPERATOR, Side.CENTRE)
        answers.add(str(refusal.value).replace(name, ""))
    assert len(answers) == 1


def test_whoever_leaves_is_in_no_team_any_more(world: World) -> None:
    nordbank = world.system(NORDBANK)
    team = service.create_team(nordbank, "Early shift", world.people["sven"])
    service.join_team(nordbank, team, world.people["olga"])
    memberships.leave(nordbank, world.people["olga"])
    assert [one.members for one in queries.teams(nordbank)] == [()]


def nina_at(world: World, *clients: str) -> int:
    """Make Nina an operator of clients, one after the other: with the first she comes to the centre."""
    details = persons.Details("Nina Test", "nina@example.test")
    number = persons.make_person(world.actor("mira"), details, Role.OPERATOR, Side.CENTRE)
    service.set_password(INSTALLATION, number, PASSWORD)
    for client_id in clients:
        service.add_membership(world.system(client_id), number, Role.OPERATOR, Side.CENTRE)
    return number


def test_what_came_with_a_client_ends_with_the_last_one(world: World) -> None:
    nina = nina_at(world, FENWICK)
    team = service.create_team(world.system(CENTRE), "Newcomers", world.people["mira"])
    service.join_team(world.system(CENTRE), team, nina)
    token, mira = token_of("nina"), world.actor("mira")
    memberships.leave(mira, nina)
    assert elsewhere(mira, nina) is Elsewhere.CLIENTS
    assert {one.id for one in queries.clients_of(nina)} == {CENTRE, FENWICK}
    memberships.leave(world.system(FENWICK), nina)
    assert queries.clients_of(nina) == []
    assert queries.find_visitor(token) is None
    assert elsewhere(mira, nina) is Elsewhere.NOWHERE
    assert [one.members for one in queries.teams(world.system(CENTRE))] == [()]
    for client_id, act in ((FENWICK, "membership.ended with the last"), (CENTRE, "membership.ended")):
        ended = [line for line in latest_changes(world.system(client_id), 9, all_lines=True) if line.action == act]
        assert [line.about for line in ended] == [nina]
        assert trail.verify(world.system(client_id)) is None


def test_a_role_in_the_centre_that_somebody_gave_is_the_centres_to_end(world: World) -> None:
    mira, nina = world.actor("mira"), nina_at(world)
    service.add_membership(world.system(CENTRE), nina, Role.TRAINER, Side.CENTRE)
    for number in (nina, world.people["olga"]):
        memberships.leave(mira, number)
        assert [one.id for one in queries.clients_of(number)] == [CENTRE]
        assert elsewhere(mira, number) is Elsewhere.CENTRE


def test_of_two_last_clients_that_end_at_once_one_is_the_last(world: World) -> None:
    nina = nina_at(world, FENWICK)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda client_id: memberships.leave(world.system(client_id), nina), (NORDBANK, FENWICK)))
    assert queries.clients_of(nina) == []


def test_a_leaver_in_a_file_leaves_like_any_other(world: World) -> None:
    nina, token = nina_at(world), token_of("nina")
    table = read_rows(read_sheet(b"sign-in name;ends\nnina@example.test;2020-01-01\n"))
    carry_out(world.actor("mira"), table, preview(world.actor("mira"), table).digest)
    assert queries.clients_of(nina) == []
    assert queries.find_visitor(token) is None
