"""When the wait between two attempts is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.quizzes.waiting import moment_after
from app.content.documents import Duration
from app.content.kinds import Unit


@pytest.mark.parametrize(
    ("start", "amount", "unit", "zone", "end"),
    [
        ("2026-11-20T12:00+00:00", 30, Unit.MINUTES, "Europe/Warsaw", "2026-11-20T12:30+00:00"),
        ("2026-11-20T12:00+00:00", 24, Unit.HOURS, "Europe/Warsaw", "2026-11-21T12:00+00:00"),
        ("2026-11-20T12:00+00:00", 1, Unit.DAYS, "Europe/Warsaw", "2026-11-21T12:00+00:00"),
        # Warsaw's clocks go back on 25 October 2026: a day keeps the hour on the wall, 24 hours do not.
        ("2026-10-24T10:00+02:00", 1, Unit.DAYS, "Europe/Warsaw", "2026-10-25T10:00+01:00"),
        ("2026-10-24T10:00+02:00", 24, Unit.HOURS, "Europe/Warsaw", "2026-10-25T09:00+01:00"),
        ("2026-11-20T12:00+00:00", 2, Unit.WEEKS, "UTC", "2026-12-04T12:00+00:00"),
        # A Friday evening in Warsaw is a Saturday morning in Auckland: whose working days count matters.
        ("2026-11-20T18:00+00:00", 1, Unit.WORKING_DAYS, "Europe/Warsaw", "2026-11-23T18:00+00:00"),
        ("2026-11-20T18:00+00:00", 3, Unit.WORKING_DAYS, "UTC", "2026-11-25T18:00+00:00"),
        ("2027-01-31T09:00+00:00", 1, Unit.MONTHS, "UTC", "2027-02-28T09:00+00:00"),
        ("2028-02-29T09:00+00:00", 1, Unit.YEARS, "UTC", "2029-02-28T09:00+00:00"),
    ],
)
def test_a_wait_ends(start: str, amount: int, unit: Unit, zone: str, end: str) -> None:
    assert moment_after(datetime.fromisoformat(start), Duration(amount, unit), zone) == datetime.fromisoformat(end)


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)),
    st.integers(1, 90),
    st.sampled_from(list(Unit)),
    st.sampled_from(["UTC", "Europe/Warsaw", "Europe/Athens", "Asia/Kolkata", "America/New_York"]),
)
def test_a_wait_never_ends_before_it_begins(start: datetime, amount: int, unit: Unit, zone: str) -> None:
    begun = start.replace(tzinfo=UTC)
    assert moment_after(begun, Duration(amount, unit), zone) - begun >= timedelta(minutes=amount)
