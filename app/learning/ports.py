"""What learning must ask of higher rooms; the factory hands it the answerers."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from app.kernel.actor import Actor


class Prerequisites(Protocol):
    """Knows who completed a course: certification does, by the course's own rule."""

    def completed(self, actor: Actor, person_id: int, courses: Collection[str]) -> frozenset[str]:
        """Return those of `courses` (addresses such as `centre/induction`) that the person has completed.

        Addresses are of the actor's client or of the centre, whose rows of the same person can be read from here.
        """
        ...


_answerers: list[Prerequisites] = []


def answer_prerequisites(answerer: Prerequisites) -> None:
    """Hand over the one who knows; the factory calls it once."""
    _answerers[:] = [answerer]


def completed_courses(actor: Actor, person_id: int, courses: Collection[str]) -> frozenset[str]:
    """Return those of `courses` that the person has completed; asks nobody if there is nothing to ask."""
    if not courses:
        return frozenset()
    if not _answerers:
        raise RuntimeError("nobody knows completed courses yet: wiring has not called answer_prerequisites()")
    return _answerers[0].completed(actor, person_id, courses)
