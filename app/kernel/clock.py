"""The one place that knows what time it is, so that a test can say so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytz

from app.kernel.errors import InvalidError
from app.kernel.messages import N_

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2100, 12, 31)
"""Days that people may enter. At the edge of the calendar a day has no neighbour, and no other time zone shows it."""

A_MOMENT = timedelta(minutes=1)
"""The same thing done again within this time is one: a button pressed twice, a form sent again on a slow line."""

_LAST_SECOND = time(23, 59, 59)
_fixed: ContextVar[datetime | None] = ContextVar("fixed time", default=None)


def check_day(day: date) -> date:
    """Return a day that somebody entered. Raises InvalidError unless it is from FIRST_DAY to LAST_DAY."""
    if not FIRST_DAY <= day <= LAST_DAY:
        first, last = FIRST_DAY.isoformat(), LAST_DAY.isoformat()
        raise InvalidError(N_("Only days from %(first)s to %(last)s are taken."), first=first, last=last)
    return day


def is_time_zone(name: str) -> bool:
    """Tell whether both know a time zone: Python, which reckons, and pytz, by which Flask-Babel writes times.

    Python takes files of the machine as well, such as localtime, Factory or right/UTC.
    """
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, not a name, a folder of names
        return False
    return name in pytz.all_timezones_set


def now() -> datetime:
    """Return the present moment in UTC, with its zone, to the microsecond."""
    return _fixed.get() or datetime.now(UTC)


def day_of(moment: datetime, time_zone: str) -> date:
    """Return the day of a moment in a time zone (an IANA name)."""
    return moment.astimezone(ZoneInfo(time_zone)).date()


def today(time_zone: str) -> date:
    """Return the present day in a time zone (an IANA name)."""
    return day_of(now(), time_zone)


def end_of_day(day: date, time_zone: str) -> datetime:
    """Return, in UTC, the last second of a day in a time zone (an IANA name): when what is due on it is due."""
    return datetime.combine(day, _LAST_SECOND, ZoneInfo(time_zone)).astimezone(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Make `now()` answer `moment` (which must carry a zone) inside the block."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    token = _fixed.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _fixed.reset(token)
