"""How long a written duration is: `10 working days`, `12 months`. Pure.

Minutes and hours are exact. Days and longer count on the calendar: working days are Monday to Friday, and a month too
short for the day ends on its last one (one month from 31 January is the end of February).
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from app.content.documents import Duration
from app.content.kinds import Unit

_EXACT = {Unit.MINUTES: timedelta(minutes=1), Unit.HOURS: timedelta(hours=1)}
_DAYS = {Unit.DAYS: 1, Unit.WEEKS: 7}
_MONTHS = {Unit.MONTHS: 1, Unit.YEARS: 12}
_SATURDAY = 5
_A_HUNDRED_YEARS = {
    Unit.MINUTES: 52_560_000,
    Unit.HOURS: 876_000,
    Unit.DAYS: 36_500,
    Unit.WORKING_DAYS: 26_000,
    Unit.WEEKS: 5_200,
    Unit.MONTHS: 1_200,
    Unit.YEARS: 100,
}


def is_sensible(length: Duration) -> bool:
    """Tell whether a duration is a hundred years at most, so that every date it leads to is one."""
    return length.amount <= _A_HUNDRED_YEARS[length.unit]


def exact_length(length: Duration) -> timedelta | None:
    """Return a duration in minutes or hours as it is; None for one that counts on the calendar."""
    return length.amount * _EXACT[length.unit] if length.unit in _EXACT else None


def day_after(day: date, length: Duration) -> date:
    """Return the day that lies `length` (in days or longer units) after `day`; `day` itself does not count."""
    if length.unit in _DAYS:
        return day + timedelta(days=length.amount * _DAYS[length.unit])
    if length.unit in _MONTHS:
        return _months_after(day, length.amount * _MONTHS[length.unit])
    return _working_days_after(day, length.amount)


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _working_days_after(day: date, amount: int) -> date:
    weeks, rest = divmod(amount, 5)
    if rest == 0 and weeks:
        weeks, rest = weeks - 1, 5  # so that counting ends on a working day, never on a Saturday
    day += timedelta(weeks=weeks)
    while rest:
        day += timedelta(days=1)
        rest -= day.weekday() < _SATURDAY
    return day
