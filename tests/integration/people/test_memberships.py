"""Making people, giving roles and ending them, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError, InvalidError, NotFoundError, RefusedError
from app.people import cards, directory, memberships, persons, queries, teams
from app.people.directory import LEFT, Wanted
from app.people.permissions import Role, Side
from app.people.persons import Details
from app.people.sign_in import INSTALLATION
from app.trail import service as trail
from tests.factories import CENTRE, FENWICK, NORDBANK, World

NINA = Details("Nina Test", "nina@example.test", contact="Extension 7")


def root(world: World) -> Actor:
    return queries.Visitor(
        queries.SignedIn("", world.people["root"], "Root", "en", "UTC", True), (), {}, {}, CENTRE
    ).outside()


def test_a_manager_makes_a_person_who_belongs_to_the_centre_too(world: World) -> None:
    number = persons.make_person(world.actor("mira"), NINA, Role.OPERATOR, Side.CENTRE)
    assert {client.id for client in queries.clients_of(number)} == {CENTRE, NORDBANK}
    assert trail.verify(world.system()) is None
    assert trail.verify(INSTALLATION) is None


def test_two_clicks_make_one_person(world: World) -> None:
    gate = Barrier(2)

    def make(_click: int) -> int:
        gate.wait()
        return persons.make_person(world.actor("mira"), NINA, Role.OPERATOR, Side.CENTRE)

    with ThreadPoolExecutor(2) as pool:
        numbers = set(pool.map(make, range(2)))
    assert len(numbers) == 1
    assert len(cards.get_card(world.actor("mira"), numbers.pop()).roles) == 1


def test_the_same_details_from_somebody_else_are_no_second_click(world: World) -> None:
    mine = persons.make_person(world.actor("mira"), NINA, Role.OPERATOR, Side.CENTRE)
    with pytest.raises(InvalidError, match="already signs in"):
        persons.make_person(memberships.inside(root(world), FENWICK), NINA, Role.OPERATOR, Side.CENTRE)
    assert persons.make_person(world.actor("mira"), NINA, Role.OPERATOR, Side.CENTRE) == mine


def test_somebody_elses_sign_in_name_is_taken(world: World) -> None:
    with pytest.raises(InvalidError, match="already signs in"):
        persons.make_person(world.actor("mira"), Details("Olga", "olga@example.test"), Role.OPERATOR, Side.CENTRE)


@pytest.mark.parametrize("name", ["sven", "tara", "olga", "ada"])
def test_who_makes_no_people_makes_none(world: World, name: str) -> None:
    with pytest.raises(ForbiddenError):
        persons.make_person(world.actor(name), NINA, Role.OPERATOR, Side.CENTRE)


def test_a_manager_makes_no_manager_and_nobody_of_the_client(world: World) -> None:
    mira = world.actor("mira")
    for role, side in ((Role.MANAGER, Side.CENTRE), (Role.AUDITOR, Side.CLIENT), (Role.OPERATOR, Side.CLIENT)):
        with pytest.raises(ForbiddenError):
            memberships.give(mira, world.people["olga"], role, side)
        with pytest.raises(ForbiddenError):
            persons.make_person(mira, NINA, role, side)


def test_nobody_changes_their_own_roles(world: World) -> None:
    mira = world.actor("mira")
    with pytest.raises(RefusedError):
        memberships.give(mira, mira.number, Role.TRAINER, Side.CENTRE)
    with pytest.raises(RefusedError):
        memberships.leave(mira, mira.number)
    with pytest.raises(RefusedError):
        inside = memberships.inside(root(world), NORDBANK)
        memberships.give(inside, world.people["root"], Role.MANAGER, Side.CENTRE)


def test_nobody_stands_on_both_sides(world: World) -> None:
    inside = memberships.inside(root(world), NORDBANK)
    with pytest.raises(RefusedError, match="both sides"):
        memberships.give(inside, world.people["olga"], Role.AUDITOR, Side.CLIENT)


def test_colleagues_of_the_centre_are_taken_on_and_strangers_are_not_told_of(world: World) -> None:
    mira = world.actor("mira")
    assert memberships.take_on(mira, "sara@example.test", Role.TRAINER, Side.CENTRE) == world.people["sara"]
    for name in ("otto@example.test", "nobody@example.test", "root@example.test"):
        with pytest.raises(InvalidError, match="Nobody of the centre"):
            memberships.take_on(mira, name, Role.OPERATOR, Side.CENTRE)


def test_a_leaver_is_gone_at_once_and_stays_on_record(world: World) -> None:
    mira, olga = world.actor("mira"), world.people["olga"]
    team = teams.make_team(mira, "Blue", world.people["sven"])
    teams.move(mira, team, [olga])
    memberships.leave(mira, olga)
    assert queries.find_actor(olga, NORDBANK) is None
    assert olga not in {entry.id for entry in directory.list_people(mira, Wanted())}
    assert olga in {entry.id for entry in directory.list_people(mira, Wanted(state=LEFT))}
    card = cards.get_card(mira, olga)
    assert (card.held, card.team, len(card.roles)) == ((), "", 1)
    assert (card.sign_in_name, card.contact) == ("", ""), "how they are reached elsewhere is not this client's"
    memberships.leave(mira, olga)
    memberships.give(mira, olga, Role.OPERATOR, Side.CENTRE)
    assert queries.find_actor(olga, NORDBANK) is not None


def test_the_last_role_frees_the_place_in_the_team(world: World) -> None:
    mira, olga = world.actor("mira"), world.people["olga"]
    teams.move(mira, teams.make_team(mira, "Blue", world.people["sven"]), [olga])
    memberships.give(mira, olga, Role.TEAM_LEADER, Side.CENTRE)
    first, second = (role.id for role in cards.get_card(mira, olga).held)
    memberships.end(mira, olga, first)
    assert cards.get_card(mira, olga).team == "Blue"
    memberships.end(mira, olga, second)
    memberships.end(mira, olga, second)
    assert cards.get_card(mira, olga).team == ""


def test_a_manager_ends_no_role_of_another_client(world: World) -> None:
    (otto,) = cards.somebodies(root(world), [world.people["otto"]])
    (_client, _title, role) = otto.roles[0]
    with pytest.raises(NotFoundError):
        memberships.end(world.actor("mira"), otto.id, role.id)
    with pytest.raises(NotFoundError):
        cards.get_card(world.actor("mira"), world.people["otto"])


def test_an_administrator_arranges_every_client_and_nobody_else_does(world: World) -> None:
    number = persons.make_person(memberships.inside(root(world), FENWICK), NINA, Role.AUDITOR, Side.CLIENT)
    assert [client.id for client in queries.clients_of(number)] == [FENWICK]
    memberships.leave_everywhere(root(world), number)
    assert queries.clients_of(number) == []
    with pytest.raises(ForbiddenError):
        memberships.inside(world.actor("mira"), FENWICK)
    with pytest.raises(NotFoundError):
        memberships.inside(root(world), "no-such-client")


def test_a_supervisor_sees_their_own_team_only(world: World) -> None:
    mira, sven, olga = world.actor("mira"), world.actor("sven"), world.people["olga"]
    assert directory.list_people(sven, Wanted()) == []
    teams.move(mira, teams.make_team(mira, "Blue", sven.number), [olga])
    assert [entry.id for entry in directory.list_people(sven, Wanted())] == [olga]
    persons.change_contact(sven, olga, "Extension 9")
    assert cards.get_card(sven, olga).contact == "Extension 9"
    with pytest.raises(NotFoundError):
        cards.get_card(sven, world.people["omar"])
    with pytest.raises(ForbiddenError):
        persons.change_person(sven, olga, NINA)


def test_people_are_found_without_accents_and_case(world: World) -> None:
    persons.make_person(world.actor("mira"), Details("Łucja Żółć", "lucja"), Role.OPERATOR, Side.CENTRE)
    found = directory.list_people(world.actor("mira"), Wanted(words="zolc LUCJA"))
    assert [entry.name for entry in found] == ["Łucja Żółć"]
    assert directory.list_people(world.actor("mira"), Wanted(words="%")) == []


def test_a_person_of_another_client_is_changed_by_administrators_only(world: World) -> None:
    inside = memberships.inside(root(world), FENWICK)
    memberships.give(inside, world.people["olga"], Role.OPERATOR, Side.CENTRE)
    with pytest.raises(ForbiddenError):
        persons.change_person(world.actor("mira"), world.people["olga"], NINA)
    persons.change_person(root(world), world.people["olga"], NINA)
    with pytest.raises(InvalidError, match="already signs in"):
        persons.change_person(root(world), world.people["omar"], NINA)


def test_people_are_listed_for_their_client_only(world: World) -> None:
    names = [person.name for person in queries.people(world.actor("sven"))]
    assert "Olga Test" in names
    assert "Otto Test" not in names
    assert queries.find_actor(world.people["otto"], NORDBANK) is None
