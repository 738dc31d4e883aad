"""The rail says in one place where one is, whatever a role's start page is."""

from __future__ import annotations

import re

import pytest

from app.people import service as people
from app.people.permissions import Role, Side
from tests.factories import World
from tests.web.conftest import SignedIn


def places_of(page: str) -> str:
    return page.partition('<nav class="rail"')[2].partition("</nav>")[0]


@pytest.mark.parametrize(
    ("name", "page", "place"),
    [
        ("ada", "audit", "Start"),
        ("ada", "people", "People"),
        ("ada", "record", "Record"),
        ("mira", "manage", "Start"),
        ("mira", "members", "People"),
        ("mira", "people", "People"),
        ("mira", "questions", "News"),
        ("olga", "questions", "Questions"),
        ("sven", "questions", "News"),
        ("sven", "supervise", "Start"),
        ("tara", "supervise", "Calls"),
        ("tara", "author", "Start"),
        ("ada", "audit/samples", "Record"),
        ("tara", "author/searches", "Start"),
        ("olga", "courses", "Courses"),
    ],
)
def test_the_rail_shows_one_place(signed_in: SignedIn, name: str, page: str, place: str) -> None:
    rail = places_of(signed_in(name).get(f"/c/nordbank/{page}").text)
    current = [item for item in rail.split("<li>") if 'aria-current="page"' in item]
    assert len(current) == 1
    assert f"<span>{place}</span>" in current[0]


@pytest.mark.parametrize(
    ("name", "opens", "first"),
    [
        ("mira", "members", "List"),
        ("tara", "members", "List"),
        ("sven", "members", "List"),
        ("ada", "people", "Results"),
    ],
)
def test_people_opens_the_list_for_whoever_may_see_it(signed_in: SignedIn, name: str, opens: str, first: str) -> None:
    page = signed_in(name).get(f"/c/nordbank/{opens}").text
    assert f'href="/c/nordbank/{opens}"' in places_of(page)
    tabs = page.partition('aria-label="People"')[2].partition("</nav>")[0]
    assert re.sub(r"<[^>]+>", " ", tabs.partition("<li")[2].partition("</li>")[0]).split()[-1] == first


def test_a_team_leader_is_led_to_their_team_and_what_is_due_in_it(world: World, signed_in: SignedIn) -> None:
    people.add_membership(world.system(), world.people["omar"], Role.TEAM_LEADER, Side.CENTRE)
    page = signed_in("omar").get("/c/nordbank/due").text
    assert "<span>Team</span>" in places_of(page)
    assert page.count('href="/c/nordbank/team"') == 2  # in the rail, and beside the deadlines
    assert "/c/nordbank/team" not in places_of(signed_in("sven").get("/c/nordbank/supervise").text)


def test_every_link_of_a_leader_of_many_teams_opens(world: World, signed_in: SignedIn) -> None:
    omar = world.people["omar"]
    people.add_membership(world.system(), omar, Role.TEAM_LEADER, Side.CENTRE)
    for number in range(5):
        people.create_team(world.system(), f"Shift {number}", omar)
    leader = signed_in("omar")
    main = leader.get("/c/nordbank/team").text.partition("<main")[2].partition("</main>")[0]
    links = set(re.findall(r'href="(/c/nordbank/team[^"]*)"', main))
    assert len([link for link in links if "team=" in link]) == 2, "of those that have no table here"
    for link in links:
        assert leader.get(link).status_code == 200
    alone = leader.get(next(link for link in links if "team=" in link)).text
    assert "All teams" in alone
    assert alone.count('<h2 id="team-') == 1


def test_clients_side_by_side_are_the_start_of_who_manages_several(signed_in: SignedIn) -> None:
    rail = places_of(signed_in("mira").get("/clients").text)
    assert rail.count("aria-current") == 1
    assert "Start" in rail[rail.index("aria-current") :].partition("</li>")[0]
