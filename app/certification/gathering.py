"""Collects what the rules need to know of people on one course, in a fixed number of reads however many they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import or_, select

from app.assessment.calls import queries as calls
from app.assessment.calls import queue_queries as queue
from app.assessment.quizzes import queries as quizzes
from app.authoring import queries as authoring
from app.authoring.queries import CourseContent, SharedContent
from app.certification.models import Certificate, SignOff
from app.certification.rules import Cover, Facts, Item, QuizFacts, Series, Signature, missing_before_calls
from app.content.documents import CertificateRule
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.wall import WITH_CENTRE
from app.kernel.work import reading
from app.learning import queries as learning
from app.people import queries as people_queries
from app.people.permissions import EVERYTHING


@dataclass(frozen=True, slots=True)
class Held:
    """A certificate that a person holds now, as far as courses that come after it ask."""

    id: str
    client_id: str
    course: str
    translates: str
    title: str


def program(actor: Actor) -> Actor:
    """Return the program itself in the actor's scope: whoever may see a path is decided before it is gathered."""
    return Actor(person_id=None, scope=actor.scope, permissions=EVERYTHING)


def gather(actor: Actor, content: CourseContent, rule: CertificateRule, people: Iterable[int]) -> dict[int, Facts]:
    """Return the facts of each of `people` on a course, read as the program.

    Calls and sign-offs are read only for those who have done everything that comes before calls: nobody else can
    have any.
    """
    learnt = gather_learning(actor, content, people)
    ready = [person_id for person_id, facts in learnt.items() if not missing_before_calls(rule, facts)]
    if not ready or (rule.calls is None and rule.sign_off is None):
        return learnt
    return learnt | _with_calls_and_signatures(program(actor), content.release.part, rule, learnt, ready)


def gather_learning(actor: Actor, content: CourseContent, people: Iterable[int]) -> dict[int, Facts]:
    """Return what comes before calls: agreements, courses before, modules and quizzes of each of `people`."""
    wanted = list(dict.fromkeys(people))
    reader = program(actor)
    course = content.release.part
    shared = authoring.shared_content(reader)
    accepted = people_queries.accepted_agreements(reader, wanted)
    held = held_certificates(reader, wanted) if content.course.after else {}
    titles = _titles_before(reader, content.course.after, held)
    completed = learning.completed_modules(reader, course, wanted)
    passed = quizzes.passed_quizzes(reader, course, wanted)
    return {
        person_id: Facts(
            agreements=_agreements(shared, accepted.get(person_id, frozenset())),
            courses_before=_courses_before(content.course.after, titles, held.get(person_id, [])),
            modules=_modules(content, completed.get(person_id, {})),
            quizzes=_quizzes(content, passed.get(person_id, {})),
        )
        for person_id in wanted
    }


def _modules(content: CourseContent, completed: Mapping[str, learning.Completion]) -> tuple[Item, ...]:
    return tuple(
        Item(module.name, module.title, done is not None, done.release_id if done else "")
        for module in content.modules
        for done in [completed.get(module.name)]
    )


def _quizzes(content: CourseContent, passed: Mapping[str, quizzes.QuizPass]) -> tuple[QuizFacts, ...]:
    return tuple(
        QuizFacts(name, quiz.title, best.percent if best else None, best.attempt_id if best else "")
        for name, quiz in content.quizzes.items()
        for best in [passed.get(name)]
    )


def held_certificates(actor: Actor, people: Collection[int]) -> dict[int, list[Held]]:
    """Return the valid certificates of people, at this client and of the same people at the centre."""
    now = clock.now()
    statement = (
        select(
            Certificate.person_id,
            Certificate.id,
            Certificate.client_id,
            Certificate.course,
            Certificate.translates,
            Certificate.course_title,
        )
        .where(Certificate.person_id.in_(people), or_(Certificate.expires_at.is_(None), Certificate.expires_at > now))
        .order_by(Certificate.issued_at)
    )
    found: dict[int, list[Held]] = {}
    with reading(actor) as session:
        for person_id, *columns in session.execute(statement, execution_options=WITH_CENTRE):
            found.setdefault(person_id, []).append(Held(*columns))
    return found


