"""What a certificate of the centre completes at other clients, of whose rows its own transaction may write none.

It is looked at once after that commit. A process may die in between, or a client's content fail: so the worker looks
again, at the newest certificates of the centre.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable

from sqlalchemy import select

from app.authoring import queries as authoring
from app.authoring.queries import CourseContent
from app.certification.gathering import gather, program
from app.certification.held import read_certificates
from app.certification.models import Certificate
from app.certification.rules import missing, path
from app.certification.service import issue_if_met
from app.content.documents import CertificateRule
from app.kernel.actor import Actor
from app.kernel.scope import Scope
from app.kernel.work import reading, writing
from app.learning import queries as learning
from app.people import queries as people

logger = logging.getLogger(__name__)

NEWEST = 500
"""Certificates of the centre at which the worker looks again: those of some weeks at a centre of thousands."""


def look_at_other_clients(person_id: int, centre_id: str) -> None:
    """Issue what a person's certificate of the centre completed at each of their clients.

    The certificate is stored, and a client that fails takes nothing from it or from the others: that is told in the
    log, and the worker tries again.
    """
    for client in people.clients_of(person_id):
        if client.id == centre_id:
            continue
        try:
            _issue_completed(Actor(None, Scope(client.id, centre_id)), [person_id])
        except Exception:
            logger.exception("what a certificate of the centre completed was not issued", extra={"client": client.id})


def look_again(actor: Actor) -> int:
    """Issue what the newest certificates of the centre completed at the actor's client; return how many were issued.

    Whatever is issued already stays as it is, however often and by however many workers this is asked.
    """
    centre = actor.scope.centre_id if actor.scope else None
    if centre is None or centre == actor.client_id:
        return 0
    newest = select(Certificate.person_id).order_by(Certificate.id.desc()).limit(NEWEST)
    with reading(people.system_actor(centre)) as session:
        holders = set(session.scalars(newest))
    present = [person.id for person in people.people(actor, only=holders)]
    return _issue_completed(actor, present)


def _issue_completed(actor: Actor, present: Collection[int]) -> int:
    """Issue to these people of the client what they have met in courses that come after one of the centre's."""
    reader = program(actor)
    contents, shared = authoring.courses_and_shared(reader)
    rules = _rules_after_centre(reader, contents)
    if not rules or not present:
        return 0
    certificates = read_certificates(reader, present, with_centre=True)
    certified = {(one.person_id, one.course) for one in certificates if one.client_id == actor.client_id}
    enrolled = {(one.person_id, one.course) for one in learning.enrolments(reader, present) if one.course in rules}
    waiting = sorted(enrolled - certified)
    of_rules = [content for content in contents if content.release.part in rules]
    facts = gather(reader, of_rules, shared, {person_id for person_id, _course in waiting}, certificates).facts
    issued = 0
    for person_id, course in waiting:
        if not missing(path(rules[course], facts[person_id, course])):
            with writing(reader) as work:
                issue_if_met(work, person_id, course)
            issued += bool(work.acts)
    return issued


def _rules_after_centre(actor: Actor, contents: Iterable[CourseContent]) -> dict[str, CertificateRule]:
    """Return how the certificates are earned of those courses that come after one of the centre's, by folder."""
    centre = f"{actor.scope.centre_id}/" if actor.scope else ""
    return {
        content.release.part: content.course.certificate
        for content in contents
        if content.course.certificate and any(address.startswith(centre) for address in content.course.after)
    }
