"""Use cases of certification: sign a person off, and issue what has been earned."""

from __future__ import annotations

import secrets
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.authoring import queries as authoring
from app.authoring.queries import CourseContent, translated_from
from app.certification.events import CertificateIssued, SignedOff
from app.certification.expiry import expiry
from app.certification.gathering import gather, program
from app.certification.models import Candidacy, Certificate, CertificateCover, CertificateLookup, SignOff
from app.certification.policy import TrainingPolicy, policy_for
from app.certification.resting import certificate_on
from app.certification.rules import (
    Cover,
    Facts,
    Signer,
    SignOffRefusedError,
    certified_covers,
    check_can_sign_off,
    missing,
    path,
)
from app.content.documents import CertificateRule
from app.content.kinds import Training
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError, RefusedError
from app.kernel.messages import N_
from app.kernel.work import Work, writing
from app.people import queries as people
from app.people.permissions import Permission
from app.people.service import hold_people

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""What a certificate's number is made of: nothing that is misread or misheard for something else."""
CODE_BYTES = 20
"""Random bytes in the address of a certificate for those who verify it."""


def sign_off(actor: Actor, person_id: int, course: str) -> bool:
    """Vouch for a person on a course; return whether a certificate was issued or extended by that.

    A second click finds what the first one signed, and is done as well. Raises SignOffRefusedError when the rules say
    no (oneself, another role than the rule names, something still missing, the only scorer), NotFoundError for a person
    or course that is not this client's.
    """
    actor.check(Permission.SIGN_OFF)
    content, rule = certified_course(actor, course)
    with writing(actor) as work:
        hold_people(work, [person_id])  # as whoever ends their last role does
        if people.find_person(actor, person_id) is None:
            raise NotFoundError()
        lock_candidacy(work, person_id, course)
        facts = gather(actor, [content], authoring.shared_content(actor), [person_id]).facts[person_id, course]
        policy = policy_of(actor, content)
        try:
            covers = check_can_sign_off(signer_of(actor), person_id, rule, policy, facts)
        except SignOffRefusedError:
            signed = _signed_just_now(work, person_id, course)
            if signed is None:
                raise
            return certificate_on(work, person_id, course, signed.id) is not None
        row = SignOff(
            person_id=person_id,
            course=course,
            release_id=content.release.id,
            signer_id=actor.number,
            role=rule.sign_off or policy.certifying_role(actor.side, actor.roles),
            covers=[[cover.channel, cover.language] for cover in covers],
            signed_at=clock.now(),
        )
        work.session.add(row)
        work.session.flush()
        work.record(
            "sign-off.given", row.id, person=person_id, course=course, release=content.release.id, covers=row.covers
        )
        before = len(work.acts)
        work.publish(SignedOff(person_id, course))
        return len(work.acts) > before


def _signed_just_now(work: Work, person_id: int, course: str) -> SignOff | None:
    """Return the sign-off that the actor gave this person on the course a moment ago, if there is one and it stands."""
    given = select(SignOff).where(
        SignOff.person_id == person_id,
        SignOff.course == course,
        SignOff.signer_id == work.actor.number,
        SignOff.signed_at > clock.now() - clock.A_MOMENT,
        SignOff.voided_at.is_(None),
    )
    return work.session.scalar(given.order_by(SignOff.signed_at.desc()).limit(1))


def signer_of(actor: Actor) -> Signer:
    """Return the actor as the rules of sign-off see them."""
    return Signer(actor.number, actor.side, frozenset(actor.roles), actor.permissions)


def certified_course(actor: Actor, course: str) -> tuple[CourseContent, CertificateRule]:
    """Return a course with the rule of its certificate.

    Raises NotFoundError if there is no such course, RefusedError if it ends without a certificate.
    """
    content = authoring.newest_course(actor, course)
    if content is None:
        raise NotFoundError()
    if content.course.certificate is None:
        raise RefusedError(N_("This course ends without a certificate; there is nothing to sign off."))
    return content, content.course.certificate


def policy_of(actor: Actor, content: CourseContent) -> TrainingPolicy:
    """Return the policy of a course: its own way of training, else its client's."""
    if content.course.training is not None:
        return policy_for(content.course.training)
    client = people.find_client(actor.client_id)
    return policy_for(Training(client.training) if client else Training.CENTRE)


def issue_if_met(work: Work, person_id: int, course: str) -> str | None:
    """Issue a person's certificate if every part is met, in the transaction of `work`; return its id, or None.

    A certificate that is held already gets the channels and languages that were earned since. What is issued is
    recorded as the program's act. Nothing happens twice, whatever comes in the same moment: the candidacy is locked
    first, and the database allows one certificate a round.
    """
    content = authoring.newest_course(work.actor, course)
    if content is None or content.course.certificate is None:
        return None
    rule = content.course.certificate
    by_program = replace(work, actor=program(work.actor))
    lock_candidacy(by_program, person_id, course)
    certificate = by_program.session.scalar(
        select(Certificate)
        .where(Certificate.person_id == person_id, Certificate.course == course)
        .order_by(Certificate.round.desc())
        .limit(1)
    )
    facts = gather(by_program.actor, [content], authoring.shared_content(work.actor), [person_id]).facts[
        person_id, course
    ]
    if certificate is None:
        if missing(path(rule, facts)):
            return None
        certificate = _issue(by_program, person_id, content, rule, facts)
    elif certificate.expires_at is not None and certificate.expires_at <= clock.now():
        return None
    _cover(by_program, certificate, content, rule, facts)
    return certificate.id


