"""Who hears which news, and who answers what a lower room asks of a higher one. The one place that knows all rooms."""

from __future__ import annotations

from app.assessment import voiding
from app.assessment.calls import ports as call_ports
from app.assessment.calls import queue
from app.assessment.calls.events import CallScored
from app.assessment.quizzes.events import AttemptHandedIn
from app.assessment.quizzes.own import OwnStanding
from app.authoring import ports as authoring_ports
from app.authoring.events import ReleasePublished
from app.certification import answers as certification
from app.certification import ports as certification_ports
from app.certification.bringing_in import CertificatesOfBefore
from app.certification.events import CertificateIssued, SignedOff
from app.kernel.work import House
from app.knowledge import service as knowledge
from app.learning import ports as learning_ports
from app.learning.events import EnrolmentChanged, ModuleCompleted
from app.news import service as news
from app.people import ports as people_ports
from app.people.events import AgreementAccepted, ClientLeft
from app.questions import service as questions
from app.reports.records import StepRecords

SILENT = (news, questions)
"""Rooms that hear nothing and answer no other room; loaded with the others, so that their rows are known."""


def connect(house: House) -> None:
    """Wire the rooms of `house` together."""
    authoring_ports.answer_publishing_rights(certification.PublishingRights())
    call_ports.answer_gate(certification.Gate())
    voiding.answer_certificates(certification.CertificateEvidence())
    certification_ports.answer_records(StepRecords())
    people_ports.answer_earned_before(CertificatesOfBefore())
    learning_ports.answer_prerequisites(certification.CompletedCourses())
    learning_ports.answer_quizzes(OwnStanding())
    for step in (ModuleCompleted, AttemptHandedIn, CallScored, SignedOff):
        house.on(step, certification.on_step)
    house.on(EnrolmentChanged, queue.hear_enrolment)
    house.on(ClientLeft, queue.hear_leaving)
    house.on(AgreementAccepted, certification.on_agreement)
    house.on(CertificateIssued, certification.on_certificate)
    house.on(ReleasePublished, certification.on_release)
    house.on(ReleasePublished, knowledge.hear_release)
