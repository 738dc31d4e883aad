"""What comes first: the centre's courses before a client's, and where people stand there until they may begin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.authoring import queries as authoring
from app.authoring.queries import CourseContent, SharedContent, original_of, title_in
from app.certification.gathering import titles_before
from app.certification.held import CertificateFacts, answers_for
from app.certification.ports import Record
from app.kernel.actor import Actor
from app.kernel.scope import Scope
from app.people.permissions import EVERYTHING
from app.reports.queries import Overview
from app.reports.records import record_of
from app.reports.standings import Cell
from app.reports.states import CLEARED, State
from app.reports.steps import Step, StepKind


@dataclass(frozen=True, slots=True)
class Taught:
    """What is taught to a client's people, on the newest releases: its own courses and, before them, the centre's.

    `at_centre` is empty at the centre itself, and where no course of the client comes after one of the centre.
    """

    contents: Sequence[CourseContent]
    shared: SharedContent | None
    centre_id: str | None = None
    at_centre: Sequence[CourseContent] = ()

    @property
    def titles(self) -> dict[str, str]:
        """The titles of the client's courses, by folder."""
        return {content.release.part: content.course.title for content in self.contents}


@dataclass(frozen=True, slots=True)
class First:
    """A course of the centre that somebody must complete first: (done, of all) of its modules and quizzes.

    `steps` are what they did there, oldest first; none for who has not begun. `title` is in the language of whoever
    asks, if the course is written in it.
    """

    title: str
    modules: tuple[int, int] = (0, 0)
    quizzes: tuple[int, int] = (0, 0)
    steps: tuple[Step, ...] = ()


def taught(actor: Actor, moment: datetime) -> Taught:
    """Return what is taught to the client's people at a moment, the courses of the centre among it, in one read.

    What the centre's courses are called, and how long they are, everybody may know who may see the client's own: those
    name them. They are read as the program, because not everybody of a client belongs to the centre.
    """
    centre_id = actor.scope.centre_id if actor.scope else None
    if centre_id is None or centre_id == actor.client_id:
        return Taught(*authoring.courses_and_shared(actor))
    readers = [Actor(None, Scope(client_id, centre_id), EVERYTHING) for client_id in (actor.client_id, centre_id)]
    found = authoring.contents_of_each(readers, moment)
    contents, shared = found[actor.client_id]
    wanted = {address for content in contents for address in content.course.after}
    at_centre = [one for one in found[centre_id][0] if f"{centre_id}/{original_of(one)}" in wanted]
    return Taught(contents, shared, centre_id, at_centre)


def first_of(
    content: CourseContent, known: Taught, done: Sequence[Step], moment: datetime, language: str
) -> First | None:
    """Return what somebody must complete at the centre before they may begin a course; None for nothing. Pure.

    `done` are their steps there, oldest first. The course counts as completed in any of its languages, as long as the
    certificate holds.
    """
    for address in content.course.after:
        client_id, _, course = address.partition("/")
        if client_id == known.centre_id:
            certificates = (step for step in done if step.kind is StepKind.CERTIFICATE)
            if not any(answers_for(step, address, moment) for step in certificates):
                return _standing_in(course, known.at_centre, done, language)
    return None


def _standing_in(course: str, at_centre: Sequence[CourseContent], done: Sequence[Step], language: str) -> First:
    """Return how far they have come in the language in which they came farthest."""
    title = title_in(language, course, at_centre) or course.replace("-", " ")
    counted = [_counted(title, content, done) for content in at_centre if original_of(content) == course]
    return max(counted, key=lambda one: (one.modules[0], one.quizzes[0], len(one.steps)), default=First(title))


def _counted(title: str, content: CourseContent, done: Iterable[Step]) -> First:
    own = tuple(step for step in done if step.course == content.release.part)
    record = record_of(content, own) if own else Record()
    return First(
        title,
        (sum(module.name in record.modules for module in content.modules), len(content.modules)),
        (sum(quiz in record.quizzes for quiz in content.quizzes), len(content.quizzes)),
        tuple(step for step in own if step.kind is not StepKind.CERTIFICATE),
    )


def first_by_title(actor: Actor, seen: Overview) -> dict[str, int]:
    """Return how many people are enrolled and must complete a course of the centre first, by its title.

    Who stands how far there is not said: for those who may know only that.
    """
    centre_id = actor.scope.centre_id if actor.scope else None
    after = {
        content.release.part: [one for one in content.course.after if one.partition("/")[0] == centre_id]
        for content in seen.contents
    }
    counted = count_first(seen.cells, after, seen.certificates, seen.moment)
    titles = titles_before(actor, seen.contents, seen.certificates, seen.titles_before)
    return {titles.get(address, address): count for address, count in counted.items()}


def count_first(
    cells: Iterable[Cell],
    after: Mapping[str, Sequence[str]],
    certificates: Iterable[CertificateFacts],
    moment: datetime,
) -> dict[str, int]:
    """Return how many people are enrolled and must complete another course first, by its address. Pure.

    `after` are the addresses that come before each course; of `certificates` those count that held at `moment`. Who is
    in two courses after the same one counts once.
    """
    held: dict[int, list[CertificateFacts]] = {}
    for one in certificates:
        if one.counts_from <= moment:
            held.setdefault(one.person_id, []).append(one)
    missing = {
        (address, cell.person.id)
        for cell in cells
        if cell.state not in CLEARED and cell.state is not State.NOT_ENROLLED
        for address in after.get(cell.course, ())
        if not any(answers_for(one, address, moment) for one in held.get(cell.person.id, ()))
    }
    return {address: sum(one == address for one, _person in missing) for address, _person in sorted(missing)}
