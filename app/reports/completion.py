"""How many of those enrolled have finished: by course, class or team."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from app.authoring.queries import CourseContent
from app.certification.held import read_certificates
from app.kernel.actor import Actor
from app.learning import queries as learning
from app.people.permissions import Permission
from app.reports.narrowing import Narrowing, share
from app.reports.placing import Placed, read_places
from app.reports.steps import StepKind, enrolled_at, steps


@dataclass(frozen=True, slots=True)
class Taken:
    """A person on a course: finished it, or is past the due date, or has not begun, or none of these."""

    person_id: int
    course: str
    finished: bool
    overdue: bool
    not_begun: bool = False


@dataclass(frozen=True, slots=True)
class Completed:
    """One row: of `enrolled` so many finished, so many are past the due date, so many others have done nothing yet.

    Nobody counts in two of these; the rest are in progress. `key` is a course's folder or an id.
    """

    key: str
    enrolled: int
    finished: int
    overdue: int
    not_begun: int = 0

    @property
    def share(self) -> float | None:
        """The part that finished, from 0 to 1."""
        return share(self.finished, self.enrolled)


def count_completed(taken: Iterable[Taken], keys: Callable[[int, str], Iterable[str]]) -> list[Completed]:
    """Count enrolments by the keys under which each counts. Pure."""
    enrolled: Counter[str] = Counter()
    finished: Counter[str] = Counter()
    overdue: Counter[str] = Counter()
    not_begun: Counter[str] = Counter()
    for one in taken:
        for key in keys(one.person_id, one.course):
            enrolled[key] += 1
            finished[key] += one.finished
            overdue[key] += one.overdue
            not_begun[key] += one.not_begun
    return [Completed(key, count, finished[key], overdue[key], not_begun[key]) for key, count in enrolled.items()]


def completion(actor: Actor, wanted: Narrowing, moment: datetime) -> tuple[Placed, list[Completed]]:
    """Return how many of the people who belong here, enrolled in the period, have finished. Six statements.

    Finished is who holds or held the certificate; where a course ends without one, who completed all its modules.
    For those who see everybody.
    """
    actor.check(Permission.SEE_EVERYBODY)
    places = read_places(actor)
    certified = {(one.person_id, one.course) for one in read_certificates(actor)}
    complete, idle = _done(actor, places.contents, moment)
    taken = []
    for one in learning.enrolments(actor):
        key = (one.person_id, one.course)
        if (
            one.person_id in places.people
            and wanted.course in ("", one.course)
            and wanted.covers(one.started_at)
            and places.is_in(wanted.group, one.person_id)
        ):
            finished = key in certified or key in complete
            overdue = not finished and one.due_at is not None and one.due_at < moment
            taken.append(Taken(*key, finished, overdue, not finished and not overdue and key in idle))
    rows = count_completed(taken, places.groups.keys(wanted.by))
    return places, sorted(rows, key=lambda row: places.place(row.key))


def _done(
    actor: Actor, contents: Iterable[CourseContent], moment: datetime
) -> tuple[set[tuple[int, str]], set[tuple[int, str]]]:
    """Return who completed all modules of a course that ends without a certificate, and who has begun nothing."""
    needed = {
        content.release.part: {module.name for module in content.modules}
        for content in contents
        if content.course.certificate is None
    }
    kinds = (StepKind.ENROLMENT, StepKind.MODULE) if needed else (StepKind.ENROLMENT,)
    enrolments = []
    done: dict[tuple[int, str], set[str]] = {}
    for step in steps(actor, kinds=kinds, begun_by=moment):
        if step.kind is StepKind.ENROLMENT:
            enrolments.append(step)
        else:
            done.setdefault((step.person_id, step.course), set()).add(step.name)
    complete = {key for key, names in done.items() if key[1] in needed and names >= needed[key[1]]}
    return complete, {key for key, one in enrolled_at(enrolments, moment).items() if one.not_begun}
