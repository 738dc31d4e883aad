"""Days that may be entered, and moments that every time zone can show."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.dialects import sqlite

from app.kernel import clock
from app.kernel.database import UTCDateTime
from app.kernel.errors import InvalidError


@pytest.mark.parametrize("day", [clock.FIRST_DAY, clock.LAST_DAY, date(2026, 11, 23)])
def test_days_of_our_time_are_taken(day: date) -> None:
    assert clock.check_day(day) == day


@pytest.mark.parametrize("day", [date.min, date(1999, 12, 31), date(2101, 1, 1), date.max])
def test_days_at_the_edge_of_the_calendar_are_not(day: date) -> None:
    with pytest.raises(InvalidError, match="from 2000-01-01 to 2100-12-31"):
        clock.check_day(day)


@pytest.mark.parametrize("moment", [datetime.min, datetime.max])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
def test_what_an_older_version_kept_can_be_shown_everywhere(moment: datetime, zone: str) -> None:
    read = UTCDateTime().process_result_value(moment.replace(tzinfo=UTC), sqlite.dialect())
    assert read is not None
    assert read.astimezone(ZoneInfo(zone)).year in (1, 9999)
