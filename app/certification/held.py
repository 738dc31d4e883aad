"""Certificates as other rooms and pages hold them, read with their covers in one statement."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Protocol

from sqlalchemy import Row, Select, and_, bindparam, select
from sqlalchemy.orm import aliased

from app.certification.expiry import Standing, standing
from app.certification.models import Certificate, CertificateCover
from app.certification.rules import Cover
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.wall import WITH_CENTRE
from app.kernel.work import reading, reading_side_by_side

MOST_NAMED = 500
"""More people than these are not named in the statement, which takes a bounded number of values: all are read."""

__all__ = ["CertificateFacts", "answers_for", "certificates_of_each", "find_held", "is_of", "read_certificates"]


class OfCourse(Protocol):
    """What says of which course a certificate is, and when it ends: a certificate, or the step that it is."""

    @property
    def client_id(self) -> str:
        """The client, or the centre, whose course it is."""
        ...

    @property
    def course(self) -> str:
        """The course's folder."""
        ...

    @property
    def translates(self) -> str:
        """The folder of the course that this one translates; empty where it translates none."""
        ...

    @property
    def expires_at(self) -> datetime | None:
        """The moment at which it ends; None for never."""
        ...


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """A certificate. `covers` are its channels and languages; `evidence` holds what it rests on, by kind: the names of
    the agreements that were accepted, ids of everything else.

    One that was earned before this program has `brought_in_at`, by whom, and `proof` in place of evidence.
    """

    id: str
    client_id: str
    person_id: int
    course: str
    translates: str
    release_id: str
    release_number: str
    number: str
    code: str
    title: str
    course_title: str
    line: str
    line_title: str
    issued_at: datetime
    expires_at: datetime | None
    last_day: date | None
    evidence: Mapping[str, Any]
    covers: tuple[Cover, ...]
    brought_in_at: datetime | None = None
    brought_in_by: int | None = None
    proof: str = ""
    proof_file: str = ""

    @property
    def counts_from(self) -> datetime:
        """The moment from which it counts: when it was issued, or brought in if it was earned before this program."""
        return self.brought_in_at or self.issued_at

    def standing(self, moment: datetime | None = None) -> Standing:
        """Return how the certificate stands at a moment, now by default."""
        return standing(self.expires_at, moment or clock.now())

    @property
    def holds(self) -> bool:
        """Tell whether it holds now."""
        return self.standing() is not Standing.EXPIRED


_COVER = aliased(CertificateCover)
_CERTIFICATES = (
    select(Certificate, _COVER.channel, _COVER.language)
    .outerjoin(_COVER, and_(_COVER.client_id == Certificate.client_id, _COVER.certificate_id == Certificate.id))
    .order_by(Certificate.issued_at, Certificate.id, _COVER.channel, _COVER.language)
)


def read_certificates(
    actor: Actor,
    people: Collection[int] | None = None,
    *,
    only: str | None = None,
    course: str | None = None,
    line: str | None = None,
    with_centre: bool = False,
) -> list[CertificateFacts]:
    """Return certificates oldest first: of these people (None: all), the one with the id `only`, of a course, a line.

    `with_centre`: the same people's certificates at the centre too. Whoever calls has made sure that they may be seen.
    """
    given = {"id": only, "course": course, "line": line}
    by = frozenset(name for name, value in given.items() if value is not None)
    named = people if people is not None and len(people) <= MOST_NAMED else None
    statement = _statement(by, with_people=named is not None)
    values = {**given, "people": list(named or ())}
    with reading(actor) as session:
        rows = session.execute(statement, values, execution_options=WITH_CENTRE if with_centre else {}).all()
    wanted = None if people is None else frozenset(people)
    return _gather(row for row in rows if wanted is None or row[0].person_id in wanted)


@lru_cache(maxsize=32)
def _statement(by: frozenset[str], *, with_people: bool) -> Select[Certificate, str, str]:
    """Put the statement together once for each form it takes: that takes longer than asking."""
    statement = _CERTIFICATES.where(*(getattr(Certificate, name) == bindparam(name) for name in sorted(by)))
    if with_people:
        statement = statement.where(Certificate.person_id.in_(bindparam("people", expanding=True)))
    return statement


def certificates_of_each(actors: Sequence[Actor]) -> dict[str, list[CertificateFacts]]:
    """Return every certificate of each client of one person, oldest first, in one read of them all.

    Whoever calls has made sure that they may be seen.
    """
    found: dict[str, list[CertificateFacts]] = {actor.client_id: [] for actor in actors}
    with reading_side_by_side(actors) as session:
        for one in _gather(session.execute(_CERTIFICATES)):
            found[one.client_id].append(one)
    return found


def _gather(rows: Iterable[Row[Certificate, str, str]]) -> list[CertificateFacts]:
    """Put each certificate together with its covers, each of which has a row."""
    covers: dict[Certificate, list[Cover]] = {}
    for certificate, channel, language in rows:
        covers.setdefault(certificate, []).extend([Cover(channel, language)] if channel else [])
    return [_facts(certificate, several) for certificate, several in covers.items()]


def is_of(one: OfCourse, address: str) -> bool:
    """Tell whether a certificate is of the course at an address (`centre/induction`), in any of its languages. Pure."""
    client_id, _, course = address.partition("/")
    return one.client_id == client_id and course in (one.course, one.translates)


def answers_for(one: OfCourse, address: str, moment: datetime) -> bool:
    """Tell whether a certificate answers for the course at an address: it is of it, and has not expired. Pure."""
    return is_of(one, address) and standing(one.expires_at, moment) is not Standing.EXPIRED


def find_held(held: Iterable[CertificateFacts], address: str) -> CertificateFacts | None:
    """Return the certificate that answers for a course's address now."""
    now = clock.now()
    return next((one for one in held if answers_for(one, address, now)), None)


def _facts(row: Certificate, covers: Iterable[Cover]) -> CertificateFacts:
    return CertificateFacts(
        id=row.id,
        client_id=row.client_id,
        person_id=row.person_id,
        course=row.course,
        translates=row.translates,
        release_id=row.release_id,
        release_number=row.release_number,
        number=row.number,
        code=row.code,
        title=row.title,
        course_title=row.course_title,
        line=row.line,
        line_title=row.line_title,
        issued_at=row.issued_at,
        expires_at=row.expires_at,
        last_day=row.last_day,
        evidence=dict(row.evidence),
        covers=tuple(covers),
        brought_in_at=row.brought_in_at,
        brought_in_by=row.brought_in_by,
        proof=row.proof,
        proof_file=row.proof_file,
    )
