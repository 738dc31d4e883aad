"""When a certificate ends. Pure.

Validity counts in calendar days of the person's own time zone and ends with its last day: twelve months from
22 November, 15:00, is the end of 22 November of the next year. Nobody loses their clearance in the middle of a shift,
and the day printed on a certificate is a day on which it still holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.content.documents import Duration
from app.content.durations import day_after, exact_length

SOON = timedelta(days=30)
"""How long before its end a certificate is shown as expiring."""


class Standing(StrEnum):
    """How a certificate stands at a moment; the values are the words of the state chip."""

    HOLDS = "cleared"
    EXPIRING = "expiring"
    EXPIRED = "expired"


def standing(expires_at: datetime | None, moment: datetime) -> Standing:
    """Return how a certificate that ends at `expires_at` (None: never) stands at `moment`."""
    if expires_at is None or expires_at - moment > SOON:
        return Standing.HOLDS
    return Standing.EXPIRING if moment < expires_at else Standing.EXPIRED


@dataclass(frozen=True, slots=True)
class Expiry:
    """The last day on which a certificate holds, and the first moment (UTC) at which it no longer does."""

    last_day: date
    at: datetime


def expiry(issued_at: datetime, valid: Duration, time_zone: str) -> Expiry:
    """Return the end of what was issued at `issued_at` to a person in `time_zone` (an IANA name).

    Hours and minutes are exact, without rounding up to a day.
    """
    zone = ZoneInfo(time_zone)
    exact = exact_length(valid)
    if exact is not None:
        end = issued_at.astimezone(UTC) + exact
        return Expiry(end.astimezone(zone).date(), end)
    return last_moment(day_after(issued_at.astimezone(zone).date(), valid), zone)


def last_moment(last_day: date, zone: ZoneInfo) -> Expiry:
    """Return the end of what holds until the end of `last_day` in a time zone."""
    midnight = datetime.combine(last_day + timedelta(days=1), time(), zone)
    return Expiry(last_day, midnight.astimezone(UTC))
