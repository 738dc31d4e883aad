"""A link lives no longer than the right by which it was made, on both databases."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.kernel.work import writing
from app.people import invitations, memberships, persons, queries, service, teams
from app.people.errors import LinkOverError
from app.people.models import OneTimeLink, Person
from app.people.permissions import Role, Side
from app.people.persons import Details
from app.people.sign_in import INSTALLATION, digest
from tests.factories import CENTRE, FENWICK, NORDBANK, World

NEW = "quite another pass phrase"


def is_over(token: str) -> bool:
    """Look at a link, then try to use it: both must say the same."""
    seen = invitations.find_link(token)
    try:
        invitations.use_link(token, NEW)
    except LinkOverError:
        assert seen is None
        return True
    assert seen is not None
    return False


def given(world: World) -> None:
    service.add_membership(world.system(FENWICK), world.people["olga"], Role.OPERATOR, Side.CENTRE)


def taken(world: World) -> None:
    service.end_memberships(world.system(CENTRE), world.people["olga"])


def left(world: World) -> None:
    memberships.leave(world.actor("mira"), world.people["olga"])


def renamed(world: World) -> None:
    persons.change_person(world.actor("mira"), world.people["olga"], Details("Olga Test", "olga.b@example.test"))


def set_at_the_terminal(world: World) -> None:
    service.set_password(INSTALLATION, world.people["olga"], "a pass phrase of the terminal")


def maker_gone(world: World) -> None:
    service.end_memberships(world.system(NORDBANK), world.people["mira"])


@pytest.mark.parametrize("happens", [given, taken, left, renamed, set_at_the_terminal, maker_gone])
def test_a_link_ends_with_what_it_rested_on(world: World, happens: Callable[[World], None]) -> None:
    link = invitations.make_link(world.actor("mira"), world.people["olga"])
    happens(world)
    with writing(INSTALLATION) as work:
        assert work.session.get_one(OneTimeLink, digest(link.token)).ended_at is not None
    assert is_over(link.token)


def test_what_changes_nothing_of_that_leaves_the_link(world: World) -> None:
    olga = world.people["olga"]
    link = invitations.make_link(world.actor("mira"), olga)
    persons.change_person(world.actor("mira"), olga, Details("Olga Newname", "olga@example.test"))
    service.add_membership(world.system(), olga, Role.OPERATOR, Side.CENTRE)
    service.end_memberships(world.system(FENWICK), olga)
    assert not is_over(link.token)


def test_who_becomes_an_administrator_is_out_of_the_makers_reach(world: World) -> None:
    link = invitations.make_link(world.actor("mira"), world.people["olga"])
    with writing(INSTALLATION) as work:
        work.session.get_one(Person, world.people["olga"]).is_administrator = True
        work.record("person.changed", world.people["olga"])
    assert is_over(link.token)


def test_a_supervisors_link_lives_while_the_person_is_in_their_team(world: World) -> None:
    mira, sven, olga = world.actor("mira"), world.actor("sven"), world.people["olga"]
    team = teams.make_team(mira, "Blue", sven.number)
    teams.move(mira, team, [olga])
    link = invitations.make_link(sven, olga)
    teams.leave(mira, team, olga)
    assert is_over(link.token)
    teams.move(mira, team, [olga])
    assert not is_over(invitations.make_link(sven, olga).token)


def test_an_administrators_link_lives_for_whoever_holds_no_role(world: World) -> None:
    root = queries.Visitor(
        queries.SignedIn("", world.people["root"], "Root", "en", "UTC", True), (), {}, {}, CENTRE
    ).outside()
    number = persons.make_anybody(root, Details("Nina Test", "nina"), administrator=True)
    assert not is_over(invitations.make_link(root, number).token)
