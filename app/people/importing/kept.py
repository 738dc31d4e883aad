"""A file's rows as plain values and back, so that what was read once is kept as JSON and not read again. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date
from typing import Any

from app.people.importing.rows import Earned, Said, Table, Wish
from app.people.permissions import Role, Side

_DEFAULTS = {field.name: field.default for field in fields(Wish)}


def as_values(table: Table) -> dict[str, Any]:
    """Return a table as values that JSON takes; of each wish only what its cells say."""
    return {"unknown": list(table.unknown), "wishes": [_wish_values(wish) for wish in table.wishes]}


def from_values(kept: Mapping[str, Any]) -> Table:
    """Return the table that `as_values` gave these values for."""
    return Table(tuple(_wish(values) for values in kept["wishes"]), tuple(kept["unknown"]))


def _wish_values(wish: Wish) -> dict[str, Any]:
    values = {
        name: value
        for name, default in _DEFAULTS.items()
        if (value := getattr(wish, name)) != default or default is MISSING
    }
    for name in ("starts", "ends"):
        if name in values:
            values[name] = values[name].isoformat()
    if wish.problems:
        values["problems"] = [[one.message, one.params] for one in wish.problems]
    if wish.earned:
        earned = wish.earned
        until = earned.until.isoformat() if earned.until else None
        values["earned"] = [earned.course, earned.on.isoformat(), until, earned.proof, earned.file]
    return values


def _wish(values: Mapping[str, Any]) -> Wish:
    read = dict(values)
    for name, meaning in (("role", Role), ("side", Side), ("starts", date.fromisoformat), ("ends", date.fromisoformat)):
        if name in read:
            read[name] = meaning(read[name])
    if "problems" in read:
        read["problems"] = tuple(Said(message, tuple(map(tuple, params))) for message, params in read["problems"])
    if "earned" in read:
        course, on, until, proof, file = read["earned"]
        read["earned"] = Earned(
            course, date.fromisoformat(on), date.fromisoformat(until) if until else None, proof, file
        )
    return Wish(**read)
