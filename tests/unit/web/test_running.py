"""Which of several attempts somebody is led back to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.certification.ports import Sitting
from app.web.learner.running import soonest

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes", "first"),
    [
        ([], "nothing"),
        ([30, 10, 20], "10"),
        ([None, 20], "20"),
        ([None], "None"),
        ([-1, 0, 15], "15"),
        ([-1, 0], "nothing"),
    ],
)
def test_the_one_whose_clock_ends_first(minutes: list[int | None], first: str) -> None:
    attempts = [
        Sitting(str(left), "exam", "r", None if left is None else NOW + timedelta(minutes=left)) for left in minutes
    ]
    found = soonest(attempts, NOW)
    assert (found.id if found else "nothing") == first
