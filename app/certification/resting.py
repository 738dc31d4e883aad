"""What a certificate rests on: the attempts, calls and sign-offs in its evidence and in that of its covers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from app.certification.models import Certificate, CertificateCover
from app.kernel.work import Work


def certificate_on(work: Work, person_id: int, course: str, proof: str) -> Certificate | None:
    """Return a person's certificate on a course that rests on `proof`, an id, expired or not; None if there is none."""
    cover = aliased(CertificateCover)
    statement = (
        select(Certificate, cover.evidence)
        .outerjoin(cover, and_(cover.client_id == Certificate.client_id, cover.certificate_id == Certificate.id))
        .where(Certificate.person_id == person_id, Certificate.course == course)
    )
    found: Certificate | None = next(
        (one for one, of_cover in work.session.execute(statement) if proof in _ids((one.evidence, of_cover or {}))),
        None,
    )
    return found


def _ids(evidence: Iterable[Mapping[str, Any]]) -> set[str]:
    """Return the ids of attempts, calls and sign-offs in the evidence of a certificate and of its covers."""
    return {proof for one in evidence for kind in ("attempts", "calls", "sign_offs") for proof in one.get(kind, ())}
