"""Several clients of one person read together: theirs only, marked classes only, and nothing written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import aliased

from app.kernel import wall
from app.kernel.actor import Actor
from app.kernel.database import Base, ClientOwned
from app.kernel.errors import WallBreachError
from app.kernel.wall import WITH_CENTRE, WallSession
from app.kernel.work import reading, reading_side_by_side
from app.people import service
from app.people.models import Line, Team, TeamMember
from tests.factories import CENTRE, FENWICK, NORDBANK, World

MARKED = {m.local_table.name for m in Base.registry.mappers if getattr(m.class_, "seen_side_by_side", False)}


@pytest.fixture
def teams(world: World) -> World:
    """Each client has one team."""
    for client_id, leader in ((CENTRE, "sven"), (NORDBANK, "sven"), (FENWICK, "otto")):
        service.create_team(world.system(client_id), f"Team of {client_id}", world.people[leader])
    return world


def both(world: World) -> list[Actor]:
    return [world.actor("mira", NORDBANK), world.actor("mira", CENTRE)]


WAYS: dict[str, Callable[[WallSession], Any]] = {
    "select": lambda s: s.scalars(select(Team.title)).all(),
    "alias": lambda s: s.scalars(select(aliased(Team).title)).all(),
    "get": lambda s: [
        team.title
        for key in (CENTRE, NORDBANK, FENWICK)
        if (team := s.get(Team, (key, s.scalar(select(Team.id).where(Team.client_id == key)) or "x")))
    ],
    "subquery": lambda s: s.scalars(select(select(Team.title).subquery().c.title)).all(),
    "outer join": lambda s: s.scalars(select(Team.title).outerjoin(TeamMember)).all(),
}


def test_those_clients_and_no_other(teams: World) -> None:
    """Whatever was asked before of other clients by the same statement."""
    for way, ask in WAYS.items():
        with reading_side_by_side([teams.system(FENWICK)]) as session:
            assert ask(session) == [f"Team of {FENWICK}"], way
        with reading_side_by_side(both(teams)) as session:
            assert sorted(ask(session)) == [f"Team of {CENTRE}", f"Team of {NORDBANK}"], way
        with reading_side_by_side([]) as session:
            assert ask(session) == [], way
        with reading(teams.system(NORDBANK)) as session:
            assert ask(session) == [f"Team of {NORDBANK}"], way


REFUSED: dict[str, Callable[[WallSession], Any]] = {
    "a class that is not marked": lambda s: s.scalars(select(Line)).all(),
    "the same beside a marked one": lambda s: s.execute(select(Team.id).join(Line, Line.client_id == Team.client_id)),
    "the centre's rows besides": lambda s: s.execute(select(TeamMember).execution_options(**WITH_CENTRE)),
    "a statement that writes": lambda s: s.execute(update(Team).values(title="Mine")),
    "many rows": lambda s: s.insert_rows(Team, [{"title": "x", "leader_id": 1}]),
    "a row added": lambda s: (s.add(Team(client_id=NORDBANK, title="x", leader_id=1)), s.flush()),
}


@pytest.mark.parametrize("way", REFUSED)
def test_what_goes_further_is_refused(teams: World, way: str) -> None:
    with pytest.raises(WallBreachError), reading_side_by_side(both(teams)) as session:
        REFUSED[way](session)


def test_of_one_person_and_clients_only(teams: World) -> None:
    mira, ada, outside = teams.actor("mira", CENTRE), teams.actor("ada"), Actor(person_id=None, scope=None)
    for actors in ([mira, ada], [outside]):
        with pytest.raises(WallBreachError), reading_side_by_side(actors):
            pass


def test_the_database_holds_it_too(app: Flask, teams: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the program's own filter switched off, on PostgreSQL."""
    if app.extensions["readyline.house"].engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no row-level security")
    monkeypatch.setattr(
        wall, "_each_of", lambda _clients: wall.with_loader_criteria(ClientOwned, lambda cls: cls.client_id != "")
    )
    monkeypatch.setattr(wall, "_check_side_by_side", lambda *_state: None)
    service.save_line(teams.system(NORDBANK), "cards", "Cards")
    with reading_side_by_side(both(teams)) as session:
        assert sorted(session.scalars(select(Team.client_id))) == [CENTRE, NORDBANK]
        assert session.scalars(select(Line.key)).all() == []
        assert session.execute(update(Team).values(title="Mine")).rowcount == 0
        policies = session.execute(select(Team.id))  # the transaction goes on
        assert len(policies.all()) == 2


def test_a_name_is_never_read_as_two(teams: World) -> None:
    with pytest.raises(WallBreachError):
        wall._listed(wall.SideBySide(frozenset({"nordbank,centre"})))
