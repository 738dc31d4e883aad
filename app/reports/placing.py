"""Which rows of a report a person counts in: their team of now, their classes, the course itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from app.authoring import queries as authoring
from app.authoring.queries import CourseContent
from app.kernel import clock
from app.kernel.actor import Actor
from app.people import groups
from app.reports.narrowing import By
from app.reports.roster import RosterPerson, roster

NOWHERE = ""
"""The key of the row for those in no class, or in no team."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Who is in which team and which classes, by id."""

    team_of: Mapping[int, str]
    classes_of: Mapping[int, tuple[str, ...]]

    def keys(self, by: By) -> Callable[[int, str], tuple[str, ...]]:
        """Return what says in which rows a person and a course count; who is in two classes counts in both."""
        if by is By.COURSE:
            return lambda _person, course: (course,)
        if by is By.TEAM:
            return lambda person, _course: (self.team_of.get(person, NOWHERE),)
        return lambda person, _course: self.classes_of.get(person, (NOWHERE,))


def classes_of(classes: Iterable[tuple[str, Iterable[int]]]) -> dict[int, tuple[str, ...]]:
    """Turn classes with their people into people with their classes. Pure."""
    found: dict[int, tuple[str, ...]] = {}
    for group, members in classes:
        for number in members:
            found[number] = (*found.get(number, ()), group)
    return found


@dataclass(frozen=True, slots=True)
class Placed:
    """The courses of a client, its people now, and where they are. `courses` and `classes` are titles by folder and id.

    `titles` are those of courses, classes and teams together.
    """

    contents: tuple[CourseContent, ...]
    people: Mapping[int, RosterPerson]
    groups: Groups
    members: Mapping[str, frozenset[int]]
    courses: dict[str, str]
    classes: dict[str, str]
    titles: dict[str, str]

    def is_in(self, group: str, person_id: int) -> bool:
        """Tell whether a person is in a class; everybody is in ''."""
        return not group or person_id in self.members.get(group, frozenset())

    def place(self, key: str) -> tuple[bool, str]:
        """Return what sorts rows by title, the one for those in no class or team last."""
        return (key == NOWHERE, self.titles.get(key, key).casefold())


def read_places(actor: Actor) -> Placed:
    """Return where everybody is now, in three statements. Whoever calls has made sure that they may be seen."""
    contents, _shared = authoring.courses_and_shared(actor)
    here = roster(actor, clock.now())
    classes = groups.classes(actor)
    courses = {content.release.part: content.course.title for content in contents}
    class_titles = {one.id: one.title for one in classes}
    teams = {one.team_id: one.team for one in here.values() if one.team_id}
    return Placed(
        tuple(contents),
        here,
        Groups(
            {number: one.team_id for number, one in here.items()},
            classes_of((one.id, one.members) for one in classes),
        ),
        {one.id: frozenset(one.members) for one in classes},
        courses,
        class_titles,
        courses | class_titles | teams,
    )