def lock_candidacy(work: Work, person_id: int, course: str) -> None:
    """Hold the person's candidacy until the commit, so that of two last parts the later sees the earlier."""
    key = (work.actor.client_id, person_id, course)
    if work.session.get(Candidacy, key, with_for_update=True) is not None:
        return
    try:
        with work.session.begin_nested():
            work.session.add(Candidacy(person_id=person_id, course=course))
    except IntegrityError:  # the other transaction made it, and has committed by now
        work.session.get_one(Candidacy, key, with_for_update=True)


def _issue(work: Work, person_id: int, content: CourseContent, rule: CertificateRule, facts: Facts) -> Certificate:
    issued_at = clock.now()
    client = people.find_client(work.actor.client_id)
    person = people.find_person(work.actor, person_id)
    end = expiry(issued_at, rule.valid, person.time_zone if person else "UTC") if rule.valid else None
    line = content.course.line
    certificate = Certificate(
        person_id=person_id,
        course=content.release.part,
        release_id=content.release.id,
        release_number=content.release.number,
        number=new_certificate_number(client.mark if client else ""),
        code=secrets.token_urlsafe(CODE_BYTES),
        title=rule.title,
        course_title=content.course.title,
        line=line,
        line_title=people.lines(work.actor).get(line, line) if line else "",
        translates=translated_from(content),
        evidence=_evidence(rule, facts),
        issued_at=issued_at,
        expires_at=end.at if end else None,
        last_day=end.last_day if end else None,
    )
    work.session.add(certificate)
    work.session.add(CertificateLookup(code=certificate.code, client_id=work.actor.client_id))
    work.session.flush()
    work.record(
        "certificate.issued",
        certificate.id,
        person=person_id,
        course=certificate.course,
        release=certificate.release_id,
        number=certificate.number,
        expires=certificate.expires_at.isoformat() if certificate.expires_at else None,
        evidence=certificate.evidence,
    )
    work.publish(CertificateIssued(person_id, certificate.course, certificate.id))
    return certificate


def new_certificate_number(mark: str) -> str:
    """Return a number to be printed: the client's mark, then eight letters and digits at random."""
    digits = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return "-".join(part for part in (mark, digits[:4], digits[4:]) if part)


def _evidence(rule: CertificateRule, facts: Facts) -> dict[str, list[str] | dict[str, str]]:
    asked = {quiz.quiz for quiz in rule.quizzes}
    return {
        "agreements": [item.name for item in facts.agreements if item.done],
        "certificates": [item.proof for item in facts.courses_before],
        "modules": {item.name: item.proof for item in facts.modules if item.done},
        "attempts": [quiz.attempt for quiz in facts.quizzes if quiz.name in asked and quiz.attempt],
        "calls": [call for series in facts.series if series.met for call in series.calls],
        "sign_offs": [signature.id for signature in facts.signatures],
    }


def _cover(work: Work, certificate: Certificate, content: CourseContent, rule: CertificateRule, facts: Facts) -> None:
    """Add what the certificate does not cover yet."""
    statement = select(CertificateCover).where(CertificateCover.certificate_id == certificate.id)
    known = {Cover(row.channel, row.language) for row in work.session.scalars(statement)}
    for cover in covers_earned(content, rule, facts):
        if cover in known:
            continue
        series = next((one for one in facts.series if one.cover == cover), None)
        row = CertificateCover(
            person_id=certificate.person_id,
            certificate_id=certificate.id,
            channel=cover.channel,
            language=cover.language,
            evidence={
                "calls": list(series.calls) if series else [],
                "sign_offs": [signature.id for signature in facts.signatures if cover in signature.covers],
            },
            added_at=clock.now(),
        )
        work.session.add(row)
        work.session.flush()
        work.record(
            "certificate.covers",
            certificate.id,
            person=certificate.person_id,
            channel=cover.channel,
            language=cover.language,
            evidence=row.evidence,
        )


def covers_earned(content: CourseContent, rule: CertificateRule, facts: Facts) -> tuple[Cover, ...]:
    """Return what a certificate covers once issued: where calls decide, what they and the sign-off were given for.

    A line without test calls covers every channel and language that its course serves; a course without a line, none.
    """
    if rule.calls is not None:
        return certified_covers(rule, facts)
    if not content.course.line:
        return ()
    languages = content.course.serves or (content.course.language,)
    return tuple(Cover(channel.value, language) for channel in content.course.channels for language in languages)
