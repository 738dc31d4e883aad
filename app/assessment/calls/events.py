"""News of test calls."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CallScored:
    """A live test call of a person got its result in this transaction."""

    person_id: int
    course: str
    channel: str
    language: str
    passed: bool
