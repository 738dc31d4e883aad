"""Whose rows a session may touch."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """One client to read and write. `centre_id` names the centre, of which only the same people's rows can be read.

    For the centre itself the two are equal.
    """

    client_id: str
    centre_id: str | None = None


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Several clients of one person, to read together what one page shows of each; none of them is written."""

    client_ids: frozenset[str]
