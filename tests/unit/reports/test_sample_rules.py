"""Drawing by a seed: the same for ever, whatever the order of what could be drawn."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.kernel.errors import InvalidError
from app.reports.sample_rules import SampleKind, WantedSample, check_over, check_sample, digest, draw, period

IDS = [f"id-{number}" for number in range(100)]


def test_a_seed_draws_the_same_for_ever() -> None:
    """The ids stand here as they were drawn when this was written: a sample of years ago can be drawn again."""
    assert draw("dice 4 2 6", IDS, 3) == ["id-99", "id-54", "id-5"]
    assert draw("dice 4 2 6", reversed(IDS), 3) == draw("dice 4 2 6", IDS, 3)
    assert draw("dice 4 2 5", IDS, 3) != draw("dice 4 2 6", IDS, 3)
    assert sorted(draw("x", IDS[:2], 50)) == IDS[:2]


def test_a_digest_tells_whether_something_is_missing() -> None:
    assert digest(IDS) == digest(reversed(IDS))
    assert digest(IDS) != digest(IDS[1:])


def test_a_period_holds_its_last_day_in_the_readers_time_zone() -> None:
    begin, end = period(date(2030, 11, 1), date(2030, 11, 30), "Europe/Warsaw")
    assert begin == datetime(2030, 10, 31, 23, tzinfo=UTC)
    assert end == datetime(2030, 11, 30, 23, tzinfo=UTC)


OVER = [
    (datetime(2030, 11, 2, 12, tzinfo=UTC), "UTC", True),
    (datetime(2030, 11, 1, 23, 59, tzinfo=UTC), "UTC", False),
    (datetime(2030, 11, 2, 0, 4, tzinfo=UTC), "UTC", False),
    (datetime(2030, 11, 2, 0, 5, tzinfo=UTC), "UTC", True),
    (datetime(2030, 11, 1, 23, 30, tzinfo=UTC), "Europe/Warsaw", True),
    (datetime(2030, 11, 2, 3, 30, tzinfo=UTC), "America/New_York", False),
]


@pytest.mark.parametrize(("moment", "zone", "is_over"), OVER)
def test_only_a_day_that_is_over_and_settled_is_drawn_from(moment: datetime, zone: str, is_over: bool) -> None:
    if is_over:
        check_over(date(2030, 11, 1), moment, zone)
        return
    with pytest.raises(InvalidError):
        check_over(date(2030, 11, 1), moment, zone)


DAY, NEXT = date(2030, 11, 1), date(2030, 11, 2)
WORD, LONG = "x", "x" * 65
REFUSED = [(0, DAY, NEXT, WORD), (51, DAY, NEXT, WORD), (5, NEXT, DAY, WORD), (5, DAY, NEXT, " "), (5, DAY, NEXT, LONG)]


@pytest.mark.parametrize(("size", "since", "until", "seed"), REFUSED)
def test_what_cannot_be_drawn(size: int, since: date, until: date, seed: str) -> None:
    with pytest.raises(InvalidError):
        check_sample(WantedSample(SampleKind.CALLS, since, until, size, seed))
