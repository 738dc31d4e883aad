"""Where everybody stands on every course at a moment: one state for a person and a course. Pure.

The answer for a past day rests on what was issued and enrolled until then, and so stays the same for ever.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from app.certification.held import CertificateFacts
from app.reports.roster import RosterPerson
from app.reports.states import CLEARED, State, fits, state_of
from app.reports.steps import Step, enrolled_at


@dataclass(frozen=True, slots=True)
class Cell:
    """A person and a course: the state, the certificate behind it, and the due date where one is awaited."""

    person: RosterPerson
    course: str
    state: State
    certificate: CertificateFacts | None = None
    due_at: datetime | None = None


def cells(
    people: Iterable[RosterPerson],
    courses: Sequence[str],
    certificates: Iterable[CertificateFacts],
    enrolments: Iterable[Step],
    moment: datetime,
    originals: Mapping[str, str] = MappingProxyType({}),
    waiting: Collection[tuple[int, str]] = (),
) -> list[Cell]:
    """Return a cell for each person who takes calls or is enrolled, on each of `courses` that concerns them.

    `enrolments` are steps of that kind, oldest first, asked for `moment`; `waiting` are the people and courses in the
    queue, for a moment that is now.

    Who takes calls is in every course's column, enrolled or not; others only where they are enrolled or certified.
    `originals` leads from a translation to the course it translates: of those, whoever takes one needs no other.
    """
    held = {
        (one.person_id, one.course): one
        for one in sorted(certificates, key=lambda one: one.counts_from)
        if one.counts_from <= moment
    }
    enrolled = enrolled_at(enrolments, moment)
    found = []
    begun = {(person_id, originals.get(course, course)) for person_id, course in (*held, *enrolled)}
    for person in people:
        for course in courses:
            key = (person.id, course)
            unmet = person.takes_calls and course not in originals and key not in begun
            if unmet or key in held or key in enrolled:
                found.append(_cell(person, course, held.get(key), enrolled.get(key), moment, waits=key in waiting))
    return found


def _cell(
    person: RosterPerson,
    course: str,
    certificate: CertificateFacts | None,
    enrolment: Step | None,
    moment: datetime,
    *,
    waits: bool,
) -> Cell:
    due_at = enrolment.due_at if enrolment else None
    state = state_of(
        moment,
        certificate.standing(moment) if certificate else None,
        enrolled=enrolment is not None,
        due_at=due_at,
        waits_for_call=waits,
        not_begun=enrolment.not_begun if enrolment else None,
    )
    return Cell(person, course, state, certificate, None if certificate else due_at)


@dataclass(frozen=True, slots=True)
class ClearedCount:
    """How many of those who take calls held a certificate for a line at a moment.

    Of a client none of whose courses leads to a line: how many of the people on its courses held any certificate.
    """

    cleared: int
    total: int


def counted_courses(lines: Mapping[str, str]) -> frozenset[str]:
    """Return the courses whose certificate is counted: those that lead to a line; where none does, all of them. Pure.

    `lines` leads from a course to its line, '' for none.
    """
    return frozenset(course for course, line in lines.items() if line) or frozenset(lines)


def count_cleared(all_cells: Iterable[Cell], lines: Mapping[str, str]) -> ClearedCount:
    """Count people, not certificates. `lines` leads from a course to its line; courses without one clear nobody.

    Where no course leads to a line, whoever is on a course is counted, and cleared is who holds a certificate.
    """
    counted, for_calls = counted_courses(lines), any(lines.values())
    concerned: set[int] = set()
    cleared: set[int] = set()
    for cell in all_cells:
        if cell.person.takes_calls or not for_calls:
            concerned.add(cell.person.id)
            if cell.course in counted and cell.state in CLEARED:
                cleared.add(cell.person.id)
    return ClearedCount(len(cleared), len(concerned))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a matrix shows: filters, each empty for all, and the sorting (`-` before the key for downwards).

    `team` is a team's id or a part of its name, `group` a class.
    """

    state: str = ""
    course: str = ""
    team: str = ""
    group: str = ""
    sort: str = "name"


SORTS = ("name", "team", "course", "state", "until")


def select_cells(
    all_cells: Iterable[Cell], wanted: Wanted, titles: Mapping[str, str], members: Collection[int] = ()
) -> list[Cell]:
    """Return the cells that the filters leave, sorted; an unknown key sorts by name.

    `members` are the people of the class that is wanted, if one is.
    """
    left = [
        cell
        for cell in all_cells
        if fits(cell.state, wanted.state)
        and wanted.course in ("", cell.course)
        and cell.person.is_of_team(wanted.team)
        and (not wanted.group or cell.person.id in members)
    ]
    downwards, key = wanted.sort.startswith("-"), wanted.sort.lstrip("-")
    left.sort(key=lambda cell: (cell.person.name.casefold(), cell.person.id, titles.get(cell.course, cell.course)))
    if key in SORTS and key != "name":
        left.sort(key=lambda cell: _sort_value(cell, key, titles), reverse=downwards)
    elif downwards:
        left.reverse()
    return left


def _sort_value(cell: Cell, key: str, titles: Mapping[str, str]) -> str:
    until = cell.certificate.expires_at if cell.certificate else cell.due_at
    values = {
        "team": cell.person.team.casefold(),
        "course": titles.get(cell.course, cell.course).casefold(),
        "state": cell.state.value,
        "until": until.isoformat() if until else "9999",
    }
    return values[key]
