"""An example for each parameter of an address, taken from the demonstration, for tests that walk `app.url_map`.

Every example is a thing of Nordbank. Add a page whose address holds a new parameter, and add its example here: the
wall's tests then knock at it without being told.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from sqlalchemy import create_engine, text

NORDBANK = "nordbank"


def _first(table: str, column: str = "id", where: str = "1=1") -> Callable[[Flask], object]:
    """Return what looks up a value of Nordbank's first row of a table, past the program and its wall."""

    def look(app: Flask) -> object:
        engine = create_engine(app.extensions["readyline.settings"].database_url)
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT set_config('readyline.client', :c, true)"), {"c": NORDBANK})
            found = connection.scalar(
                text(f"SELECT {column} FROM {table} WHERE client_id = :c AND {where} ORDER BY {column}"),
                {"c": NORDBANK},
            )
        engine.dispose()
        assert found is not None, f"the demonstration has no {table} where {where}"
        return found

    return look


def _fixed(value: object) -> Callable[[Flask], object]:
    return lambda _app: value


EXAMPLES: dict[str, Callable[[Flask], object]] = {
    "client": _fixed(NORDBANK),
    "course": _fixed("card-line"),
    "module": _fixed("verify-the-caller"),
    "quiz": _fixed("final-exam"),
    "scenario": _fixed("card-blocked-abroad"),
    "login_id": _fixed("0" * 20),
    "attempt": _first("attempt"),
    "number": _fixed(1),
    "call": _first("live_call", where="outcome = 'finished'"),
    "certificate": _first("certificate"),
    "person": _first("certificate", "person_id"),
    "address": _fixed("blocked-cards"),
    "release": _first("release"),
}
