"""Who has come near a sign-off: the few among thousands of whom it is worth reading every step."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, exists, or_, select, union_all

from app.assessment.calls.models import LiveCall
from app.assessment.calls.queries import FINISHED
from app.assessment.quizzes.models import Attempt
from app.authoring.queries import CourseContent
from app.certification.models import Certificate, CertificateCover
from app.content.documents import CertificateRule
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.work import reading
from app.learning.models import PRESENT, Enrolment
from app.people.models import Membership, present


def near_sign_off(actor: Actor, contents: Sequence[CourseContent]) -> frozenset[tuple[int, str]]:
    """Return the people and courses of whom a sign-off may be all that is missing. One statement.

    They belong to the client, are enrolled, and have passed each quiz and a call, as far as the rule asks for such;
    who holds the certificate has passed a call that it does not cover. Not all of them wait for a sign-off: the rules
    decide that on every step. Whoever is not among them does not. Whoever calls has made sure that the actor may see
    everybody.
    """
    statements = [
        _near(content.release.part, content.course.certificate) for content in contents if content.course.certificate
    ]
    if not statements:
        return frozenset()
    with reading(actor) as session:
        rows = session.execute(union_all(*statements)).all()
    return frozenset((person_id, course) for person_id, course in rows)


def _near(course: str, rule: CertificateRule) -> Select[int, str]:
    belongs = exists().where(
        Membership.client_id == Enrolment.client_id,
        Membership.person_id == Enrolment.person_id,
        present(),
    )
    return select(Enrolment.person_id, Enrolment.course).where(
        *PRESENT,
        Enrolment.course == course,
        belongs,
        *(_passed_quiz(asked.quiz) for asked in rule.quizzes),
        _passed_call_not_covered() if rule.calls else ~_holds_certificate(Enrolment),
    )


def _passed_quiz(quiz: str) -> ColumnElement[bool]:
    return exists().where(
        Attempt.client_id == Enrolment.client_id,
        Attempt.person_id == Enrolment.person_id,
        Attempt.course == Enrolment.course,
        Attempt.quiz == quiz,
        Attempt.passed.is_(True),
        Attempt.voided_at.is_(None),
    )


def _passed_call_not_covered() -> ColumnElement[bool]:
    covers = (
        CertificateCover.client_id == Certificate.client_id,
        CertificateCover.certificate_id == Certificate.id,
        CertificateCover.channel == LiveCall.channel,
        CertificateCover.language == LiveCall.language,
    )
    return exists().where(
        LiveCall.client_id == Enrolment.client_id,
        LiveCall.person_id == Enrolment.person_id,
        LiveCall.course == Enrolment.course,
        LiveCall.outcome == FINISHED,
        LiveCall.passed.is_(True),
        LiveCall.voided_at.is_(None),
        ~_holds_certificate(LiveCall, *covers),
    )


def _holds_certificate(of: type[Enrolment | LiveCall], *more: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        Certificate.client_id == of.client_id,
        Certificate.person_id == of.person_id,
        Certificate.course == of.course,
        or_(Certificate.expires_at.is_(None), Certificate.expires_at > clock.now()),
        *more,
    )
