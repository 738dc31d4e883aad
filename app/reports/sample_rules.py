"""What a sample is drawn from, and which of it a seed picks. Pure.

Whoever knows the seed and what could be drawn gets the same sample for ever, with this program or without: each id is
hashed together with the seed, and the smallest hashes are drawn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.kernel import clock
from app.kernel.errors import InvalidError
from app.kernel.messages import N_

LEAST, MOST = 1, 50
"""How many can be drawn at once."""
LONGEST_SEED = 64
SETTLED = timedelta(minutes=5)
"""How long after midnight a day counts as over: what ended just before may still be on its way into the database."""


class SampleKind(StrEnum):
    """What is drawn; the values stand in rows and on the record."""

    CERTIFICATES = "certificates"
    CALLS = "calls"


@dataclass(frozen=True, slots=True)
class WantedSample:
    """`size` of one kind, from the days `since` to `until`, both among them, in the time zone of whoever draws.

    Without a seed ('') the program makes one when it draws.
    """

    kind: SampleKind
    since: date
    until: date
    size: int
    seed: str


def check_sample(wanted: WantedSample) -> None:
    """Raise InvalidError for a sample that cannot be drawn."""
    if not LEAST <= wanted.size <= MOST:
        raise InvalidError(N_("Draw from %(least)d to %(most)d at once."), least=LEAST, most=MOST)
    if wanted.since > wanted.until:
        raise InvalidError(N_("The first day comes after the last one."))
    if wanted.seed != wanted.seed.strip() or len(wanted.seed) > LONGEST_SEED or not wanted.seed.isprintable():
        raise InvalidError(N_("The seed is one line of at most %(most)d characters."), most=LONGEST_SEED)


def last_day(moment: datetime, time_zone: str) -> date:
    """Return the last day that can be drawn from: one that is over, so that nothing can be added to it."""
    return clock.day_of(moment - SETTLED, time_zone) - timedelta(days=1)


def check_over(until: date, moment: datetime, time_zone: str) -> None:
    """Raise InvalidError for a period that is not over."""
    if until > last_day(moment, time_zone):
        raise InvalidError(N_("Only days that are over can be drawn from. Choose an earlier last day."))


def period(since: date, until: date, time_zone: str) -> tuple[datetime, datetime]:
    """Return the first moment of a period and the first one after it, by the days of a time zone (an IANA name)."""
    zone = ZoneInfo(time_zone)
    return datetime.combine(since, time(), zone), datetime.combine(until + timedelta(days=1), time(), zone)


def mark(seed: str, one: str) -> str:
    """Return what an id is drawn by, in hex: the SHA-256 of `seed`, a line feed and the id (UTF-8)."""
    return hashlib.sha256(f"{seed}\n{one}".encode()).hexdigest()


def in_order(seed: str, candidates: Iterable[str]) -> list[str]:
    """Return the ids in the order in which they are drawn, the smallest mark first."""
    return sorted(candidates, key=lambda one: mark(seed, one))


def draw(seed: str, candidates: Iterable[str], size: int) -> list[str]:
    """Return the first `size` ids `in_order`.

    The order of the candidates does not matter; of fewer than `size` all are drawn.
    """
    return in_order(seed, candidates)[:size]


def digest(candidates: Iterable[str]) -> str:
    """Return what stands for all ids that could be drawn: the SHA-256, in hex, of them sorted, a line each."""
    return hashlib.sha256("\n".join(sorted(candidates)).encode()).hexdigest()
