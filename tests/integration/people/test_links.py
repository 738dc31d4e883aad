"""A link lives no longer than the right by which it was made, on both databases."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError
from app.kernel.work import writing
from app.people import invitations, memberships, persons, queries, service, teams
from app.people.errors import LinkOverError
from app.people.models import OneTimeLink, Person
from app.people.permissions import Role, Side
from app.people.persons import Details
from app.people.sign_in import INSTALLATION, digest
from app.post.service import Letter
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


def administrator(world: World) -> Actor:
    signed_in = queries.SignedIn("", world.people["root"], "Root", "en", "UTC", True)
    return queries.Visitor(signed_in, (), {}, {}, CENTRE).outside()


def given(world: World) -> None:
    service.add_membership(world.system(FENWICK), world.people["olga"], Role.OPERATOR, Side.CENTRE)


def taken(world: World) -> None:
    memberships.leave(world.system(CENTRE), world.people["olga"])


def left(world: World) -> None:
    memberships.leave(world.actor("mira"), world.people["olga"])


def renamed(world: World) -> None:
    persons.change_person(world.actor("mira"), world.people["olga"], Details("Olga Test", "olga.b@example.test"))


def set_at_the_terminal(world: World) -> None:
    service.set_password(INSTALLATION, world.people["olga"], "a pass phrase of the terminal")


def maker_gone(world: World) -> None:
    memberships.leave(world.system(NORDBANK), world.people["mira"])


@pytest.mark.parametrize("happens", [given, taken, left, renamed, set_at_the_terminal, maker_gone])
def test_a_link_ends_with_what_it_rested_on(world: World, happens: Callable[[World], None]) -> None:
    link = invitations.make_link(world.actor("mira"), world.people["olga"])
    happens(world)
    with writing(INSTALLATION) as work:
        assert work.session.get_one(OneTimeLink, digest(link.token)).ended_at is not None
    assert is_over(link.token)


@pytest.mark.parametrize(
    ("maker", "client", "role", "lives"),
    [
        ("root", NORDBANK, Role.MANAGER, True),
        ("root", FENWICK, Role.OPERATOR, True),
        ("mira", NORDBANK, Role.TEAM_LEADER, True),
        ("mira", NORDBANK, Role.SUPERVISOR, True),
        ("mira", NORDBANK, Role.MANAGER, False),
        ("mira", NORDBANK, Role.AUDITOR, True),
        ("mira", FENWICK, Role.OPERATOR, False),
        ("sven", NORDBANK, Role.TEAM_LEADER, True),
        ("sven", NORDBANK, Role.TRAINER, False),
        ("sven", NORDBANK, Role.MANAGER, False),
        ("sven", CENTRE, Role.SUPERVISOR, False),
        ("", NORDBANK, Role.MANAGER, True),
    ],
)
def test_a_further_role_ends_the_links_whose_makers_it_puts_out_of_reach(
    world: World, maker: str, client: str, role: Role, lives: bool
) -> None:
    """Without a maker: the person asked for it by mail. Sven leads their team."""
    olga = world.people["olga"]
    teams.move(world.actor("mira"), teams.make_team(world.actor("mira"), "Blue", world.people["sven"]), [olga])
    token = link_of(world, maker)
    assert service.add_membership(world.system(client), olga, role, Side.CENTRE) is not lives
    with writing(INSTALLATION) as work:
        assert (work.session.get_one(OneTimeLink, digest(token)).ended_at is None) is lives
    assert is_over(token) is not lives


def link_of(world: World, maker: str) -> str:
    """Have a link made for Olga by somebody, or for who asks for one; return its token."""
    if maker == "root":
        return invitations.make_link(administrator(world), world.people["olga"]).token
    if maker:
        return invitations.make_link(world.actor(maker), world.people["olga"]).token
    tokens: list[str] = []

    def letter(_person: object, token: str) -> Letter:
        tokens.append(token)
        return Letter("A link", token)

    invitations.forgotten("olga@example.test", address="192.0.2.1", letter=letter)
    return tokens[0]


def test_a_link_that_a_role_has_ended_stays_over_when_the_role_ends_again(world: World) -> None:
    olga = world.people["olga"]
    link = invitations.make_link(world.actor("mira"), olga)
    service.add_membership(world.system(FENWICK), olga, Role.OPERATOR, Side.CENTRE)
    memberships.leave(world.system(FENWICK), olga)
    assert is_over(link.token)


def test_a_role_that_one_has_already_ends_no_link(world: World) -> None:
    link = invitations.make_link(world.actor("mira"), world.people["olga"])
    assert not memberships.give(world.actor("mira"), world.people["olga"], Role.OPERATOR, Side.CENTRE)
    assert not is_over(link.token)


def test_what_changes_nothing_of_that_leaves_the_link(world: World) -> None:
    olga = world.people["olga"]
    link = invitations.make_link(world.actor("mira"), olga)
    persons.change_person(world.actor("mira"), olga, Details("Olga Newname", "olga@example.test"))
    service.add_membership(world.system(), olga, Role.OPERATOR, Side.CENTRE)
    with pytest.raises(NotFoundError):
        memberships.leave(world.system(FENWICK), olga)
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
    root = administrator(world)
    number = persons.make_anybody(root, Details("Nina Test", "nina"), administrator=True)
    assert not is_over(invitations.make_link(root, number).token)
