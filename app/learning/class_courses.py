"""The courses of a class: who of it takes them, by when, and who joined after the others were enrolled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.authoring import queries as authoring
from app.authoring.queries import CourseContent, original_of
from app.kernel import clock
from app.kernel.actor import Actor
from app.learning.queries import EnrolmentFacts, enrolments
from app.people.permissions import Permission
from app.people.queries import PersonFacts


@dataclass(frozen=True, slots=True)
class ClassCourse:
    """A course that somebody of a class takes: numbers of those `enrolled`, and of those `missing`.

    Missing is who takes it in no language at all, and reads this one, or no other of those that the class takes it in.
    `due` is the day on which it is due for most of the enrolled, in their own time zones; None where it has no day.
    """

    course: str
    title: str
    enrolled: tuple[int, ...]
    missing: tuple[int, ...]
    due: date | None


def class_courses(actor: Actor, members: Iterable[PersonFacts]) -> list[ClassCourse]:
    """Return the courses that the people of a class take, in the order of courses. Two statements."""
    actor.check(Permission.ENROL)
    learners = {one.id: one for one in members}
    return courses_of(enrolments(actor, learners), learners, authoring.courses(actor)) if learners else []


def courses_of(
    enrolled: Iterable[EnrolmentFacts], learners: Mapping[int, PersonFacts], contents: Sequence[CourseContent]
) -> list[ClassCourse]:
    """Return the same for people by number, in the order of `contents`: their languages and time zones count. Pure."""
    taken: dict[str, list[EnrolmentFacts]] = {}
    for one in enrolled:
        taken.setdefault(one.course, []).append(one)
    languages: dict[str, list[CourseContent]] = {}
    for content in contents:
        if content.release.part in taken:
            languages.setdefault(original_of(content), []).append(content)
    offered = {original: _offered(found, taken, learners) for original, found in languages.items()}
    return [
        ClassCourse(
            content.release.part,
            content.course.title,
            tuple(sorted(row.person_id for row in taken[content.release.part])),
            tuple(offered[original_of(content)].get(content.release.part, ())),
            _day_of_most(taken[content.release.part], learners),
        )
        for content in contents
        if content.release.part in taken
    ]


def _offered(
    languages: Sequence[CourseContent], taken: Mapping[str, list[EnrolmentFacts]], learners: Mapping[int, PersonFacts]
) -> dict[str, list[int]]:
    """Return, by the course in one of its languages, those who take it in none: in their own, else the most taken."""
    inside = {row.person_id for content in languages for row in taken[content.release.part]}
    most = max(languages, key=lambda content: len(taken[content.release.part]))
    found: dict[str, list[int]] = {}
    for number in sorted(learners.keys() - inside):
        own = next((one for one in languages if one.course.language == learners[number].language), most)
        found.setdefault(own.release.part, []).append(number)
    return found


def _day_of_most(rows: Iterable[EnrolmentFacts], learners: Mapping[int, PersonFacts]) -> date | None:
    days = Counter(clock.day_of(row.due_at, learners[row.person_id].time_zone) for row in rows if row.due_at)
    return max(days, key=lambda day: (days[day], day), default=None)


def still_open(actor: Actor, due: date | None) -> date | None:
    """Return a day unless it is over where the actor is: what late ones are offered."""
    return due if due and due >= clock.today(actor.time_zone) else None
