"""Pure decisions about the queue: who comes next, how long an assessor may let a call lie, which scenario to offer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

TIME_TO_START = timedelta(minutes=15)
"""How long an assessor may hold a person before the call begins."""
TIME_TO_SCORE = timedelta(hours=2)
"""How long an assessor may leave a running call without saving anything."""
NEVER_DUE = datetime.max.replace(tzinfo=UTC)


def queue_key(due_at: datetime | None, asked_at: datetime, place_id: str) -> tuple[datetime, datetime, str]:
    """Return what the queue is sorted by: the nearest due date first, then the longest wait; the id settles a tie.

    Who has no due date comes after those who have one.
    """
    return due_at or NEVER_DUE, asked_at, place_id


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
