"""Numbers as addresses and forms bring them."""

from __future__ import annotations

LARGEST_NUMBER = 2**63 - 1
"""The largest integer that SQLite and PostgreSQL keep."""


def number(text: str | int) -> int:
    """Return a number that a database can be asked for. Raises ValueError for none, or one that is too large."""
    found = int(text)
    if abs(found) > LARGEST_NUMBER:
        raise ValueError("no database counts to this")
    return found
