"""Collects what the rules need to know, in a fixed number of reads however many people and courses there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.authoring import queries as authoring
from app.authoring.queries import CourseContent, SharedContent
from app.certification.held import CertificateFacts, find_held, read_certificates
from app.certification.ports import Record, records
from app.certification.rules import Facts, Item, QuizFacts
from app.kernel.actor import Actor
from app.people.permissions import EVERYTHING


@dataclass(frozen=True, slots=True)
class Gathered:
    """Facts, records and the newest certificate of this client, each by person and course."""

    facts: Mapping[tuple[int, str], Facts]
    records: Mapping[tuple[int, str], Record]
    certificates: Mapping[tuple[int, str], CertificateFacts]


def program(actor: Actor) -> Actor:
    """Return the program itself in the actor's scope, and in their language: who may see a path is decided before."""
    return Actor(person_id=None, scope=actor.scope, permissions=EVERYTHING, language=actor.language)


def gather(
    actor: Actor,
    contents: Sequence[CourseContent],
    shared: SharedContent | None,
    people: Iterable[int],
    certificates: Sequence[CertificateFacts] | None = None,
    done: Mapping[tuple[int, str], Record] | None = None,
    titles: Mapping[str, str] | None = None,
) -> Gathered:
    """Return the facts of each of `people` on each course, read as the program in at most four statements.

    `certificates` are theirs, the centre's among them, `done` is their records, and `titles` are those of what comes
    before, where the caller has read them already.
    """
    wanted = list(dict.fromkeys(people))
    reader = program(actor)
    if certificates is None:
        certificates = read_certificates(reader, wanted, with_centre=True)
    held: dict[int, list[CertificateFacts]] = {}
    for one in certificates:
        held.setdefault(one.person_id, []).append(one)
    titles = titles_before(reader, contents, certificates, titles)
    if done is None:
        done = records().read(reader, contents, wanted)
    facts = {
        (person_id, content.release.part): facts_of(
            content, shared, titles, held.get(person_id, []), done.get((person_id, content.release.part), Record())
        )
        for content in contents
        for person_id in wanted
    }
    own = {(one.person_id, one.course): one for one in certificates if one.client_id == actor.client_id}
    return Gathered(facts, done, own)


def facts_of(
    content: CourseContent,
    shared: SharedContent | None,
    titles: Mapping[str, str],
    held: Sequence[CertificateFacts],
    record: Record,
) -> Facts:
    """Return what the rules need to know of one person on one course. Pure.

    `titles` are those of the courses before it, by address; `held` are the person's certificates, the centre's among
    them.
    """
    return Facts(
        agreements=_agreements(shared, record.agreements),
        courses_before=tuple(
            Item(address, titles.get(address, address), one is not None, one.id if one else "")
            for address in content.course.after
            for one in [find_held(held, address)]
        ),
        modules=tuple(
            Item(module.name, module.title, module.name in record.modules, record.modules.get(module.name, ""))
            for module in content.modules
        ),
        quizzes=tuple(
            QuizFacts(name, quiz.title, best, attempt)
            for name, quiz in content.quizzes.items()
            for best, attempt in [record.quizzes.get(name, (None, ""))]
        ),
        series=record.series,
        signatures=record.signatures,
        waits_for_call=record.waits_for_call,
    )


def _agreements(shared: SharedContent | None, accepted: frozenset[str]) -> tuple[Item, ...]:
    if shared is None:
        return ()
    return tuple(
        Item(name, shared.agreements[name].title if name in shared.agreements else name, name in accepted)
        for name in shared.client.agreements
    )


def titles_before(
    reader: Actor,
    contents: Iterable[CourseContent],
    certificates: Iterable[CertificateFacts],
    titles: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Return the titles of what comes before, by address, in the reader's language.

    `titles` are those of what is published, where the caller has read them already; else they cost a statement for each
    client. What is no longer published is called as on a certificate at hand.
    """
    if titles is None:
        addresses = {address for content in contents for address in content.course.after}
        titles = authoring.course_titles(reader, sorted(addresses)) if addresses else {}
    return {**{f"{one.client_id}/{one.course}": one.course_title for one in certificates}, **titles}
