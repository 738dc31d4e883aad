"""What must come before courses, and who has not completed it yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.authoring.queries import CourseContent
from app.certification.gathering import program, titles_before
from app.certification.held import CertificateFacts, find_held, read_certificates
from app.kernel.actor import Actor
from app.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class Before:
    """A course that comes before, by its title, and the numbers of those who have not completed it in any language."""

    title: str
    missing: frozenset[int]


def missing_before(
    actor: Actor, contents: Sequence[CourseContent], people: Collection[int]
) -> dict[str, tuple[Before, ...]]:
    """Return what comes before each course, by its folder; two statements at most. For those who enrol these people."""
    actor.check(Permission.ENROL)
    if not any(content.course.after for content in contents):
        return {}
    certificates = read_certificates(program(actor), people, with_centre=True)
    titles = titles_before(program(actor), contents, certificates)
    held: dict[int, list[CertificateFacts]] = {number: [] for number in people}
    for one in certificates:
        held[one.person_id].append(one)
    missing = {
        address: frozenset(number for number in people if find_held(held[number], address) is None)
        for address in {address for content in contents for address in content.course.after}
    }
    return {
        content.release.part: tuple(
            Before(titles.get(address, address), missing[address]) for address in content.course.after
        )
        for content in contents
        if content.course.after
    }
