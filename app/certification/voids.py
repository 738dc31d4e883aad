"""Voiding a sign-off that was a mistake, and what may not be voided because a certificate rests on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.assessment.voiding import Voided, void, voided_of
from app.certification.models import SignOff
from app.certification.permissions import may_see
from app.certification.resting import certificate_on
from app.certification.rules import Cover
from app.certification.service import lock_candidacy
from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError, RefusedError
from app.kernel.messages import N_
from app.kernel.work import Work, reading, writing
from app.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class SignOffFacts:
    """A sign-off: who vouched for whom, on which course and release, for which channels and languages."""

    id: str
    person_id: int
    course: str
    release_id: str
    signer_id: int
    signed_at: datetime
    covers: tuple[Cover, ...]
    voided: Voided | None


def get_sign_off(actor: Actor, sign_off_id: str) -> SignOffFacts:
    """Return a sign-off. Raises NotFoundError if there is none, or none that the actor may see."""
    with reading(actor) as session:
        row = session.get(SignOff, (actor.client_id, sign_off_id))
    if row is None or not may_see(actor, row.person_id):
        raise NotFoundError()
    covers = tuple(Cover(channel, language) for channel, language in row.covers)
    return SignOffFacts(
        row.id, row.person_id, row.course, row.release_id, row.signer_id, row.signed_at, covers, voided_of(row)
    )


def void_sign_off(actor: Actor, sign_off_id: str, reason: str) -> None:
    """Void a sign-off: it stays visible and vouches for nothing; the same person may sign again.

    Said twice, the first reason stands. Raises NotFoundError, ForbiddenError, InvalidError for no reason, RefusedError
    if a certificate rests on it.
    """
    actor.check(Permission.VOID)
    with writing(actor) as work:
        row = work.session.get(SignOff, (actor.client_id, sign_off_id), with_for_update=True)
        if row is None:
            raise NotFoundError()
        void(work, row, row.course, reason, "sign-off.voided")


def check_nothing_rests_on(work: Work, person_id: int, course: str, proof: str) -> None:
    """Raise RefusedError, naming the certificate, if one of the person's on a course rests on `proof`, an id.

    None is issued until `work` ends. What a certificate that has expired rests on stays, too.
    """
    lock_candidacy(work, person_id, course)
    certificate = certificate_on(work, person_id, course, proof)
    if certificate is not None:
        raise RefusedError(
            N_("The certificate %(number)s, “%(title)s”, rests on this. What a certificate rests on is not voided."),
            number=certificate.number,
            title=certificate.title,
        )
