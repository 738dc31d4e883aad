"""How many of those enrolled have finished: by course, class or team."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass
from datetime import datetime

from app.authoring.queries import CourseContent
from app.certification.held import read_certificates
from app.kernel.actor import Actor
from app.people.permissions import Permission
from app.reports.narrowing import Narrowing, share
from app.reports.placing import Placed, read_places
from app.reports.states import State, state_of
from app.reports.steps import Step, StepKind, enrolled_at, steps


@dataclass(frozen=True, slots=True)
class Taken:
    """A person on a course: finished it, or is past the due date, or has done nothing of it yet, or none of these."""

    person_id: int
    course: str
    _: KW_ONLY
    finished: bool = False
    overdue: bool = False
    nothing_done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    """One row: of `enrolled` so many finished, so many are past the due date, so many others have done nothing yet.

    Nobody counts in two of these; the rest are in progress. `key` is a course's folder or an id.
    """

    key: str
    enrolled: int
    finished: int = 0
    overdue: int = 0
    nothing_done: int = 0

    @property
    def share(self) -> float | None:
        """The part that finished, from 0 to 1."""
        return share(self.finished, self.enrolled)


def count_completed(taken: Iterable[Taken], keys: Callable[[int, str], Iterable[str]]) -> list[Completed]:
    """Count enrolments by the keys under which each counts. Pure."""
    found: dict[str, list[Taken]] = {}
    for one in taken:
        for key in keys(one.person_id, one.course):
            found.setdefault(key, []).append(one)
    return [
        Completed(
            key=key,
            enrolled=len(of_key),
            finished=sum(one.finished for one in of_key),
            overdue=sum(one.overdue for one in of_key),
            nothing_done=sum(one.nothing_done for one in of_key),
        )
        for key, of_key in found.items()
    ]


def completion(actor: Actor, wanted: Narrowing, moment: datetime) -> tuple[Placed, list[Completed]]:
    """Return how many of the people who belong here, enrolled in the period, have finished. Five statements.

    Finished is who holds or held the certificate; where a course ends without one, who completed all its modules.
    For those who see everybody.
    """
    actor.check(Permission.SEE_EVERYBODY)
    places = read_places(actor)
    needed = _needed_modules(places.contents)
    kinds = (StepKind.ENROLMENT, StepKind.MODULE) if needed else (StepKind.ENROLMENT,)
    done = steps(actor, kinds=kinds, until=moment)
    enrolments = [step for step in done if step.kind is StepKind.ENROLMENT]
    started_at = {(one.person_id, one.course): one.at for one in enrolments if not one.change}
    finished = {(one.person_id, one.course) for one in read_certificates(actor)} | _completed_all(done, needed)
    taken = [
        _taken(one, moment, finished=key in finished)
        for key, one in enrolled_at(enrolments, moment).items()
        if one.person_id in places.people
        and wanted.course in ("", one.course)
        and wanted.covers(started_at[key])
        and places.is_in(wanted.group, one.person_id)
    ]
    rows = count_completed(taken, places.groups.keys(wanted.by))
    return places, sorted(rows, key=lambda row: places.place(row.key))


def _taken(enrolment: Step, moment: datetime, *, finished: bool) -> Taken:
    """Return how somebody enrolled stands. Who is due soon and has done nothing yet counts among those."""
    overdue = not finished and state_of(moment, due_at=enrolment.due_at) is State.OVERDUE
    nothing_done = not finished and not overdue and enrolment.not_begun is True
    return Taken(enrolment.person_id, enrolment.course, finished=finished, overdue=overdue, nothing_done=nothing_done)


def _needed_modules(contents: Iterable[CourseContent]) -> dict[str, set[str]]:
    """Return the modules of each course that ends without a certificate, by its folder."""
    return {
        content.release.part: {module.name for module in content.modules}
        for content in contents
        if content.course.certificate is None
    }


def _completed_all(done: Iterable[Step], needed: Mapping[str, set[str]]) -> set[tuple[int, str]]:
    """Return who completed all the modules that a course needs, by person and course."""
    completed: dict[tuple[int, str], set[str]] = {}
    for step in done:
        if step.kind is StepKind.MODULE and step.course in needed:
            completed.setdefault((step.person_id, step.course), set()).add(step.name)
    return {key for key, names in completed.items() if names >= needed[key[1]]}
