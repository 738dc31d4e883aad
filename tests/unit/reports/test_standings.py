"""One state for a person and a course, at any moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.certification.held import CertificateFacts
from app.reports.roster import RosterPerson
from app.reports.standings import ClearedCount, Wanted, cells, count_cleared, select_cells
from app.reports.states import State
from app.reports.steps import Step, StepKind

NOW = datetime(2025, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)
OLGA = RosterPerson(1, "Olga", frozenset({"operator"}), "t1", "Blue")
SVEN = RosterPerson(2, "sven", frozenset({"supervisor"}), "", "")
CARDS, RETURNS = "card-line", "returns"


def certificate(issued: datetime, expires: datetime | None, person: int = 1) -> CertificateFacts:
    return CertificateFacts(
        id="c",
        client_id="nordbank",
        person_id=person,
        course=CARDS,
        translates="",
        release_id="r",
        release_number="1.0",
        number="NB-1",
        code="x",
        title="Certified",
        course_title="Card line",
        line="cards",
        line_title="Cards",
        issued_at=issued,
        expires_at=expires,
        last_day=None,
        evidence={},
        covers=(),
    )


def enrolment(started: datetime, due: datetime | None, person: int = 1) -> Step:
    return Step(StepKind.ENROLMENT, person, CARDS, "", "e", "r", started, due_at=due)


STATES = [
    ("not enrolled", [], [], State.NOT_ENROLLED),
    ("due tomorrow", [], [enrolment(NOW - DAY, NOW + DAY)], State.DUE_SOON),
    ("enrolled without a due date", [], [enrolment(NOW - DAY, None)], State.IN_PROGRESS),
    ("enrolled, nothing done", [], [replace(enrolment(NOW - DAY, None), not_begun=True)], State.NOT_BEGUN),
    ("past the due date", [], [enrolment(NOW - 9 * DAY, NOW - DAY)], State.OVERDUE),
    ("enrolled only later", [], [enrolment(NOW + DAY, None)], State.NOT_ENROLLED),
    (
        "certified, late or not",
        [certificate(NOW - DAY, None)],
        [enrolment(NOW - 9 * DAY, NOW - DAY)],
        State.CLEARED,
    ),
    ("certified for long", [certificate(NOW - DAY, NOW + 200 * DAY)], [], State.CLEARED),
    ("certified for 30 days more", [certificate(NOW - DAY, NOW + 30 * DAY)], [], State.EXPIRING),
    ("ended this moment", [certificate(NOW - DAY, NOW)], [], State.EXPIRED),
    ("certified only later", [certificate(NOW + DAY, None)], [], State.NOT_ENROLLED),
]


@pytest.mark.parametrize(
    ("held", "enrolled", "state"), [case[1:] for case in STATES], ids=[str(case[0]) for case in STATES]
)
def test_states(held: list[CertificateFacts], enrolled: list[Step], state: State) -> None:
    [cell] = cells([OLGA], [CARDS], held, enrolled, NOW)
    assert cell.state is state


def test_who_takes_no_calls_is_listed_only_where_enrolled_or_certified() -> None:
    assert cells([SVEN], [CARDS], [], [], NOW) == []
    assert len(cells([SVEN], [CARDS, RETURNS], [], [enrolment(NOW - DAY, None, person=2)], NOW)) == 1


def test_whoever_takes_a_translation_or_its_original_needs_no_other() -> None:
    originals = {"card-line-pl": CARDS}
    courses = [CARDS, "card-line-pl"]

    def shown(*steps: Step) -> list[str]:
        return [cell.course for cell in cells([OLGA], courses, [], steps, NOW, originals)]

    assert shown() == [CARDS]
    assert shown(enrolment(NOW, None)) == [CARDS]
    assert shown(replace(enrolment(NOW, None), course="card-line-pl")) == ["card-line-pl"]


def test_people_are_counted_once_and_courses_without_a_line_clear_nobody() -> None:
    held = [certificate(NOW - DAY, None), certificate(NOW - DAY, None, person=2)]
    found = cells([OLGA, SVEN], [CARDS, RETURNS], held, [], NOW)
    assert count_cleared(found, {CARDS: "cards", RETURNS: "returns"}) == ClearedCount(1, 1)
    assert count_cleared(found, {CARDS: "", RETURNS: "returns"}) == ClearedCount(0, 1)


def test_where_no_course_leads_to_a_line_whoever_is_on_one_is_counted() -> None:
    """So it is at the centre: its induction clears nobody for calls, and is a certificate all the same."""
    found = cells([OLGA, SVEN], [CARDS], [certificate(NOW - DAY, None, person=2)], [], NOW)
    assert count_cleared(found, {CARDS: ""}) == ClearedCount(1, 2)


@pytest.mark.parametrize("sort", ["name", "-name", "team", "-until", "state", "course", "nonsense", ""])
def test_sorting_loses_nobody(sort: str) -> None:
    found = cells([OLGA, SVEN], [CARDS], [certificate(NOW, None)], [enrolment(NOW, None, person=2)], NOW)
    names = [cell.person.name for cell in select_cells(found, Wanted(sort=sort), {})]
    assert sorted(names) == ["Olga", "sven"]
    assert names == (["sven", "Olga"] if sort in ("-name", "team") else ["Olga", "sven"]) or sort in ("-until", "state")


def test_filters_work_together() -> None:
    found = cells([OLGA, SVEN], [CARDS], [], [enrolment(NOW, None, person=2)], NOW)
    assert [cell.person.id for cell in select_cells(found, Wanted(state="open", team="t1"), {})] == [1]
    assert select_cells(found, Wanted(state="open", course=RETURNS), {}) == []


@pytest.mark.parametrize(("wanted", "found"), [("", True), ("t1", True), ("har", True), ("HARB", True), ("x", False)])
def test_a_team_is_wanted_by_its_id_or_a_part_of_its_name(wanted: str, found: bool) -> None:
    person = RosterPerson(1, "Olga", frozenset(), "t1", "Harbour north")
    assert person.is_of_team(wanted) is found
