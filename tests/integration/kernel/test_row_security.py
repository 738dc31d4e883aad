"""Lock three on PostgreSQL: row-level security holds a plain role even where the program's filter is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from flask import Flask
from psycopg.types.json import Json
from sqlalchemy import JSON, Boolean, Column, Date, Float, Integer, LargeBinary, String, Table, event, make_url, select
from sqlalchemy.types import TypeEngine

from app.kernel import wall
from app.kernel.actor import Actor
from app.kernel.database import Base, ClientOwned, UTCDateTime
from app.kernel.scope import Scope
from app.kernel.wall import WallSession
from app.kernel.work import reading
from tests.databases import PostgresTemplates
from tests.factories import CENTRE, NORDBANK

PELLWICK = "pellwick"
"""The client whose transaction it is; Nordbank, which has rows in more tables, is the one it must not reach."""
OWNED = sorted(
    (mapper for mapper in Base.registry.mappers if issubclass(mapper.class_, ClientOwned)),
    key=lambda mapper: mapper.local_table.name,
)
TABLES: dict[str, Table] = {mapper.local_table.name: mapper.local_table for mapper in OWNED}
EXAMPLES: dict[type[TypeEngine[Any]], object] = {
    JSON: Json({}),
    String: "x",
    Integer: 1,
    Float: 1,
    Boolean: False,
    LargeBinary: b"x",
    Date: "2026-11-22",
    UTCDateTime: "2026-11-22T12:00:00Z",
}
"""A value of each type a column may have, for tables that the demonstration leaves empty."""
on_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


def example(column: Column[Any]) -> object:
    (found,) = (value for kind, value in EXAMPLES.items() if isinstance(column.type, kind))
    return None if column.nullable else found


def fill(connection: psycopg.Connection, table: Table, client_id: str) -> None:
    """Give a client a row in a table, if there is none."""
    asked = f"SELECT 1 FROM {table.name} WHERE client_id = %s LIMIT 1"
    if connection.execute(asked, [client_id]).fetchone() is None:
        row = {column.name: example(column) for column in table.columns} | {"client_id": client_id}
        places = ", ".join(["%s"] * len(row))
        connection.execute(f"INSERT INTO {table.name} ({', '.join(row)}) VALUES ({places})", list(row.values()))


def set_client(connection: psycopg.Connection, client_id: str) -> None:
    connection.execute("SELECT set_config('readyline.client', %s, true)", (client_id,))


@pytest.fixture
def nobody(demonstration: Flask, database_url: str, postgres: PostgresTemplates) -> Iterator[psycopg.Connection]:
    """The program's own plain role, past every session, in a transaction that names no client and is rolled back.

    Both clients have rows in every table. No foreign key and no trigger is in force: what is refused, the policies
    refuse.
    """
    database = make_url(database_url).database or ""
    with psycopg.connect(postgres.url(database, plain=False)) as connection:
        connection.execute("SET LOCAL session_replication_role = replica")
        for table in TABLES.values():
            fill(connection, table, PELLWICK)
            fill(connection, table, NORDBANK)
        connection.execute(f"SET LOCAL SESSION AUTHORIZATION {postgres.role}")
        asked = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        assert connection.execute(asked).fetchone() == (False,)
        yield connection
        connection.rollback()


@pytest.fixture
def pellwick(nobody: psycopg.Connection) -> psycopg.Connection:
    """The same in the name of Pellwick."""
    set_client(nobody, PELLWICK)
    return nobody


def count(connection: psycopg.Connection, table: str, client_id: str) -> int:
    """Count what a client has, as that client."""
    set_client(connection, client_id)
    found = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    set_client(connection, PELLWICK)
    return found[0] if found else 0


def is_refused(connection: psycopg.Connection, statement: str, values: list[object]) -> bool:
    """Tell whether a policy refuses a statement."""
    try:
        with connection.transaction():
            connection.execute(statement, values)
    except psycopg.errors.InsufficientPrivilege as refusal:
        return "row-level security" in str(refusal)
    return False


@on_postgres
def test_no_client_named_no_rows_of_any_table(nobody: psycopg.Connection) -> None:
    seen = [table for table in TABLES if nobody.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()]
    assert not seen


@on_postgres
def test_only_the_named_clients_rows_of_any_table_are_seen(pellwick: psycopg.Connection) -> None:
    for table in TABLES:
        assert pellwick.execute(f"SELECT DISTINCT client_id FROM {table}").fetchall() == [(PELLWICK,)], table


@on_postgres
def test_nothing_of_another_client_is_changed_or_removed_in_any_table(pellwick: psycopg.Connection) -> None:
    """Statements without a condition read nothing, so that the policies for reading have no part in it."""
    for table in TABLES:
        own, theirs = count(pellwick, table, PELLWICK), count(pellwick, table, NORDBANK)
        assert min(own, theirs) > 0, table
        assert is_refused(pellwick, f"UPDATE {table} SET client_id = %s", [NORDBANK]), table
        assert pellwick.execute(f"UPDATE {table} SET client_id = %s", [PELLWICK]).rowcount == own, table
        assert pellwick.execute(f"DELETE FROM {table}").rowcount == own, table
        assert count(pellwick, table, NORDBANK) == theirs, table


@on_postgres
def test_no_row_is_written_for_another_client_in_any_table(nobody: psycopg.Connection) -> None:
    for table in TABLES:
        set_client(nobody, NORDBANK)
        (row,) = nobody.execute(f"SELECT row_to_json({table}) FROM {table} LIMIT 1").fetchone() or (None,)
        set_client(nobody, PELLWICK)
        statement = (
            f"INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_record(NULL::public.{table}, %s)"
        )
        assert is_refused(nobody, statement, [Json(row)]), table


@on_postgres
def test_of_the_centre_rows_are_seen_and_never_written(pellwick: psycopg.Connection) -> None:
    pellwick.execute("SELECT set_config('readyline.centre', %s, true)", (CENTRE,))
    members = "SELECT person_id FROM membership WHERE client_id = 'pellwick'"
    for table in TABLES:
        if {("centre",)} & set(pellwick.execute(f"SELECT DISTINCT client_id FROM {table}").fetchall()):
            strangers = f"SELECT 1 FROM {table} WHERE client_id = 'centre' AND person_id NOT IN ({members})"
            assert pellwick.execute(strangers).fetchall() == [], table
        for statement in ("UPDATE {} SET client_id = 'pellwick'", "DELETE FROM {}"):
            where = statement.format(table) + " WHERE client_id = 'centre'"
            assert pellwick.execute(where).rowcount == 0, table


@pytest.fixture
def _without_filter() -> Iterator[None]:
    """Sessions as if the wall had forgotten its filter: whatever is asked goes to the database as it was written."""
    event.remove(WallSession, "do_orm_execute", wall._guard_statement)
    yield
    event.listen(WallSession, "do_orm_execute", wall._guard_statement)


@pytest.mark.usefixtures("demonstration", "_without_filter")
def test_without_the_programs_filter_the_database_keeps_clients_apart_in_every_class() -> None:
    """SQLite, which has no such lock, gives others' rows away then: the filter is off indeed."""
    given: set[str] = set()
    with reading(Actor(person_id=None, scope=Scope(PELLWICK))) as session:
        for mapper in OWNED:
            given.update(session.scalars(select(mapper.class_.client_id).distinct()))
        is_locked = session.get_bind().dialect.name == "postgresql"
    assert given == ({PELLWICK} if is_locked else {PELLWICK, NORDBANK, CENTRE})


@on_postgres
def test_every_clients_table_has_it(nobody: psycopg.Connection) -> None:
    secured = nobody.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity").fetchall()
    missing = TABLES.keys() - {name for (name,) in secured}
    assert not missing, f"add a migration that calls row_security.enable for {sorted(missing)}"


@on_postgres
def test_only_marked_classes_are_seen_side_by_side(nobody: psycopg.Connection) -> None:
    marked = {mapper.local_table.name for mapper in OWNED if mapper.class_.seen_side_by_side}
    named = nobody.execute("SELECT tablename FROM pg_policies WHERE qual LIKE '%readyline.side_by_side%'").fetchall()
    assert {name for (name,) in named} == marked
