"""What a line of the trail says. Pure.

A line that somebody changed may hold anything. It is told as far as it can be read, so that the page which says that it
was changed can be shown at all.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, TypeGuard

LARGEST = 2**63 - 1
"""The largest number of a person that a database takes."""
UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for a moment that cannot be read."""


def data_of(text: str) -> dict[str, Any]:
    """Return what sentences about a line are made of, by name: texts and numbers, `people` by number, counts in `rows`.

    Left out is what of this has another shape, and what else stands there: evidence, which no sentence tells.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return {name: value for name, value in data.items() if _is_told(name, value)} if isinstance(data, dict) else {}


def _is_told(name: str, value: object) -> bool:
    if name == "people":
        return isinstance(value, list) and all(map(is_number, value))
    if name == "rows":
        return isinstance(value, dict) and all(map(is_number, value.values()))
    return isinstance(value, str | float | None) or is_number(value)


def is_number(value: object) -> TypeGuard[int]:
    """Tell whether something is a whole number that a database takes."""
    return isinstance(value, int) and abs(value) <= LARGEST


def moment_of(text: str) -> datetime:
    """Return the moment that a line says in ISO 8601, with its time zone; UNKNOWN if it says none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return UNKNOWN
    return moment if moment.tzinfo else UNKNOWN
