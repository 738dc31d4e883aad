"""When a wait is over. Pure."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.content.documents import Duration, Unit

_EXACT = {Unit.MINUTES: timedelta(minutes=1), Unit.HOURS: timedelta(hours=1)}
_DAYS = {Unit.DAYS: 1, Unit.WEEKS: 7}
_MONTHS = {Unit.MONTHS: 1, Unit.YEARS: 12}
_SATURDAY = 5


def moment_after(start: datetime, wait: Duration, time_zone: str) -> datetime:
    """Return the moment (UTC) that lies `wait` after `start`.

    Minutes and hours are exact. Days and longer keep the hour on the person's own clock, through a change of summer
    time too; working days are Monday to Friday; a month too short for the day ends on its last one.
    """
    if wait.unit in _EXACT:
        return start.astimezone(UTC) + wait.amount * _EXACT[wait.unit]
    local = start.astimezone(ZoneInfo(time_zone))
    day = _day_after(local.date(), wait)
    return local.replace(year=day.year, month=day.month, day=day.day).astimezone(UTC)


def _day_after(day: date, wait: Duration) -> date:
    if wait.unit in _DAYS:
        return day + timedelta(days=wait.amount * _DAYS[wait.unit])
    if wait.unit in _MONTHS:
        years, month = divmod(day.month - 1 + wait.amount * _MONTHS[wait.unit], 12)
        last = calendar.monthrange(day.year + years, month + 1)[1]
        return date(day.year + years, month + 1, min(day.day, last))
    for _ in range(wait.amount):
        day += timedelta(days=1)
        while day.weekday() >= _SATURDAY:
            day += timedelta(days=1)
    return day
