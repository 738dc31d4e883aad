"""The state of a person on a course: what comes before what."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.certification.expiry import Standing
from app.reports.states import ALL_UNDER_WAY, UNDER_WAY, State, fits, state_of

NOW = datetime(2025, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)

CASES = [
    ("no enrolment", None, False, None, False, State.NOT_ENROLLED),
    ("a certificate without an enrolment", Standing.HOLDS, False, None, False, State.CLEARED),
    ("certified, late and in the queue", Standing.HOLDS, True, -DAY, True, State.CLEARED),
    ("a certificate that ends soon", Standing.EXPIRING, True, None, False, State.EXPIRING),
    ("one that has ended, enrolled again", Standing.EXPIRED, True, 9 * DAY, True, State.EXPIRED),
    ("late", None, True, -DAY, False, State.OVERDUE),
    ("late, in the queue", None, True, -DAY, True, State.OVERDUE),
    ("due this moment", None, True, 0 * DAY, False, State.DUE_SOON),
    ("due in a week", None, True, 7 * DAY, False, State.DUE_SOON),
    ("due in a week, in the queue", None, True, 7 * DAY, True, State.DUE_SOON),
    ("due later, in the queue", None, True, 8 * DAY, True, State.WAITING),
    ("no due date, in the queue", None, True, None, True, State.WAITING),
    ("due a moment more than a week from now", None, True, 7 * DAY + timedelta(seconds=1), False, State.IN_PROGRESS),
    ("no due date", None, True, None, False, State.IN_PROGRESS),
]


@pytest.mark.parametrize(
    ("certificate", "enrolled", "due_in", "waits", "state"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_one_state(
    certificate: Standing | None, enrolled: bool, due_in: timedelta | None, waits: bool, state: State
) -> None:
    due_at = None if due_in is None else NOW + due_in
    assert state_of(NOW, certificate, enrolled=enrolled, due_at=due_at, waits_for_call=waits) is state


@pytest.mark.parametrize(("certificate", "enrolled", "due_in", "waits", "state"), [case[1:] for case in CASES])
def test_who_has_not_begun_is_told_so_where_nothing_more_urgent_is(
    certificate: Standing | None, enrolled: bool, due_in: timedelta | None, waits: bool, state: State
) -> None:
    due_at = None if due_in is None else NOW + due_in
    found = state_of(NOW, certificate, enrolled=enrolled, due_at=due_at, waits_for_call=waits, not_begun=True)
    assert found is (State.NOT_BEGUN if state is State.IN_PROGRESS else state)


@pytest.mark.parametrize("state", State)
def test_a_list_shows_the_state_asked_for_and_all_on_the_way_together(state: State) -> None:
    assert [wanted for wanted in State if fits(state, wanted.value)] == [state]
    assert fits(state, "")
    assert fits(state, ALL_UNDER_WAY) == (state in UNDER_WAY)
