"""Questions over all rooms. Read-only; the number of statements never depends on the number of people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import ColumnElement, literal

from app.authoring import queries as authoring
from app.authoring.queries import CourseContent, CoursesAndShared, SharedContent, translated_from
from app.certification.held import CertificateFacts, certificates_of_each, read_certificates
from app.certification.queries import PathOf, paths
from app.kernel.actor import Actor
from app.kernel.work import reading_side_by_side
from app.people.arrivals import not_yet_beside
from app.people.permissions import Permission
from app.questions import queries as questions
from app.reports.roster import RosterPerson, Stay, roster_of, stays_and_counts, stays_of_each, teams_of
from app.reports.standings import Cell, ClearedCount, cells, count_cleared
from app.reports.steps import Step, StepKind, steps, steps_of_each

_KINDS = (StepKind.ENROLMENT, StepKind.QUEUE)
_PAST_KINDS = (StepKind.ENROLMENT,)


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted beside the people: `questions` that wait for an answer, and who has `not_yet` signed in."""

    questions: ColumnElement[int]
    not_yet: ColumnElement[int]


_NONE = Counts(literal(0), literal(0))


@dataclass(frozen=True, slots=True)
class Overview:
    """Everybody on every course that ends with a certificate, at a moment. `lines` lead from courses to their line.

    `certificates` are those of the client's people, the centre's among them; `waiting` are the places in the queue now,
    the longest wait first, none at a past moment. `enrolments` and `stays` are what the cells were made from;
    `lines_on` are the lines as they were on each of the earlier days that were asked for; `questions` is how many wait
    for an answer, `not_yet` how many people have never signed in, where that was asked for. `titles_before` are those
    of the courses that come before, by address, in the language of whoever asks; none side by side.
    """

    moment: datetime
    contents: tuple[CourseContent, ...]
    shared: SharedContent | None
    people: Mapping[int, RosterPerson]
    certificates: tuple[CertificateFacts, ...]
    cells: tuple[Cell, ...]
    waiting: tuple[Step, ...] = ()
    enrolments: tuple[Step, ...] = ()
    stays: tuple[Stay, ...] = ()
    lines_on: tuple[Mapping[str, str], ...] = ()
    questions: int = 0
    not_yet: int = 0
    titles_before: Mapping[str, str] = field(default_factory=dict)

    @property
    def titles(self) -> dict[str, str]:
        """The titles of the courses, by folder."""
        return {content.release.part: content.course.title for content in self.contents}

    @property
    def lines(self) -> dict[str, str]:
        """The lines to which the courses lead, by folder; '' for a course that clears nobody for calls."""
        return _lines(self.contents)

    @property
    def names(self) -> dict[int, str]:
        """The names of all people of whom something was read, by number."""
        return {stay.person_id: stay.name for stay in self.stays}

    @property
    def teams(self) -> dict[str, str]:
        """The titles of the teams that have people in them, by id, in their order."""
        return {team.id: team.title for team in teams_of(self.people.values())}

    @property
    def is_for_calls(self) -> bool:
        """Whether any course leads to a line. The centre's own courses do not: nobody is cleared by them."""
        return any(self.lines.values())

    @property
    def count(self) -> ClearedCount:
        """How many of those who take calls were cleared."""
        return count_cleared(self.cells, self.lines)


def overview(
    actor: Actor,
    moment: datetime,
    days: Sequence[datetime] = (),
    named: Collection[int] = (),
    *,
    past: bool = False,
    with_counts: bool = False,
) -> Overview:
    """Return where everybody stood at `moment`, in four statements; with the stays and lines of earlier days, if asked.

    For those who see everybody. `days` begin with the earliest; `named` are people whose names are wanted besides, as
    far as they ever belonged here. At a moment that is `past` nobody waits: only the queue of now is known, and the
    answer about a past day must not change with it. `with_counts` counts the questions that wait as well, for those
    who answer them, and who has never signed in, for those who may see that; for others there are none.
    """
    actor.check(Permission.SEE_EVERYBODY)
    kinds = _PAST_KINDS if past else _KINDS
    counts = Counts(questions.waiting_beside(actor), not_yet_beside(actor)) if with_counts else _NONE
    return overview_of(actor, moment, days=days, named=named, kinds=kinds, counts=counts)


