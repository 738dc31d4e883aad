"""The floor everything stands on: one world, one chain for each client, on both databases."""

from __future__ import annotations

from app.people import queries, service
from app.trail import service as trail
from tests.factories import NORDBANK, World


def test_chains_hold_after_many_writes(world: World) -> None:
    service.create_team(world.system(), "Team Sven", world.people["sven"])
    assert trail.verify(world.system()) is None
    assert trail.head(world.system())[0] > 5


def test_people_are_listed_for_their_client_only(world: World) -> None:
    names = [person.name for person in queries.people(world.actor("sven"))]
    assert "Olga Test" in names
    assert "Otto Test" not in names
    assert queries.find_actor(world.people["otto"], NORDBANK) is None
