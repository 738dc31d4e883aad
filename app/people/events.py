"""News of people."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AgreementAccepted:
    """A person accepted one of the client's agreements in this transaction."""

    person_id: int
    agreement: str
