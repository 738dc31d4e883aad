"""What anybody may learn who holds a certificate's unguessable address, where its client allows that at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import select

from app.authoring import queries as authoring
from app.certification.held import CertificateFacts, read_certificates
from app.certification.models import CODE_LENGTH, Certificate, CertificateLookup
from app.content.kinds import PublicVerification
from app.kernel.actor import Actor
from app.kernel.work import reading
from app.people import queries as people

_INSTALLATION = Actor(person_id=None, scope=None)
_DIGITS = re.compile(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$")


@dataclass(frozen=True, slots=True)
class Verified:
    """A certificate as the public may see it. `client_title` is empty, and `number` without the client's mark, where
    the client is not to be named."""

    certificate: CertificateFacts
    person: str
    number: str
    client_title: str


def find_verified(code: str) -> Verified | None:
    """Return the certificate of a code; None if there is none, or its client does not let the public verify.

    One row is looked up globally; the rest is read in the scope of the client that it names.
    """
    if len(code) > CODE_LENGTH:
        return None
    with reading(_INSTALLATION) as session:
        client_id = session.scalar(select(CertificateLookup.client_id).where(CertificateLookup.code == code))
    if client_id is None:
        return None
    actor = people.system_actor(client_id)
    allowed = verification(actor)
    if allowed is PublicVerification.NO:
        return None
    with reading(actor) as session:
        certificate_id = session.scalar(select(Certificate.id).where(Certificate.code == code))
        found = read_certificates(actor, only=certificate_id) if certificate_id else []
        names = people.names(actor, [one.person_id for one in found])
    if not found or found[0].person_id not in names:
        return None
    client = people.find_client(client_id) if allowed is PublicVerification.WITH_NAME else None
    return Verified(
        found[0],
        names[found[0].person_id],
        found[0].number if client else _without_mark(found[0].number),
        client.title if client else "",
    )


def verification(actor: Actor) -> PublicVerification:
    """Return what the client's published client.md says of public verification."""
    shared = authoring.shared_content(actor)
    return shared.client.public_verification if shared else PublicVerification.NO


def _without_mark(number: str) -> str:
    found = _DIGITS.search(number)
    return found[0] if found else number
