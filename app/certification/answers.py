"""What certification answers to lower rooms, and what it does about their news. Wired in app/wiring.py."""

from __future__ import annotations

from collections.abc import Collection

from app.assessment.calls.events import CallScored
from app.assessment.calls.ports import MissingPart
from app.assessment.quizzes.events import AttemptHandedIn
from app.authoring import queries as authoring
from app.authoring.events import ReleasePublished
from app.authoring.queries import CourseContent
from app.certification.events import CertificateIssued, SignedOff
from app.certification.gathering import gather, program
from app.certification.held import find_held, read_certificates
from app.certification.other_clients import look_at_other_clients
from app.certification.policy import policy_for
from app.certification.rules import missing, missing_before_calls, path
from app.certification.service import covers_earned, issue_if_met, policy_of
from app.certification.voids import check_nothing_rests_on
from app.content.documents import CertificateRule
from app.content.kinds import Training
from app.kernel.actor import Actor
from app.kernel.work import Work
from app.learning import queries as learning
from app.learning.events import ModuleCompleted
from app.people.events import AgreementAccepted


class Gate:
    """Answers `app.assessment.calls.ports.QueueGate`."""

    def missing_before_calls(self, actor: Actor, person_id: int, course: str) -> list[MissingPart]:
        """Return what the person must still do before they may ask for a test call in the course."""
        content = authoring.newest_course(actor, course)
        if content is None or content.course.certificate is None:
            return []
        rule = content.course.certificate
        facts = gather(actor, [content], authoring.shared_content(actor), [person_id]).facts[person_id, course]
        return [
            MissingPart(part.kind.value, part.title or ", ".join(part.lacking))
            for part in missing_before_calls(rule, facts)
        ]


class CertificateEvidence:
    """Answers `app.assessment.voiding.Certificates`."""

    def check_nothing_rests_on(self, work: Work, person_id: int, course: str, proof: str) -> None:
        """Raise RefusedError, naming the certificate, if one of the person's rests on `proof`, an id."""
        check_nothing_rests_on(work, person_id, course, proof)


class PublishingRights:
    """Answers `app.authoring.ports.PublishingRights`."""

    def may_publish(self, actor: Actor, training: Training) -> bool:
        """Tell whether the policy of this way of training names the actor's side and role among its publishers."""
        return policy_for(training).may_publish(actor.side, actor.roles)


class CompletedCourses:
    """Answers `app.learning.ports.Prerequisites`."""

    def completed(self, actor: Actor, person_id: int, courses: Collection[str]) -> frozenset[str]:
        """Return those of `courses` (addresses) whose certificate, or a translation's, the person holds now."""
        held = read_certificates(program(actor), [person_id], with_centre=True)
        return frozenset(address for address in courses if find_held(held, address))


def on_step(work: Work, news: ModuleCompleted | AttemptHandedIn | CallScored | SignedOff) -> None:
    """Something on the path of one course was done: issue the certificate if it was the last part."""
    issue_if_met(work, news.person_id, news.course)


def on_agreement(work: Work, news: AgreementAccepted) -> None:
    """An agreement is part of every course's path: look at each that the person is enrolled in."""
    for enrolment in learning.enrolments(program(work.actor), [news.person_id]):
        issue_if_met(work, news.person_id, enrolment.course)


def on_certificate(work: Work, news: CertificateIssued) -> None:
    """A certificate may be what a later course waited for: here at once, at other clients after the commit."""
    for enrolment in learning.enrolments(program(work.actor), [news.person_id]):
        if enrolment.course != news.course:
            issue_if_met(work, news.person_id, enrolment.course)
    scope = work.actor.scope
    if scope is not None and scope.client_id == scope.centre_id:
        work.after_commit(lambda: look_at_other_clients(news.person_id, scope.client_id))


def on_release(work: Work, news: ReleasePublished) -> None:
    """Refuse a course whose certificate could never be issued; issue and extend what its new rule allows.

    Refused is another way of training, or a role that never signs. Allowed may be a certificate from which the last
    missing part was taken away, or a channel or language that a course without test calls serves from now on.
    """
    content = authoring.newest_course(program(work.actor), news.part)
    if content is None:
        return
    policy = policy_of(work.actor, content)
    if content.course.certificate is not None:
        policy.check_rule(content.course.certificate)
        _catch_up(work, content, content.course.certificate)


def _catch_up(work: Work, content: CourseContent, rule: CertificateRule) -> None:
    course, actor = content.release.part, program(work.actor)
    enrolled = [enrolment.person_id for enrolment in learning.enrolments(actor, course=course)]
    gathered = gather(actor, [content], authoring.shared_content(actor), enrolled)
    for person_id in enrolled:
        facts = gathered.facts[person_id, course]
        held = gathered.certificates.get((person_id, course))
        covered = frozenset(held.covers) if held else frozenset()
        more = not covered.issuperset(covers_earned(content, rule, facts))
        if (held is None and not missing(path(rule, facts))) or (held is not None and held.holds and more):
            issue_if_met(work, person_id, course)