def overview_of(
    actor: Actor,
    moment: datetime,
    only: Collection[int] | None = None,
    days: Sequence[datetime] = (),
    named: Collection[int] = (),
    kinds: Collection[StepKind] = _KINDS,
    counts: Counts = _NONE,
) -> Overview:
    """Return the same for these people (None: everybody); whoever calls has made sure that they may be seen."""
    since, counted = days[0] if days else moment, [counts.questions, counts.not_yet]
    stayed, (asked, not_yet) = stays_and_counts(actor, since, moment, named, counted)
    (*earlier, now), titles = authoring.contents_and_titles(actor, [*days, moment])
    read = _Read(
        actor.client_id,
        now,
        stayed,
        read_certificates(actor, with_centre=True),
        steps(actor, kinds=kinds, until=moment),
    )
    found = _put_together(read, moment, only, tuple(_lines(_certified(courses)) for courses, _shared in earlier))
    return replace(found, questions=asked, not_yet=not_yet, titles_before=titles)


def overview_of_each(actors: Sequence[Actor], moment: datetime) -> dict[str, Overview]:
    """Return how everybody stands at each client of one person, in four statements for all clients together.

    For those who see everybody there. `certificates` are each client's own, without those of the centre. What people
    did in a course is not read side by side: who has not begun is told as in progress.
    """
    for actor in actors:
        actor.check(Permission.SEE_EVERYBODY)
    with reading_side_by_side(actors):
        contents = authoring.contents_of_each(actors, moment)
        stayed = stays_of_each(actors, moment)
        certificates = certificates_of_each(actors)
        done = steps_of_each(actors, _KINDS)
    return {
        key: _put_together(_Read(key, contents[key], stayed[key], certificates[key], done[key]), moment)
        for key in contents
    }


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of a client: content on its releases of the moment, stays, certificates, enrolments and places."""

    client_id: str
    content: CoursesAndShared
    stayed: Sequence[Stay]
    certificates: Sequence[CertificateFacts]
    done: Sequence[Step]


def _put_together(
    read: _Read,
    moment: datetime,
    only: Collection[int] | None = None,
    lines_on: tuple[Mapping[str, str], ...] = (),
) -> Overview:
    contents, shared = read.content
    certified = _certified(contents)
    everybody = roster_of(read.stayed, moment)
    people = everybody if only is None else {number: one for number, one in everybody.items() if number in only}
    own = [one for one in read.certificates if one.client_id == read.client_id]
    done = read.done
    enrolments = [one for one in done if one.kind is StepKind.ENROLMENT]
    waiting = tuple(one for one in done if one.kind is StepKind.QUEUE and one.person_id in people)
    found = cells(
        people.values(),
        [content.release.part for content in certified],
        own,
        enrolments,
        moment,
        {
            content.release.part: original
            for content in certified
            for original in [translated_from(content)]
            if original
        },
        {(one.person_id, one.course) for one in waiting},
    )
    return Overview(
        moment,
        certified,
        shared,
        people,
        tuple(read.certificates),
        tuple(found),
        waiting,
        tuple(enrolments),
        tuple(read.stayed),
        lines_on,
    )


def _certified(contents: Iterable[CourseContent]) -> tuple[CourseContent, ...]:
    return tuple(content for content in contents if content.course.certificate)


def _lines(contents: Iterable[CourseContent]) -> dict[str, str]:
    return {one.release.part: one.course.line for one in contents}


def paths_behind(actor: Actor, seen: Overview, wanted: Collection[Cell]) -> dict[tuple[int, str], PathOf]:
    """Return the paths behind some cells of an overview of now, by person and course: what is missing, and why."""
    numbers = list(dict.fromkeys(cell.person.id for cell in wanted))
    courses = {cell.course for cell in wanted}
    contents = [content for content in seen.contents if content.release.part in courses]
    return paths(actor, contents, seen.shared, numbers, seen.certificates, seen.titles_before) if numbers else {}
