"""Who waits for a sign-off, and with what evidence."""

from __future__ import annotations

from dataclasses import dataclass

from app.assessment.calls import queries as calls
from app.authoring import queries as authoring
from app.certification.policy import policy_for
from app.certification.queries import PathOf, paths
from app.certification.rules import (
    Cover,
    PartKind,
    SignOffRefusedError,
    certified_covers,
    check_can_sign_off,
    missing,
)
from app.certification.service import signer_of
from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError
from app.people import queries as people
from app.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class WaitingForSignOff:
    """A person whose path waits for a sign-off.

    `covers` are the channels and languages that the actor can sign for; `refusal` says why the actor cannot, if so.
    `calls` are the passed and failed calls so far, oldest first.
    """

    name: str
    path: PathOf
    covers: tuple[Cover, ...]
    refusal: SignOffRefusedError | None
    calls: tuple[calls.LiveCallFacts, ...]


def waiting_for_sign_off(actor: Actor) -> list[WaitingForSignOff]:
    """List everybody who has done all but the sign-off, by name; those the actor cannot sign for with the reason."""
    actor.check(Permission.SIGN_OFF)
    names = {person.id: person.name for person in people.people(actor)}
    everybody = paths(actor, authoring.courses(actor), list(names)).values()
    found = _with_evidence(actor, [one for one in everybody if one.enrolled and _waits(one)], names)
    return sorted(found, key=lambda one: (one.name.casefold(), one.path.person_id, one.path.course))


def one_waiting(actor: Actor, person_id: int, course: str) -> WaitingForSignOff:
    """Return one person's case, whether a sign-off is due or not.

    Raises NotFoundError if the person is not one of the client's or the course has no certificate.
    """
    actor.check(Permission.SIGN_OFF)
    person = people.find_person(actor, person_id)
    content = authoring.newest_course(actor, course)
    if person is None or content is None or content.course.certificate is None:
        raise NotFoundError()
    path_of = paths(actor, [content], [person_id])[person_id, course]
    return _with_evidence(actor, [path_of], {person_id: person.name})[0]


def _waits(one: PathOf) -> bool:
    """All but the sign-off is done, or a further channel or language is passed and not yet signed."""
    lacking = missing(one.parts)
    if lacking:
        return all(part.kind is PartKind.SIGN_OFF for part in lacking)
    certified = certified_covers(one.rule, one.facts)
    return any(series.met and series.cover not in certified for series in one.facts.series)


def _with_evidence(actor: Actor, waiting: list[PathOf], names: dict[int, str]) -> list[WaitingForSignOff]:
    if not waiting:
        return []
    made = calls.live_calls(actor, [one.person_id for one in waiting])
    found = []
    for one in waiting:
        covers: tuple[Cover, ...] = ()
        refusal = None
        try:
            covers = check_can_sign_off(signer_of(actor), one.person_id, one.rule, policy_for(one.training), one.facts)
        except SignOffRefusedError as error:
            refusal = error
        mine = tuple(call for call in made if (call.person_id, call.course) == (one.person_id, one.course))
        found.append(WaitingForSignOff(names[one.person_id], one, covers, refusal, mine))
    return found
