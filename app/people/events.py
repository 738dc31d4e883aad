"""News of people."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AgreementAccepted:
    """A person accepted one of the client's agreements in this transaction."""

    person_id: int
    agreement: str


@dataclass(frozen=True, slots=True)
class ClientLeft:
    """The last roles of these people for the client of the scope ended in this transaction."""

    people: frozenset[int]
