"""When a wait is over. Pure."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from app.content.documents import Duration
from app.content.durations import day_after, exact_length


def moment_after(start: datetime, wait: Duration, time_zone: str) -> datetime:
    """Return the moment (UTC) that lies `wait` after `start`.

    Minutes and hours are exact. Days and longer keep the hour on the person's own clock, through a change of summer
    time too.
    """
    exact = exact_length(wait)
    if exact is not None:
        return start.astimezone(UTC) + exact
    local = start.astimezone(ZoneInfo(time_zone))
    day = day_after(local.date(), wait)
    return local.replace(year=day.year, month=day.month, day=day.day).astimezone(UTC)