def find_held(held: Iterable[Held], address: str) -> Held | None:
    """Return the certificate that answers for a course's address (`centre/induction`); a translation's will do."""
    client_id, _, course = address.partition("/")
    return next((one for one in held if one.client_id == client_id and course in (one.course, one.translates)), None)


def _agreements(shared: SharedContent | None, accepted: frozenset[str]) -> tuple[Item, ...]:
    if shared is None:
        return ()
    return tuple(
        Item(name, shared.agreements[name].title if name in shared.agreements else name, name in accepted)
        for name in shared.client.agreements
    )


def _titles_before(actor: Actor, addresses: Iterable[str], held: Mapping[int, list[Held]]) -> dict[str, str]:
    """Return the titles of courses that come before: from a certificate at hand, else from their newest release."""
    everything = [one for mine in held.values() for one in mine]
    titles = {address: one.title for address in addresses if (one := find_held(everything, address))}
    unknown = [address for address in addresses if address not in titles]
    return titles | (authoring.course_titles(actor, unknown) if unknown else {})


def _courses_before(addresses: Iterable[str], titles: Mapping[str, str], held: list[Held]) -> tuple[Item, ...]:
    found = {address: find_held(held, address) for address in addresses}
    return tuple(
        Item(address, titles.get(address, address), one is not None, one.id if one else "")
        for address, one in found.items()
    )


def _with_calls_and_signatures(
    reader: Actor, course: str, rule: CertificateRule, learnt: Mapping[int, Facts], ready: Collection[int]
) -> dict[int, Facts]:
    signatures = _signatures(reader, course, ready)
    series = _series(reader, course, ready) if rule.calls else {}
    waiting = {place.person_id for place in queue.queue(reader) if place.course == course} if rule.calls else set()
    return {
        person_id: replace(
            learnt[person_id],
            series=series.get(person_id, ()),
            signatures=signatures.get(person_id, ()),
            waits_for_call=person_id in waiting,
        )
        for person_id in ready
    }


def _series(reader: Actor, course: str, people: Collection[int]) -> dict[int, tuple[Series, ...]]:
    passed: dict[tuple[int, str, str, int], list[calls.LiveCallFacts]] = {}
    for call in calls.live_calls(reader, people, course):
        if call.passed:
            passed.setdefault((call.person_id, call.channel, call.language, call.series), []).append(call)
    found: dict[int, tuple[Series, ...]] = {}
    for person_id, all_of_person in calls.series_of(reader, course, people).items():
        mine = []
        for one in all_of_person:
            counted = passed.get((person_id, one.channel, one.language, one.state.number), [])
            mine.append(
                Series(
                    Cover(one.channel, one.language),
                    one.state.passed,
                    one.state.needed,
                    met=one.state.met,
                    lost=one.state.lost,
                    scorers=frozenset(call.assessor_id for call in counted),
                    calls=tuple(call.id for call in counted),
                )
            )
        found[person_id] = tuple(mine)
    return found


def _signatures(reader: Actor, course: str, people: Collection[int]) -> dict[int, tuple[Signature, ...]]:
    statement = (
        select(SignOff)
        .where(SignOff.course == course, SignOff.person_id.in_(people))
        .order_by(SignOff.signed_at, SignOff.id)
    )
    found: dict[int, tuple[Signature, ...]] = {}
    with reading(reader) as session:
        for row in session.scalars(statement):
            covers = frozenset(Cover(channel, language) for channel, language in row.covers)
            signature = Signature(row.signer_id, row.role, covers, row.id)
            found[row.person_id] = (*found.get(row.person_id, ()), signature)
    return found
