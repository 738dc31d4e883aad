"""Pure decisions about people: how long to wait after wrong passwords, who needs a first link, what team is sound."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

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


class ArrivalState(StrEnum):
    """How far somebody has come with signing in."""

    NO_WAY_IN = "no way in"
    HAS_LINK = "has link"
    MAY_SIGN_IN = "may sign in"
    SIGNED_IN = "signed in"


def arrival_state(*, has_password: bool, has_link: bool, signed_in: bool) -> ArrivalState:
    """Return how far somebody has come. `has_link`: one that is living; `signed_in`: at any time."""
    if signed_in:
        return ArrivalState.SIGNED_IN
    if has_password:
        return ArrivalState.MAY_SIGN_IN
    return ArrivalState.HAS_LINK if has_link else ArrivalState.NO_WAY_IN


def gets_first_link(state: ArrivalState, *, again: bool, just_made: bool) -> bool:
    """Tell whether a request for first links is about somebody: who has no way in, or with `again` who has a link.

    A link `just_made` counts as none, so that the second of two clicks answers as the first did.
    """
    if again:
        return state is ArrivalState.HAS_LINK
    return state is ArrivalState.NO_WAY_IN or (state is ArrivalState.HAS_LINK and just_made)


def mail_address(sign_in_name: str) -> str | None:
    """Return the address of mail by which a person signs in, or None where the sign-in name is no such address."""
    before, at, after = sign_in_name.partition("@")
    fit = before and at and "." in after.strip(".") and "@" not in after and sign_in_name.isprintable()
    return sign_in_name if fit and not any(each.isspace() or each in ',;<>"' for each in sign_in_name) else None
