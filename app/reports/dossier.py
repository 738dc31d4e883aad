"""One person's dossier: everything that led to where they stand, oldest first, with the evidence behind it.

Coaching words, the queue and rehearsals are not part of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.assessment.calls.queries import LiveCallFacts, read_live_calls
from app.authoring import queries as authoring
from app.authoring.queries import ReleaseFacts
from app.certification.held import CertificateFacts, is_of, read_certificates
from app.certification.papers import PaperFacts, papers_of
from app.certification.permissions import may_see
from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError, NotFoundError
from app.people import queries as people
from app.reports.steps import Step, StepKind, steps

KINDS = (
    StepKind.AGREEMENT,
    StepKind.ENROLMENT,
    StepKind.MODULE,
    StepKind.ATTEMPT,
    StepKind.CALL,
    StepKind.SIGN_OFF,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a dossier: a step with its call, or a certificate, or a release that came out on the way.

    `before` is a certificate of the centre for a course that stands before one the person took here.
    """

    at: datetime
    step: Step | None = None
    call: LiveCallFacts | None = None
    certificate: CertificateFacts | None = None
    release: ReleaseFacts | None = None
    before: CertificateFacts | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """All of one person at one client. `names` are those of everybody who stands in it, `releases` by their id.

    `papers` are the scans of certificates earned before, by the certificate's id.
    """

    person_id: int
    name: str
    entries: tuple[Entry, ...]
    certificates: tuple[CertificateFacts, ...]
    names: Mapping[int, str]
    releases: Mapping[str, ReleaseFacts]
    papers: Mapping[str, PaperFacts]


def dossier(actor: Actor, person_id: int) -> Dossier:
    """Return a person's dossier, leavers' too.

    Raises NotFoundError for somebody who never belonged to the client, ForbiddenError for somebody whom the actor may
    not look at. A release stands in it if it came out while the person took its course; a certificate of the centre, if
    it is for what comes before a course of this client.
    """
    if not may_see(actor, person_id):
        raise ForbiddenError() if people.names(actor, [person_id]) else NotFoundError()
    releases = {one.id: one for one in authoring.releases(actor)}
    done = steps(actor, [person_id], kinds=KINDS)
    held = read_certificates(actor, [person_id], with_centre=True)
    certificates = [one for one in held if one.client_id == actor.client_id]
    calls = {call.id: call for call in read_live_calls(actor, [person_id])}
    entries = [Entry(one.counts_from, before=one) for one in _came_before(actor, done, held)]
    entries += [Entry(step.at, step=step, call=calls.get(step.id)) for step in done]
    entries += [Entry(one.counts_from, certificate=one) for one in certificates]
    entries += [Entry(one.published_at, release=one) for one in _met(done, releases)]
    others = {number for step in done for number in (step.by, step.voided_by) if number is not None}
    others |= {one.brought_in_by for one in certificates if one.brought_in_by is not None}
    names = people.names(actor, others | {person_id})
    if person_id not in names:
        raise NotFoundError()
    return Dossier(
        person_id,
        names[person_id],
        tuple(sorted(entries, key=lambda entry: entry.at)),
        tuple(certificates),
        names,
        releases,
        papers_of(actor, [one.id for one in certificates if one.brought_in_at]),
    )


def _met(done: list[Step], releases: Mapping[str, ReleaseFacts]) -> list[ReleaseFacts]:
    """Return the releases that came out after the person began their course; the one they began on is in every line."""
    began = {step.course: step.at for step in reversed(done) if step.kind is StepKind.ENROLMENT}
    return [one for one in releases.values() if one.part in began and one.published_at > began[one.part]]


def _came_before(actor: Actor, done: list[Step], held: list[CertificateFacts]) -> list[CertificateFacts]:
    """Return the centre's certificates for courses that a course asks for which the person took at this client.

    What the release asks for on which they took it; a translation's certificate will do, and one that has ended stays.
    """
    taken = {step.release_id for step in done if step.kind is StepKind.ENROLMENT}
    asked = {address for release_id in taken for address in authoring.course_content(actor, release_id).course.after}
    return [one for one in held if one.client_id != actor.client_id and any(is_of(one, address) for address in asked)]
