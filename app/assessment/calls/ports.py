"""What calls must ask of higher rooms. The factory hands the answerers over with `answer_gate` and `answer_rights`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from app.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class MissingPart:
    """Something to do before test calls: its kind ("module", "quiz", ...) and its title as people know it."""

    kind: str
    title: str


class QueueGate(Protocol):
    """Knows what comes before test calls on the way to a certificate."""

    def missing_before_calls(self, actor: Actor, person_id: int, course: str) -> list[MissingPart]:
        """Return what the person must still do in the course before they may ask for a call; empty: nothing."""
        ...


class AssessorRights(Protocol):
    """Knows what an assessor may assess (under `training: cascade` only what they are certified for themselves)."""

    def assessable(self, actor: Actor) -> frozenset[tuple[str, str, str]] | None:
        """Return (course, channel, language) triples, or None for everything."""
        ...


class _EverythingAssessable:
    """The answer under `training: centre`: who holds the permission may assess every call of the client."""

    def assessable(self, actor: Actor) -> frozenset[tuple[str, str, str]] | None:
        del actor
        return None


_gates: list[QueueGate] = []
_rights: list[AssessorRights] = [_EverythingAssessable()]


def answer_gate(gate: QueueGate) -> None:
    """Make `gate` the one that is asked before somebody enters the queue."""
    _gates[:] = [gate]


def answer_rights(rights: AssessorRights) -> None:
    """Make `rights` the one that is asked which calls an assessor may take."""
    _rights[:] = [rights]


def gate() -> QueueGate:
    """Return the gate. Without one nobody could be let through, so that is a mistake of the factory."""
    if not _gates:
        raise RuntimeError("nobody answers the queue's gate; app/wiring.py hands it over with answer_gate()")
    return _gates[0]


def rights() -> AssessorRights:
    """Return who knows what an assessor may assess."""
    return _rights[0]
