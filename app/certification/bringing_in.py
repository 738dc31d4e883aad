"""Certificates earned before this program came: brought in with their evidence, marked as such, counted like others."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time
from itertools import groupby
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.authoring import queries as authoring
from app.authoring.queries import CourseContent, translated_from
from app.certification.clearance import covers_of
from app.certification.events import CertificateIssued
from app.certification.expiry import Expiry, expiry, last_moment
from app.certification.held import read_certificates
from app.certification.models import Candidacy, Certificate, CertificateCover, CertificateLookup, CertificatePaper
from app.certification.papers import Paper, keep_paper
from app.certification.rules import Cover
from app.certification.service import CODE_BYTES, certified_course, lock_candidacy, new_certificate_number
from app.content.documents import CertificateRule
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import InvalidError, NotFoundError, RefusedError
from app.kernel.messages import N_
from app.kernel.work import Work, writing
from app.people import queries as people
from app.people.importing.rows import Earned
from app.people.permissions import Permission

_NOTHING_SEEN: Mapping[str, object] = {
    "agreements": [],
    "certificates": [],
    "modules": {},
    "attempts": [],
    "calls": [],
    "sign_offs": [],
}
"""This program saw none of what it rests on."""


def bring_in(
    actor: Actor, person_id: int, earned: Earned, covers: Collection[Cover], paper: Paper | None = None
) -> str:
    """Add a certificate that a person earned before, for some channels and languages; return its id.

    `paper` is kept with it, and its hash goes on the trail with the act. A second click returns what the first one
    made. Raises NotFoundError for a person or a course that is not the client's, RefusedError for one's own and for a
    course of which the person holds a certificate, InvalidError for days that cannot be or missing evidence.
    """
    actor.check(Permission.BRING_IN)
    if people.find_person(actor, person_id) is None:
        raise NotFoundError()
    content, _rule = certified_course(actor, earned.course)
    chosen = [cover for cover in covers_of(content) if cover in covers]
    if covers_of(content) and not chosen:
        raise InvalidError(N_("Tick the channels and languages for which it was earned."))
    with writing(actor) as work:
        lock_candidacy(work, person_id, earned.course)
        twin = _find_twin(work, person_id, earned, paper)
        return twin or _add(work, content, [(person_id, earned)], chosen, paper)[0]


def _find_twin(work: Work, person_id: int, earned: Earned, paper: Paper | None) -> str | None:
    """Return the certificate that a first click brought in. Raises RefusedError if the person holds another."""
    held = work.session.scalar(
        select(Certificate).where(Certificate.person_id == person_id, Certificate.course == earned.course).limit(1)
    )
    if held is None:
        return None
    kept = work.session.scalar(select(CertificatePaper.sha256).where(CertificatePaper.certificate_id == held.id))
    given = (earned.proof.strip(), earned.file.strip(), work.actor.person_id, paper.sha256 if paper else None)
    if held.brought_in_at is None or (held.proof, held.proof_file, held.brought_in_by, kept) != given:
        raise RefusedError(N_("They hold a certificate of this course already; it stays as it is."))
    return held.id


class CertificatesOfBefore:
    """Answers `app.people.ports.EarnedBefore`."""

    def courses(self, actor: Actor) -> Mapping[str, str]:
        """Return the titles of the client's courses that end with a certificate, by their folder."""
        return {one.release.part: one.course.title for one in authoring.courses(actor) if one.course.certificate}

    def held(self, actor: Actor, people: Collection[int]) -> Mapping[int, Mapping[str, date]]:
        """Return the day on which each certificate of these people was earned, by person and course."""
        found: dict[int, dict[str, date]] = {}
        for one in read_certificates(actor, people) if people else ():
            found.setdefault(one.person_id, {})[one.course] = one.issued_at.date()
        return found

    def bring_in(self, work: Work, earned: Sequence[tuple[int, Earned]]) -> None:
        """Add certificates for all channels and languages that their courses serve."""
        work.actor.check(Permission.BRING_IN)
        by_course = sorted(earned, key=lambda one: (one[1].course, one[0]))
        for course, group in groupby(by_course, key=lambda one: one[1].course):
            of_course = list(group)
            content, _rule = certified_course(work.actor, course)
            _hold(work, course, [number for number, _ in of_course])
            _add(work, content, of_course, covers_of(content))


