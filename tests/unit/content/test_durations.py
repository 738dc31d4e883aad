"""How long written durations are, on the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.documents import Duration
from app.content.durations import day_after, exact_length, is_sensible
from app.content.kinds import Unit

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "end"),
    [
        (FRIDAY, 1, Unit.DAYS, date(2026, 11, 21)),
        (FRIDAY, 2, Unit.WEEKS, date(2026, 12, 4)),
        (FRIDAY, 1, Unit.WORKING_DAYS, date(2026, 11, 23)),
        (FRIDAY, 5, Unit.WORKING_DAYS, date(2026, 11, 27)),
        (FRIDAY, 10, Unit.WORKING_DAYS, date(2026, 12, 4)),
        (date(2026, 11, 21), 1, Unit.WORKING_DAYS, date(2026, 11, 23)),
        (date(2026, 11, 22), 5, Unit.WORKING_DAYS, date(2026, 11, 27)),
        (date(2027, 1, 31), 1, Unit.MONTHS, date(2027, 2, 28)),
        (date(2027, 1, 31), 13, Unit.MONTHS, date(2028, 2, 29)),
        (date(2028, 2, 29), 1, Unit.YEARS, date(2029, 2, 28)),
    ],
)
def test_days_on_the_calendar(start: date, amount: int, unit: Unit, end: date) -> None:
    assert day_after(start, Duration(amount, unit)) == end


def test_minutes_and_hours_are_exact_and_nothing_else_is() -> None:
    assert exact_length(Duration(90, Unit.MINUTES)) == timedelta(minutes=90)
    assert exact_length(Duration(24, Unit.HOURS)) == timedelta(hours=24)
    assert exact_length(Duration(1, Unit.DAYS)) is None


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 300))
def test_working_days_are_counted_one_by_one(start: date, amount: int) -> None:
    end = day_after(start, Duration(amount, Unit.WORKING_DAYS))
    days = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(day.weekday() < 5 for day in days) == amount
    assert end.weekday() < 5


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(Unit), st.integers(1, 60_000_000))
def test_every_sensible_duration_leads_to_a_date(start: date, unit: Unit, amount: int) -> None:
    length = Duration(amount, unit)
    if is_sensible(length) and exact_length(length) is None:
        assert day_after(start, length) > start
