"""Pure decisions about letters: how long a claim lasts, when one is tried again, when it is given up."""

from __future__ import annotations

from datetime import timedelta

CLAIM = timedelta(minutes=15)
"""How long a letter is one worker's: longer than sending can take with `TIMEOUT` at every step of the conversation."""
TIMEOUT = 30
"""Seconds that a mail server may be silent."""
MOST_TRIES = 8
"""The waits before them add up to about two days."""
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=24)


def wait_after(tries: int) -> timedelta:
    """Return how long to wait after the failed try number `tries`, from 1: a minute, then four times as long each."""
    return min(FIRST_WAIT * int(4 ** (tries - 1)), LONGEST_WAIT)


def is_given_up(tries: int, *, for_ever: bool) -> bool:
    """Tell whether a letter that failed `tries` times is not tried again. `for_ever`: the server will never take it."""
    return for_ever or tries >= MOST_TRIES
