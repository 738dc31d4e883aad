"""All rows of an installation, out of one database and into another. Only here are tables read past the wall.

Rows are lines of JSON, table by table in an order in which each line refers to lines before it. What is read is one
moment of the database, whatever is written meanwhile.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from itertools import groupby, islice
from typing import Any

from sqlalchemy import JSON, Column, Connection, Date, LargeBinary, Table, insert, inspect, select

from app.kernel.canonical import canonical_json
from app.kernel.database import BEGIN_WRITING, Base, ClientOwned, UTCDateTime
from app.kernel.wall import tell_database
from app.kernel.work import House

BATCH = 500
"""Rows sent to the database at once."""
BATCH_OF_FILES = 5
"""The same where a row holds a file: all of them lie in memory together."""
BOOKKEEPING = {"alembic_version"}

Lines = Iterator[str]
Insert = Callable[[str, Iterable[str]], int]


class UnknownTableError(RuntimeError):
    """A table of the database that the program does not know: a snapshot would miss its rows."""


def tables() -> list[str]:
    """Return the names of all tables, each after those it refers to."""
    return [table.name for table in Base.metadata.sorted_tables]


@contextmanager
def reading_all(house: House) -> Iterator[Callable[[str], Lines]]:
    """Give what returns the lines of a table, all tables as they are at one moment. Raises UnknownTableError."""
    options = {"isolation_level": "REPEATABLE READ"} if house.engine.dialect.name == "postgresql" else {}
    with house.engine.connect().execution_options(**options) as connection:
        unknown = set(inspect(connection).get_table_names()) - set(tables()) - BOOKKEEPING
        if unknown:
            raise UnknownTableError(f"the database has tables of no program we know: {', '.join(sorted(unknown))}")
        clients = list(connection.scalars(select(Base.metadata.tables["client"].c.id).order_by("id")))
        yield lambda name: _lines(connection, Base.metadata.tables[name], clients)


@contextmanager
def writing_all(house: House) -> Iterator[Insert]:
    """Give what inserts the lines of a table and returns how many; all of it is stored at the end, or nothing."""
    engine = house.engine.execution_options(**{BEGIN_WRITING: True})
    with engine.begin() as connection:
        yield lambda name, lines: _insert(connection, Base.metadata.tables[name], lines)


def holds_rows(house: House) -> bool:
    """Tell whether a migrated database holds any row. Every client's row needs one of `client`, which is asked."""
    owned = _owned()
    with house.engine.connect() as connection:
        return any(
            connection.execute(select(1).select_from(table).limit(1)).first()
            for table in Base.metadata.sorted_tables
            if table not in owned
        )


def _owned() -> set[Any]:
    return {mapper.local_table for mapper in Base.registry.mappers if issubclass(mapper.class_, ClientOwned)}


def _lines(connection: Connection, table: Table, clients: list[str]) -> Lines:
    statement = select(table).order_by(*table.primary_key.columns)
    if table not in _owned():
        yield from _written(connection, statement, _batch(table))
        return
    for client_id in clients:
        _enter(connection, client_id)
        yield from _written(connection, statement.where(table.c.client_id == client_id), _batch(table))


def _batch(table: Table) -> int:
    return BATCH_OF_FILES if any(isinstance(column.type, LargeBinary) for column in table.columns) else BATCH


def _written(connection: Connection, statement: Any, batch: int) -> Lines:
    with connection.execute(statement.execution_options(yield_per=batch)) as result:
        for row in result.mappings():
            yield canonical_json({name: _plain(value) for name, value in row.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value.isoformat() if isinstance(value, date | datetime) else value


def _enter(connection: Connection, client_id: str) -> None:
    """Open the rows of one client: on PostgreSQL row-level security shows and takes no others."""
    if connection.dialect.name == "postgresql":
        tell_database(connection, client_id, "")


def _insert(connection: Connection, table: Table, lines: Iterable[str]) -> int:
    owned, count = table in _owned(), 0
    rows = (_row(table, json.loads(line)) for line in lines)
    for alike, same in groupby(rows, key=_likeness):
        if owned:
            _enter(connection, alike[0])
        while batch := list(islice(same, _batch(table))):
            connection.execute(insert(table), batch)
            count += len(batch)
    return count


def _likeness(row: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Return what rows have in common that are inserted together: their client, and which columns they fill."""
    return str(row.get("client_id", "")), tuple(row)


def _row(table: Table, written: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row's values for its columns. An empty JSON column is left out: given None it would hold JSON's null."""
    columns = table.columns
    if set(written) != set(columns.keys()):
        raise ValueError(f"a line of {table.name} does not have its columns")
    return {
        name: _typed(columns[name], value)
        for name, value in written.items()
        if value is not None or not isinstance(columns[name].type, JSON)
    }


def _typed(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, UTCDateTime):
        return datetime.fromisoformat(value)
    if isinstance(column.type, LargeBinary):
        return base64.b64decode(value, validate=True)
    return date.fromisoformat(value) if isinstance(column.type, Date) else value
