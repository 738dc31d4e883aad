"""Teams and classes: made once, changed, joined and left."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from app.kernel.errors import ForbiddenError, InvalidError, NotFoundError
from app.kernel.work import reading
from app.people import classes, groups, queries, teams
from app.people.models import Team
from app.trail import service as trail
from tests.factories import FENWICK, World

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


def test_a_team_is_made_once_however_often_one_clicks(world: World) -> None:
    mira, sven, sara = world.actor("mira"), world.people["sven"], world.people["sara"]
    team = teams.make_team(mira, " Blue  team ", sven, sara)
    assert teams.make_team(mira, "Blue team", sven, sara) == team
    with pytest.raises(InvalidError, match="already"):
        teams.make_team(mira, "Blue team", sara)
    assert [one.title for one in queries.teams(mira)] == ["Blue team"]


def test_the_second_of_two_clicks_leads_to_what_the_first_has_made(world: World) -> None:
    """Its page began to read before the first was done; so it does not see it."""
    mira, sven, tara = world.actor("mira"), world.people["sven"], world.people["tara"]

    def make() -> tuple[str, str]:
        return teams.make_team(mira, "Blue", sven), classes.make_class(mira, "Monday", tara, MONDAY)

    with reading(mira) as page, ThreadPoolExecutor(1) as elsewhere:
        assert page.scalar(select(Team.id)) is None
        first = elsewhere.submit(make).result()
        assert make() == first
    assert len(queries.teams(mira)) == len(groups.classes(mira)) == 1


def test_a_team_gets_another_name_leader_and_deputy(world: World) -> None:
    mira, sven, sara = world.actor("mira"), world.people["sven"], world.people["sara"]
    team = teams.make_team(mira, "Blue", sven)
    other = teams.make_team(mira, "Red", sara)
    teams.change_team(mira, team, "Green", sara, sven)
    assert groups.get_team(mira, team) == queries.TeamFacts(team, "Green", sara, sven, ())
    with pytest.raises(InvalidError, match="already"):
        teams.change_team(mira, other, "Green", sara, None)
    assert trail.verify(world.system()) is None


@pytest.mark.parametrize(("leader", "deputy"), [("olga", None), ("otto", None), ("sven", "sven"), ("sven", "tara")])
def test_who_cannot_lead_a_team_does_not(world: World, leader: str, deputy: str | None) -> None:
    with pytest.raises(InvalidError):
        teams.make_team(world.actor("mira"), "Blue", world.people[leader], world.people[deputy] if deputy else None)


def test_people_move_between_teams_all_or_none(world: World) -> None:
    mira, olga, omar = world.actor("mira"), world.people["olga"], world.people["omar"]
    blue, red = (teams.make_team(mira, title, world.people["sven"]) for title in ("Blue", "Red"))
    teams.move(mira, blue, [olga, omar])
    teams.move(mira, red, [olga, olga])
    assert {team.title: team.members for team in queries.teams(mira)} == {"Blue": (omar,), "Red": (olga,)}
    with pytest.raises(NotFoundError):
        teams.move(mira, red, [omar, world.people["otto"]])
    teams.leave(mira, red, olga)
    teams.leave(mira, red, olga)
    assert {team.title: team.members for team in queries.teams(mira)} == {"Blue": (omar,), "Red": ()}


def test_who_arranges_no_teams_moves_nobody(world: World) -> None:
    team = teams.make_team(world.actor("mira"), "Blue", world.people["sven"])
    for name in ("sven", "tara", "ada", "olga"):
        with pytest.raises(ForbiddenError):
            teams.move(world.actor(name), team, [world.people["olga"]])


def test_a_trainer_arranges_a_class(world: World) -> None:
    tara, olga, omar = world.actor("tara"), world.people["olga"], world.people["omar"]
    group = classes.make_class(tara, "Monday class", tara.number, MONDAY)
    assert classes.make_class(tara, "Monday class", tara.number, MONDAY) == group
    classes.join(tara, group, [olga, omar])
    classes.join(tara, group, [olga])
    classes.leave(tara, group, omar)
    classes.change_class(tara, group, "November class", world.people["sven"], MONDAY)
    found = groups.get_class(tara, group)
    assert (found.title, found.trainer_id, found.members) == ("November class", world.people["sven"], (olga,))
    with pytest.raises(InvalidError, match="already"):
        classes.make_class(tara, "November class", tara.number, MONDAY)
    with pytest.raises(NotFoundError):
        classes.join(tara, group, [world.people["otto"]])
    with pytest.raises(InvalidError):
        classes.make_class(tara, "Another", olga, MONDAY)
    assert trail.verify(world.system()) is None


def test_a_class_of_another_client_is_not_there(world: World) -> None:
    group = classes.make_class(world.actor("tara"), "Monday class", world.people["tara"], MONDAY)
    with pytest.raises(NotFoundError):
        groups.get_class(world.system(FENWICK), group)
    with pytest.raises(NotFoundError):
        classes.join(world.system(FENWICK), group, [world.people["otto"]])
