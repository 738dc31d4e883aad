"""What somebody must act on: overdue, due within a week, expired, expiring."""

from __future__ import annotations

from datetime import date

import pytest

from app.reports.deadlines import Due, WantedDue, due_of, select_due
from app.reports.roster import RosterPerson
from app.reports.standings import Cell
from app.reports.states import State
from tests.unit.reports.test_standings import CARDS, DAY, NOW, OLGA, SVEN, certificate

CELLS = [
    ("past the due date", Cell(OLGA, CARDS, State.OVERDUE, due_at=NOW - DAY), State.OVERDUE),
    ("due in a week", Cell(OLGA, CARDS, State.DUE_SOON, due_at=NOW + 7 * DAY), State.DUE_SOON),
    ("due later", Cell(OLGA, CARDS, State.IN_PROGRESS, due_at=NOW + 8 * DAY), None),
    ("no due date", Cell(OLGA, CARDS, State.IN_PROGRESS), None),
    ("not enrolled", Cell(OLGA, CARDS, State.NOT_ENROLLED), None),
    ("expiring", Cell(OLGA, CARDS, State.EXPIRING, certificate(NOW - DAY, NOW + 9 * DAY)), State.EXPIRING),
    ("expired", Cell(OLGA, CARDS, State.EXPIRED, certificate(NOW - 9 * DAY, NOW - DAY)), State.EXPIRED),
    ("cleared for long", Cell(OLGA, CARDS, State.CLEARED, certificate(NOW, NOW + 300 * DAY)), None),
    ("cleared for ever", Cell(OLGA, CARDS, State.CLEARED, certificate(NOW, None)), None),
]


@pytest.mark.parametrize(("cell", "kind"), [case[1:] for case in CELLS], ids=[str(case[0]) for case in CELLS])
def test_what_must_be_acted_on(cell: Cell, kind: State | None) -> None:
    found = due_of(cell)
    assert (found.kind if found else None) == kind


LATE = Due(OLGA, CARDS, State.OVERDUE, NOW - DAY)
SOON = Due(SVEN, "returns", State.DUE_SOON, NOW + DAY)
ENDS = Due(RosterPerson(3, "Ada", frozenset(), "t1", "Blue"), CARDS, State.EXPIRING, NOW + 2 * DAY, date(2025, 11, 24))

SELECTIONS = [
    (WantedDue(), [LATE, SOON, ENDS]),
    (WantedDue(sort="-when"), [ENDS, SOON, LATE]),
    (WantedDue(sort="name"), [ENDS, LATE, SOON]),
    (WantedDue(sort="-name"), [SOON, LATE, ENDS]),
    (WantedDue(sort="nonsense"), [LATE, SOON, ENDS]),
    (WantedDue(kind="overdue"), [LATE]),
    (WantedDue(course="returns"), [SOON]),
    (WantedDue(team="t1"), [LATE, ENDS]),
    (WantedDue(group="autumn"), [SOON]),
    (WantedDue(kind="overdue", course="returns"), []),
]


@pytest.mark.parametrize(("wanted", "left"), SELECTIONS)
def test_filters_and_sorting(wanted: WantedDue, left: list[Due]) -> None:
    assert select_due([SOON, ENDS, LATE], wanted, {}, {SVEN.id}) == left
