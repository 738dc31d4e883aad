"""What voiding has in common, whatever is voided: who may, what must be said, and what may not rest on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.database import Voidable
from app.kernel.errors import ForbiddenError
from app.kernel.messages import N_
from app.kernel.texts import checked_reason
from app.kernel.work import Work
from app.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class Voided:
    """When something was voided, by whom, and why."""

    at: datetime
    by: int
    reason: str


def voided_of(row: Voidable) -> Voided | None:
    """Return how a row was voided, or None."""
    if row.voided_at is None or row.voided_by is None:
        return None
    return Voided(row.voided_at, row.voided_by, row.void_reason)


class Certificates(Protocol):
    """Knows what certificates rest on."""

    def check_nothing_rests_on(self, work: Work, person_id: int, course: str, proof: str) -> None:
        """Raise RefusedError, naming the certificate, if one of the person's rests on `proof`, an id.

        None is issued on it until the unit of work ends.
        """
        ...


_certificates: list[Certificates] = []


def answer_certificates(certificates: Certificates) -> None:
    """Make `certificates` the one that is asked before anything is voided."""
    _certificates[:] = [certificates]


def check_may_void(actor: Actor, person_id: int) -> None:
    """Raise ForbiddenError unless the actor may void what is about a person: never about oneself."""
    actor.check(Permission.VOID)
    if person_id == actor.person_id:
        raise ForbiddenError(N_("Nobody voids anything about themselves. Ask a colleague."))


def void(work: Work, row: Voidable, course: str, reason: str, act: str) -> None:
    """Void a row that the unit of work has locked; voided already, it stays as it was.

    `act` is the name of the line on the trail. Raises ForbiddenError, InvalidError for no reason, RefusedError if a
    certificate rests on it: what was earned is never overwritten.
    """
    check_may_void(work.actor, row.person_id)
    if row.voided_at is not None:
        return
    missing = N_("Write down why it was a mistake. Everybody who reads the result reads that too.")
    said = checked_reason(reason, missing)
    if not _certificates:
        raise RuntimeError("nobody answers for certificates; app/wiring.py hands it over with answer_certificates()")
    _certificates[0].check_nothing_rests_on(work, row.person_id, course, row.id)
    row.voided_at, row.voided_by, row.void_reason = clock.now(), work.actor.number, said
    work.record(act, row.id, person=row.person_id, course=course)
