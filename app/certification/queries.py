"""Reads about certification: paths, certificates, who waits for a sign-off, who may take calls."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, select

from app.authoring import queries as authoring
from app.authoring.queries import CourseContent
from app.certification.expiry import Standing, standing
from app.certification.gathering import gather, program
from app.certification.models import Certificate, CertificateCover
from app.certification.permissions import check_may_see, readable_among
from app.certification.rules import Cover, Facts, Part, missing, path
from app.content.documents import CertificateRule
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError
from app.kernel.work import reading


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """A certificate. `covers` are its channels and languages; `evidence` holds ids by kind of evidence."""

    id: str
    person_id: int
    course: str
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

    def standing(self, moment: datetime | None = None) -> Standing:
        """Return how the certificate stands at a moment, now by default."""
        return standing(self.expires_at, moment or clock.now())

    @property
    def holds(self) -> bool:
        """Tell whether it holds now."""
        return self.standing() is not Standing.EXPIRED


@dataclass(frozen=True, slots=True)
class PathOf:
    """Where a person stands on a course: the parts of the path, and the newest certificate if there is one.

    `facts` are what the parts were decided on.
    """

    person_id: int
    content: CourseContent
    rule: CertificateRule
    parts: tuple[Part, ...]
    facts: Facts
    certificate: CertificateFacts | None

    @property
    def course(self) -> str:
        """The course by its folder."""
        return self.content.release.part

    @property
    def missing(self) -> tuple[Part, ...]:
        """The parts that hold the certificate back; none while a certificate holds."""
        return () if self.certificate and self.certificate.holds else missing(self.parts)


def path_of(actor: Actor, person_id: int, course: str) -> PathOf:
    """Return a person's path to the certificate of a course.

    Raises NotFoundError if there is no such course or it ends without a certificate, ForbiddenError for somebody the
    actor may not look at.
    """
    check_may_see(actor, person_id)
    content = authoring.get_course(actor, course)
    if content.course.certificate is None:
        raise NotFoundError()
    return paths(actor, content, [person_id])[person_id]


def paths(actor: Actor, content: CourseContent, people: Collection[int]) -> dict[int, PathOf]:
    """Return the paths of many people on one course, in a fixed number of reads. The caller may see all of them."""
    rule = content.course.certificate
    if rule is None:
        return {}
    held = {one.person_id: one for one in certificates(program(actor), people, course=content.release.part)}
    return {
        person_id: PathOf(person_id, content, rule, path(rule, facts), facts, held.get(person_id))
        for person_id, facts in gather(actor, content, rule, people).items()
    }


def certificates(
    actor: Actor, people: Iterable[int] | None = None, *, course: str | None = None, line: str | None = None
) -> list[CertificateFacts]:
    """List the certificates the actor may see, oldest first: of some people, one course or one line if given."""
    statement = (
        select(Certificate, CertificateCover.channel, CertificateCover.language)
        .outerjoin(
            CertificateCover,
            and_(
                CertificateCover.client_id == Certificate.client_id,
                CertificateCover.certificate_id == Certificate.id,
            ),
        )
        .order_by(Certificate.issued_at, Certificate.id, CertificateCover.channel, CertificateCover.language)
    )
    readable = readable_among(actor, people)
    if readable is not None:
        statement = statement.where(Certificate.person_id.in_(readable))
    if course is not None:
        statement = statement.where(Certificate.course == course)
    if line is not None:
        statement = statement.where(Certificate.line == line)
    with reading(actor) as session:
        rows = session.execute(statement).all()
    covers: dict[str, list[Cover]] = {}
    found: dict[str, Certificate] = {}
    for row, channel, language in rows:
        found[row.id] = row
        covers.setdefault(row.id, []).extend([Cover(channel, language)] if channel else [])
    return [_facts(row, covers[row.id]) for row in found.values()]


def certificate(actor: Actor, certificate_id: str) -> CertificateFacts:
    """Return one certificate. Raises NotFoundError if there is none here, ForbiddenError if it is not for the actor."""
    with reading(actor) as session:
        row = session.get(Certificate, (actor.client_id, certificate_id))
        if row is None:
            raise NotFoundError()
        check_may_see(actor, row.person_id)
        statement = (
            select(CertificateCover)
            .where(CertificateCover.certificate_id == certificate_id)
            .order_by(CertificateCover.channel, CertificateCover.language)
        )
        return _facts(row, [Cover(cover.channel, cover.language) for cover in session.scalars(statement)])


def _facts(row: Certificate, covers: Iterable[Cover]) -> CertificateFacts:
    return CertificateFacts(
        id=row.id,
        person_id=row.person_id,
        course=row.course,
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
    )
