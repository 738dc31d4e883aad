"""Reads about certification: paths, certificates, who waits for a sign-off, who may take calls."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.assessment.quizzes.queries import OpenAttempt
from app.authoring import queries as authoring
from app.authoring.queries import CourseContent, SharedContent
from app.certification.gathering import Gathered, gather, program
from app.certification.held import CertificateFacts, read_certificates
from app.certification.permissions import check_may_see, may_see, readable_among
from app.certification.ports import OpenTo, Record, records
from app.certification.rules import Facts, Part, missing, path
from app.content.documents import CertificateRule
from app.content.kinds import Training
from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError
from app.people.queries import ClientFacts

__all__ = [
    "CertificateFacts",
    "PathOf",
    "certificate",
    "certificates",
    "path_of",
    "paths",
    "paths_and_open_attempts",
    "training_of",
]


@dataclass(frozen=True, slots=True)
class PathOf:
    """Where a person stands on a course: the parts of the path, and the newest certificate if there is one.

    `facts` are what the parts were decided on, `record` what the person has done; `training` is how the course is
    trained.
    """

    person_id: int
    content: CourseContent
    rule: CertificateRule
    parts: tuple[Part, ...]
    facts: Facts
    certificate: CertificateFacts | None
    record: Record
    training: Training

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
    contents, shared = authoring.courses_and_shared(actor)
    wanted = [content for content in contents if content.release.part == course and content.course.certificate]
    if not wanted:
        raise NotFoundError()
    return paths(actor, wanted, shared, [person_id])[person_id, course]


def paths(
    actor: Actor,
    contents: Iterable[CourseContent],
    shared: SharedContent | None,
    people: Collection[int],
    certificates: Sequence[CertificateFacts] | None = None,
    titles: Mapping[str, str] | None = None,
) -> dict[tuple[int, str], PathOf]:
    """Return the paths of many people on courses with a certificate, by person and course, in a fixed number of reads.

    The caller may see all of these people. `certificates` are theirs, the centre's among them, and `titles` those of
    the courses that come before, if they are at hand.
    """
    certified = [content for content in contents if content.course.certificate is not None]
    return _paths(certified, shared, people, gather(actor, certified, shared, people, certificates, titles=titles))


def paths_and_open_attempts(
    actor: Actor,
    contents: Sequence[CourseContent],
    shared: SharedContent | None,
    people: Collection[int],
    centre: ClientFacts | None,
    titles: Mapping[str, str],
) -> tuple[dict[tuple[int, str], PathOf], list[OpenAttempt]]:
    """Return what `paths` returns, and the actor's own open attempts, in the same reads.

    The actor is one of `people`. Attempts are those at every quiz of the client, whether or not its course ends with a
    certificate, and at the `centre` if it is given, once the actor has accepted its agreements. `titles` are those of
    the courses that come before.
    """
    done, attempts = records().read_with_open_attempts(program(actor), contents, people, OpenTo(actor.number, centre))
    return _paths(contents, shared, people, gather(actor, contents, shared, people, done=done, titles=titles)), attempts


def _paths(
    contents: Iterable[CourseContent], shared: SharedContent | None, people: Collection[int], gathered: Gathered
) -> dict[tuple[int, str], PathOf]:
    found = {}
    for content in contents:
        rule, course = content.course.certificate, content.release.part
        if rule is None:
            continue
        for person_id in people:
            key = (person_id, course)
            record = gathered.records.get(key, Record())
            found[key] = PathOf(
                person_id,
                content,
                rule,
                path(rule, gathered.facts[key]),
                gathered.facts[key],
                gathered.certificates.get(key),
                record,
                training_of(content, shared),
            )
    return found


def training_of(content: CourseContent, shared: SharedContent | None) -> Training:
    """Return how a course is trained: its own way, else its client's."""
    if content.course.training is not None:
        return content.course.training
    return shared.client.training if shared else Training.CENTRE


def certificates(
    actor: Actor, people: Iterable[int] | None = None, *, course: str | None = None, line: str | None = None
) -> list[CertificateFacts]:
    """List the certificates the actor may see, oldest first: of some people, one course or one line if given."""
    return read_certificates(actor, readable_among(actor, people), course=course, line=line)


def certificate(actor: Actor, certificate_id: str) -> CertificateFacts:
    """Return one certificate. Raises NotFoundError if there is none, or none that the actor may see."""
    found = read_certificates(actor, only=certificate_id)
    if not found or not may_see(actor, found[0].person_id):
        raise NotFoundError()
    return found[0]