def _hold(work: Work, course: str, numbers: Sequence[int]) -> None:
    """Hold the candidacies of many people at once; those that are missing are made."""
    mine = select(Candidacy).where(Candidacy.course == course, Candidacy.person_id.in_(numbers))
    known = {row.person_id for row in work.session.scalars(mine.with_for_update())}
    work.session.add_all(Candidacy(person_id=number, course=course) for number in numbers if number not in known)
    work.session.flush()


def _add(
    work: Work,
    content: CourseContent,
    earned: Sequence[tuple[int, Earned]],
    covers: Sequence[Cover],
    paper: Paper | None = None,
) -> list[str]:
    """Add certificates of one course and return their ids. `paper` is that of the only one."""
    rule = content.course.certificate
    client = people.find_client(work.actor.client_id)
    if rule is None or client is None:
        raise NotFoundError()
    zones = {one.id: one.time_zone for one in people.people(work.actor, only=[number for number, _ in earned])}
    line_title = people.lines(work.actor).get(content.course.line, content.course.line)
    rows = []
    for number, one in earned:
        _check(work.actor, number, one)
        row = _certificate(work.actor, content, rule, number, one, ZoneInfo(zones.get(number, "UTC")))
        row.number, row.line_title = new_certificate_number(client.mark), line_title
        work.session.add_all([row, CertificateLookup(code=row.code, client_id=client.id)])
        rows.append(row)
    work.session.flush()
    for row in rows:
        _cover_and_record(work, row, covers, paper)
    return [row.id for row in rows]


def _check(actor: Actor, person_id: int, earned: Earned) -> None:
    if person_id == actor.person_id:
        raise RefusedError(N_("Nobody brings in their own certificate. Ask somebody else who may."))
    if not earned.proof.strip():
        raise InvalidError(N_("Say how one knows: the number of the paper, who tested, where it is kept."))
    if earned.on > clock.today(actor.time_zone):
        raise InvalidError(N_("The certificate was earned on a day to come. Write the day on its paper."))
    if earned.until is not None and earned.until < earned.on:
        raise InvalidError(N_("The certificate ends before it was earned."))


def _certificate(
    actor: Actor, content: CourseContent, rule: CertificateRule, number: int, earned: Earned, zone: ZoneInfo
) -> Certificate:
    issued_at = datetime.combine(earned.on, time(12), zone)  # at noon it is the same day nearly everywhere
    end = _end(earned, rule, issued_at, zone)
    return Certificate(
        person_id=number,
        course=content.release.part,
        release_id=content.release.id,
        release_number=content.release.number,
        code=secrets.token_urlsafe(CODE_BYTES),
        title=rule.title,
        course_title=content.course.title,
        line=content.course.line,
        translates=translated_from(content),
        evidence=dict(_NOTHING_SEEN),
        issued_at=issued_at,
        expires_at=end.at if end else None,
        last_day=end.last_day if end else None,
        brought_in_at=clock.now(),
        brought_in_by=actor.person_id,
        proof=earned.proof.strip(),
        proof_file=earned.file.strip(),
    )


def _end(earned: Earned, rule: CertificateRule, issued_at: datetime, zone: ZoneInfo) -> Expiry | None:
    """Return the end that its paper gives, else that of the course's rule."""
    if earned.until is not None:
        return last_moment(earned.until, zone)
    return expiry(issued_at, rule.valid, zone.key) if rule.valid else None


def _cover_and_record(work: Work, row: Certificate, covers: Sequence[Cover], paper: Paper | None) -> None:
    if paper is not None:
        keep_paper(work, row.id, row.person_id, paper)
    work.session.add_all(
        CertificateCover(
            person_id=row.person_id,
            certificate_id=row.id,
            channel=cover.channel,
            language=cover.language,
            evidence={"calls": [], "sign_offs": []},
            added_at=row.brought_in_at,
        )
        for cover in covers
    )
    work.record(
        "certificate.brought in",
        row.id,
        person=row.person_id,
        course=row.course,
        release=row.release_id,
        number=row.number,
        earned=row.issued_at.isoformat(),
        expires=row.expires_at.isoformat() if row.expires_at else None,
        covers=[[cover.channel, cover.language] for cover in covers],
        proof=hashlib.sha256(f"{row.proof}\n{row.proof_file}".encode()).hexdigest(),
        file=paper.sha256 if paper else None,
    )
    work.publish(CertificateIssued(row.person_id, row.course, row.id))
