"""Pure decisions about people: how long to wait after wrong passwords, what size of team is sound."""

from __future__ import annotations

from datetime import datetime, timedelta

FREE_TRIES = 5
FREE_TRIES_OF_ADDRESS = 60
"""A whole class may sit behind one address."""
FREE_LETTERS = 3
"""Letters about a forgotten password to one sign-in name, before asking for another has to wait."""
FREE_LETTERS_OF_ADDRESS = 30
LONGEST_WAIT = timedelta(minutes=15)
FORGET_AFTER = timedelta(hours=1)
SOUND_TEAM = range(10, 16)
"""10 to 15 people to a leader is sound; outside is flagged (domain.md, 'team, span')."""


def wait_before_next_try(failures: int, last_at: datetime, moment: datetime, *, free: int = FREE_TRIES) -> timedelta:
    """Return how long to wait before the next sign-in is looked at.

    `free` tries are not held up; then the wait doubles from two seconds up to a quarter of an hour, counted from the
    last failure. An hour without a failure forgets them.
    """
    if failures < free or moment - last_at >= FORGET_AFTER:
        return timedelta(0)
    doubled = timedelta(seconds=2 ** min(failures - free + 1, 12))
    return max(timedelta(0), min(doubled, LONGEST_WAIT) - (moment - last_at))


def failures_after_another(failures: int, last_at: datetime, moment: datetime) -> int:
    """Return the count once another try has failed at `moment`."""
    return 1 if moment - last_at >= FORGET_AFTER else failures + 1


def team_size_is_sound(members: int) -> bool:
    """Tell whether a team has 10 to 15 members."""
    return members in SOUND_TEAM


def mail_address(sign_in_name: str) -> str | None:
    """Return the address of mail by which a person signs in, or None where the sign-in name is no such address."""
    before, at, after = sign_in_name.partition("@")
    fit = before and at and "." in after.strip(".") and "@" not in after and sign_in_name.isprintable()
    return sign_in_name if fit and not any(each.isspace() or each in ',;<>"' for each in sign_in_name) else None
