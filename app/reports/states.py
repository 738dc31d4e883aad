"""The state of a person on a course: one word, decided here for every page that says it. Pure.

A certificate decides alone, whatever else is open. Without one, the due date comes before what the person waits for:
somebody in the queue whose date has passed is overdue, and pages say beside it what they wait for. Whether they have
begun is told last, of those of whom nothing more urgent is said.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from app.certification.expiry import Standing

SOON = timedelta(days=7)
"""What is due within a week is due soon."""


class State(StrEnum):
    """How a person stands on a course; the values are the words of the state chip."""

    CLEARED = "cleared"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    OVERDUE = "overdue"
    DUE_SOON = "due"
    WAITING = "waiting"
    IN_PROGRESS = "in progress"
    NOT_BEGUN = "not begun"
    NOT_ENROLLED = "open"


CLEARED = frozenset({State.CLEARED, State.EXPIRING})
UNDER_WAY = frozenset({State.DUE_SOON, State.WAITING, State.IN_PROGRESS, State.NOT_BEGUN})
"""Enrolled, not late, without a certificate yet."""
ALL_UNDER_WAY = "under way"
"""What addresses of lists call the states of UNDER_WAY together, in the place of one state."""
TO_ACT_ON = (State.OVERDUE, State.EXPIRED, State.DUE_SOON, State.WAITING, State.EXPIRING)
"""The states in which somebody must do something, the most urgent first."""

_CERTIFIED = {
    Standing.HOLDS: State.CLEARED,
    Standing.EXPIRING: State.EXPIRING,
    Standing.EXPIRED: State.EXPIRED,
}


def state_of(
    moment: datetime,
    certificate: Standing | None = None,
    *,
    enrolled: bool = True,
    due_at: datetime | None = None,
    waits_for_call: bool = False,
    not_begun: bool | None = None,
) -> State:
    """Return the state of a person on a course at `moment`.

    `certificate` is how the newest one stands then, None for none; the others are of the enrolment and of the queue.
    Who has done nothing of the course is `not_begun`: read no section, answered nothing, began no quiz, had no call.
    None is for who did not ask: there nobody is told apart from those in progress.
    """
    if certificate is not None:
        return _CERTIFIED[certificate]
    if not enrolled:
        return State.NOT_ENROLLED
    if due_at is not None and due_at < moment:
        return State.OVERDUE
    if due_at is not None and due_at <= moment + SOON:
        return State.DUE_SOON
    if waits_for_call:
        return State.WAITING
    return State.NOT_BEGUN if not_begun else State.IN_PROGRESS


def fits(state: State, wanted: str) -> bool:
    """Tell whether a list narrowed to `wanted` shows a state: the state itself, ALL_UNDER_WAY, or '' for all."""
    return wanted in ("", state.value) or (wanted == ALL_UNDER_WAY and state in UNDER_WAY)
