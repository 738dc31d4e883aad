"""Lock three on PostgreSQL: row-level security holds a plain role even where the program's filter is forgotten."""

from __future__ import annotations

import psycopg
import pytest
from flask import Flask

from app.people import service
from tests.factories import FENWICK, NORDBANK, World


@pytest.fixture
def connection(app: Flask, world: World):
    """A plain connection of the program's own role, past every session."""
    url = app.extensions["readyline.settings"].database_url
    if not url.startswith("postgresql"):
        pytest.skip("SQLite has no row-level security")
    service.save_line(world.system(NORDBANK), "cards", "Cards")
    service.save_line(world.system(FENWICK), "returns", "Returns")
    with psycopg.connect(url.replace("+psycopg", "")) as opened:
        yield opened


def set_client(connection: psycopg.Connection, client_id: str) -> None:
    connection.execute("SELECT set_config('readyline.client', %s, true)", (client_id,))


def test_no_client_named_no_rows(connection: psycopg.Connection) -> None:
    assert connection.execute("SELECT key FROM line").fetchall() == []


def test_only_the_named_clients_rows(connection: psycopg.Connection) -> None:
    set_client(connection, NORDBANK)
    assert connection.execute("SELECT key FROM line").fetchall() == [("cards",)]
    assert connection.execute("UPDATE line SET title = 'x' WHERE key = 'returns'").rowcount == 0
    assert connection.execute("DELETE FROM line WHERE key = 'returns'").rowcount == 0


def test_no_row_is_written_for_another_client(connection: psycopg.Connection) -> None:
    set_client(connection, NORDBANK)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("INSERT INTO line (client_id, key, title) VALUES ('fenwick-lane', 'x', 'x')")


def test_every_clients_table_has_it(connection: psycopg.Connection) -> None:
    from app.kernel.database import Base, ClientOwned

    owned = {m.local_table.name for m in Base.registry.mappers if issubclass(m.class_, ClientOwned)}
    secured = connection.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity").fetchall()
    missing = owned - {name for (name,) in secured}
    assert not missing, f"add a migration that calls row_security.enable for {sorted(missing)}"


def test_only_marked_classes_are_seen_side_by_side(connection: psycopg.Connection) -> None:
    from app.kernel.database import Base, ClientOwned

    owned = [mapper for mapper in Base.registry.mappers if issubclass(mapper.class_, ClientOwned)]
    marked = {mapper.local_table.name for mapper in owned if mapper.class_.seen_side_by_side}
    named = connection.execute(
        "SELECT tablename FROM pg_policies WHERE qual LIKE '%readyline.side_by_side%'"
    ).fetchall()
    assert {name for (name,) in named} == marked
