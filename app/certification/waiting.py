"""Who waits for a sign-off, and with what evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.authoring import queries as authoring
from app.certification.gathering import program
from app.certification.policy import policy_for
from app.certification.ports import records
from app.certification.queries import PathOf, paths
from app.certification.rules import (
    Cover,
    SignOffRefusedError,
    check_can_sign_off,
    waits_for_sign_off,
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
    `names` are those of everybody who scored or signed, by number.
    """

    name: str
    path: PathOf
    covers: tuple[Cover, ...]
    refusal: SignOffRefusedError | None
    names: Mapping[int, str]


def waiting_for_sign_off(actor: Actor) -> list[WaitingForSignOff]:
    """List everybody who has done all but the sign-off, by name; those the actor cannot sign for with the reason."""
    actor.check(Permission.SIGN_OFF)
    contents, shared = authoring.courses_and_shared(actor)
    near = records().near_sign_off(program(actor), contents)
    if not near:
        return []
    of_courses = [content for content in contents if content.release.part in {course for _person, course in near}]
    everybody = paths(actor, of_courses, shared, {person_id for person_id, _course in near})
    waiting = [
        one for key, one in everybody.items() if key in near and waits_for_sign_off(one.rule, one.facts, one.parts)
    ]
    names = _names(actor, waiting)
    found = [_case(actor, one, names) for one in waiting]
    return sorted(found, key=lambda one: (one.name.casefold(), one.path.person_id, one.path.course))


def one_waiting(actor: Actor, person_id: int, course: str) -> WaitingForSignOff:
    """Return one person's case, whether a sign-off is due or not.

    Raises NotFoundError if the person is not one of the client's or the course has no certificate.
    """
    actor.check(Permission.SIGN_OFF)
    contents, shared = authoring.courses_and_shared(actor)
    wanted = [content for content in contents if content.release.part == course and content.course.certificate]
    if not wanted or people.find_person(actor, person_id) is None:
        raise NotFoundError()
    found = paths(actor, wanted, shared, [person_id])[person_id, course]
    return _case(actor, found, _names(actor, [found]))


def _names(actor: Actor, found: Iterable[PathOf]) -> dict[int, str]:
    """Return the names of everybody who stands on some paths."""
    numbers = set()
    for one in found:
        calls, signatures = one.record.calls, one.record.signatures
        numbers |= {one.person_id, *(call.assessor_id for call in calls), *(given.person_id for given in signatures)}
    return people.names(actor, numbers)


def _case(actor: Actor, one: PathOf, names: Mapping[int, str]) -> WaitingForSignOff:
    covers: tuple[Cover, ...] = ()
    refusal = None
    try:
        covers = check_can_sign_off(signer_of(actor), one.person_id, one.rule, policy_for(one.training), one.facts)
    except SignOffRefusedError as error:
        refusal = error
    return WaitingForSignOff(names[one.person_id], one, covers, refusal, names)
