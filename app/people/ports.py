"""What people must ask of a higher room: certificates earned before this program came, which an import brings in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Protocol

from app.kernel.actor import Actor
from app.kernel.work import Work
from app.people.importing.rows import Earned


class EarnedBefore(Protocol):
    """Knows courses with a certificate and who holds which, and brings in what was earned before."""

    def courses(self, actor: Actor) -> Mapping[str, str]:
        """Return the titles of the client's courses that end with a certificate, by their folder."""
        ...

    def held(self, actor: Actor, people: Collection[int]) -> Mapping[int, Mapping[str, date]]:
        """Return the day on which each certificate of these people was earned, by person and course."""
        ...

    def bring_in(self, work: Work, earned: Sequence[tuple[int, Earned]]) -> None:
        """Add certificates in the transaction of `work`. Raises what the rules of certification refuse."""
        ...


_answerers: list[EarnedBefore] = []


def answer_earned_before(answerer: EarnedBefore) -> None:
    """Hand over the one who knows; the factory calls it once."""
    _answerers[:] = [answerer]


def earned_before() -> EarnedBefore:
    """Return the one who knows. Without one nothing could be brought in: a mistake of the factory."""
    if not _answerers:
        raise RuntimeError("nobody answers for certificates; app/wiring.py hands it over with answer_earned_before()")
    return _answerers[0]
