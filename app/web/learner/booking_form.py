"""The day and the time of a booking, as typed by somebody on their own clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from app.assessment.calls.queue_queries import OwnPlace
from app.assessment.calls.queue_rules import FARTHEST_BOOKING, booking_time
from app.kernel.errors import InvalidError
from app.kernel.messages import N_


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the two fields, as ISO has it: a day (`2026-11-23`) and a time (`14:30`)."""

    day: str
    time: str


def typed_in(form: Mapping[str, str], place: OwnPlace | None, time_zone: str) -> Typed:
    """Return what was typed; else what is booked already."""
    if "day" in form or place is None or place.booked_for is None:
        return Typed(form.get("day", ""), form.get("time", ""))
    local = place.booked_for.astimezone(ZoneInfo(time_zone))
    return Typed(local.date().isoformat(), local.strftime("%H:%M"))


def booked_for(form: Mapping[str, str], time_zone: str) -> datetime:
    """Return the moment that was typed on the clock of `time_zone`. Raises InvalidError for none."""
    try:
        day = date.fromisoformat(form.get("day", "").strip())
        at = time.fromisoformat(form.get("time", "").strip())
        if at.tzinfo is not None:
            raise ValueError("a time on one's own clock has no zone")
        return booking_time(datetime.combine(day, at), time_zone)
    except (ValueError, OverflowError):
        raise InvalidError(N_("Choose a day and a time, as in 2026-11-23 and 14:30.")) from None


def choosable(moment: datetime, time_zone: str) -> tuple[date, date]:
    """Return the first and the last day for which a call can be booked at `moment`."""
    zone = ZoneInfo(time_zone)
    return moment.astimezone(zone).date(), (moment + FARTHEST_BOOKING).astimezone(zone).date()
