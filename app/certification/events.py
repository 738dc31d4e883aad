"""News of certification."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignedOff:
    """Somebody vouched for a person on a course in this transaction."""

    person_id: int
    course: str


@dataclass(frozen=True, slots=True)
class CertificateIssued:
    """A certificate was issued in this transaction, by the program."""

    person_id: int
    course: str
    certificate_id: str
