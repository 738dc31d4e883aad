"""Pure decisions about the queue: who comes next and when, who may take whom, which scenario to offer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from app.kernel.errors import InvalidError
from app.kernel.messages import N_

TIME_TO_START = timedelta(minutes=15)
"""How long an assessor may hold a person before the call begins."""
TIME_TO_SCORE = timedelta(hours=2)
"""How long an assessor may leave a running call without saving anything."""
TIME_BEFORE_BOOKING = timedelta(minutes=5)
"""How long before its time a booking comes up in the queue."""
FARTHEST_BOOKING = timedelta(days=14)
NEVER = datetime.max.replace(tzinfo=UTC)
BROKE_OFF, BOOKED, READY_NOW = range(3)
"""Ranks in the queue, the first first."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What decides when a place's turn is. `booked_for` None: ready now; `broke_off`: their last call broke off."""

    asked_at: datetime
    place_id: str
    due_at: datetime | None = None
    booked_for: datetime | None = None
    broke_off: bool = False


def queue_key(turn: Turn) -> tuple[int, datetime, datetime, datetime, str]:
    """Return what the queue is sorted by.

    Whose call broke off comes first, then whose booking has come, the earlier first; then the nearest due date, and
    the longest wait. Who has no due date comes after those who have one; the id settles a tie.
    """
    rank = BROKE_OFF if turn.broke_off else READY_NOW if turn.booked_for is None else BOOKED
    return (rank, turn.booked_for or NEVER, turn.due_at or NEVER, turn.asked_at, turn.place_id)


def has_come(booked_for: datetime | None, moment: datetime) -> bool:
    """Tell whether a place may be taken at `moment`: ready now, or booked for then. Before, it is passed over."""
    return booked_for is None or booked_for - TIME_BEFORE_BOOKING <= moment


def booking_time(local: datetime, time_zone: str) -> datetime:
    """Return the moment (UTC) of a time without a zone, on the clock of `time_zone` (an IANA name).

    Where the clocks go back, the first of the two hours is meant. Raises InvalidError for an hour that they skip.
    """
    zone = ZoneInfo(time_zone)
    moment = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != local:
        raise InvalidError(N_("The clocks go forward then, so that this hour does not exist. Choose another."))
    return moment


def check_booking(booked_for: datetime, moment: datetime) -> None:
    """Raise InvalidError unless a call may be booked for this time, at `moment`."""
    if booked_for <= moment:
        raise InvalidError(N_("This time has passed. Choose a later one, or say that you are ready now."))
    if booked_for > moment + FARTHEST_BOOKING:
        raise InvalidError(
            N_("A call is booked at most %(days)d days ahead. Choose an earlier time."), days=FARTHEST_BOOKING.days
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which calls an assessor wants to take; empty for all."""

    course: str = ""
    channel: str = ""
    language: str = ""

    def fits(self, course: str, channel: str, language: str) -> bool:
        """Tell whether a call is among the wanted."""
        asked = ((self.course, course), (self.channel, channel), (self.language, language))
        return all(wanted in ("", given) for wanted, given in asked)


def speaks(spoken: frozenset[str], language: str) -> bool:
    """Tell whether an assessor of these languages can act a caller in `language`; none named, they speak all."""
    return not spoken or language in spoken


def claim_ends(moment: datetime, *, started: bool) -> datetime:
    """Return until when a person is held for an assessor who took, started or saved a call at `moment`."""
    return moment + (TIME_TO_SCORE if started else TIME_TO_START)


def claim_has_run_out(claim_until: datetime | None, moment: datetime) -> bool:
    """Tell whether nobody holds the place at `moment`: it was never taken, or whoever took it let it lie."""
    return claim_until is None or claim_until <= moment


def least_had(scenarios: Sequence[str], had: Sequence[str]) -> str | None:
    """Return the scenario that a person has had least; among equals the one had longest ago, then the first.

    `scenarios` are the names to choose from, in the course's order; `had` the names of the person's calls so far,
    oldest first. None if there is nothing to choose from.
    """
    times = Counter(had)
    last = {name: position for position, name in enumerate(had)}
    return min(scenarios, key=lambda name: (times[name], last.get(name, -1)), default=None)
