"""A certificate ends with the last day of its time, in the person's own time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.certification.expiry import expiry
from app.content.documents import Duration
from app.content.durations import day_after
from app.content.kinds import Unit

LENGTHS = [
    (date(2025, 11, 22), Duration(12, Unit.MONTHS), date(2026, 11, 22)),
    (date(2025, 1, 31), Duration(1, Unit.MONTHS), date(2025, 2, 28)),
    (date(2024, 1, 31), Duration(1, Unit.MONTHS), date(2024, 2, 29)),
    (date(2024, 2, 29), Duration(1, Unit.YEARS), date(2025, 2, 28)),
    (date(2025, 12, 15), Duration(1, Unit.MONTHS), date(2026, 1, 15)),
    (date(2025, 12, 31), Duration(14, Unit.DAYS), date(2026, 1, 14)),
    (date(2025, 11, 22), Duration(2, Unit.WEEKS), date(2025, 12, 6)),
    (date(2025, 11, 21), Duration(1, Unit.WORKING_DAYS), date(2025, 11, 24)),  # a Friday
    (date(2025, 11, 22), Duration(1, Unit.WORKING_DAYS), date(2025, 11, 24)),  # a Saturday
    (date(2025, 11, 24), Duration(5, Unit.WORKING_DAYS), date(2025, 12, 1)),
    (date(2025, 11, 24), Duration(0, Unit.WORKING_DAYS), date(2025, 11, 24)),
]


@pytest.mark.parametrize(("start", "length", "end"), LENGTHS)
def test_calendar_lengths(start: date, length: Duration, end: date) -> None:
    assert day_after(start, length) == end


def test_the_last_day_counts_whole_in_the_persons_time_zone() -> None:
    issued = datetime(2025, 11, 22, 15, 0, tzinfo=UTC)
    ends = expiry(issued, Duration(12, Unit.MONTHS), "Europe/Athens")
    assert ends.last_day == date(2026, 11, 22)
    assert ends.at == datetime(2026, 11, 22, 22, 0, tzinfo=UTC)


def test_the_day_of_issue_is_the_persons_own() -> None:
    late_evening_in_utc = datetime(2025, 11, 22, 23, 30, tzinfo=UTC)
    assert expiry(late_evening_in_utc, Duration(1, Unit.DAYS), "Europe/Warsaw").last_day == date(2025, 11, 24)


def test_summer_time_does_not_move_the_end_of_the_day() -> None:
    ends = expiry(datetime(2025, 1, 10, 12, tzinfo=UTC), Duration(6, Unit.MONTHS), "Europe/Athens")
    assert ends.at == datetime(2025, 7, 10, 21, 0, tzinfo=UTC)


def test_hours_are_exact() -> None:
    issued = datetime(2025, 11, 22, 15, 0, tzinfo=UTC)
    assert expiry(issued, Duration(48, Unit.HOURS), "UTC").at == datetime(2025, 11, 24, 15, 0, tzinfo=UTC)
    assert expiry(issued, Duration(90, Unit.MINUTES), "UTC").at == datetime(2025, 11, 22, 16, 30, tzinfo=UTC)


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),
    st.builds(Duration, st.integers(1, 60), st.sampled_from(list(Unit))),
    st.sampled_from(["UTC", "Europe/Athens", "Pacific/Kiritimati", "America/Los_Angeles"]),
)
def test_law_it_ends_after_it_begins(issued: datetime, valid: Duration, zone: str) -> None:
    assert expiry(issued, valid, zone).at > issued
