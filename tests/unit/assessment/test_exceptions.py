"""What allowances come to for one quiz."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.assessment.quizzes.exceptions import AllowanceFacts, extra_for
from app.assessment.quizzes.rules import Extra

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
EXAM, OTHER, ALWAYS = ("cards", "exam"), ("cards", "other"), ("", "")


def given(where: tuple[str, str], attempts: int, minutes: int) -> AllowanceFacts:
    return AllowanceFacts("a", 1, *where, attempts, minutes, "Why", 2, NOW)


@pytest.mark.parametrize(
    ("allowances", "extra"),
    [
        ([], Extra()),
        ([given(EXAM, 1, 0)], Extra(1, 0)),
        ([given(EXAM, 1, 0), given(EXAM, 2, 5)], Extra(3, 5)),
        ([given(OTHER, 1, 5)], Extra()),
        ([given(ALWAYS, 0, 15), given(EXAM, 1, 5)], Extra(1, 20)),
        ([given(("disputes", "exam"), 1, 5)], Extra()),
        ([given(("cards-pl", EXAM[1]), 1, 5)], Extra(1, 5)),
    ],
)
def test_allowances_add_up(allowances: list[AllowanceFacts], extra: Extra) -> None:
    course, quiz = EXAM
    assert extra_for(allowances, {course, "cards-pl"}, quiz) == extra
