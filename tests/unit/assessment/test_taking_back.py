"""What is left of exceptions: the quiz's own attempts are used up first, and nothing is taken back twice."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.assessment.quizzes.exceptions import AllowanceFacts
from app.assessment.quizzes.rules import Extra
from app.assessment.quizzes.taking_back import left_of

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
EXAM, ALWAYS = ("cards", "exam"), ("", "")


def given(name: str, attempts: int, minutes: int, where: tuple[str, str] = EXAM, back: str = "") -> AllowanceFacts:
    return AllowanceFacts(name, 1, *where, attempts, minutes, "Why", 2, NOW, back)


@pytest.mark.parametrize(
    ("allowances", "used", "left"),
    [
        ([given("a", 2, 0)], 0, {"a": Extra(2, 0)}),
        ([given("a", 2, 0)], 3, {"a": Extra(2, 0)}),
        ([given("a", 2, 5)], 4, {"a": Extra(1, 5)}),
        ([given("a", 2, 0)], 5, {}),
        ([given("a", 1, 0), given("b", 2, 0)], 5, {"a": Extra(1, 0), "b": Extra(1, 0)}),
        ([given("a", 2, 0), given("b", -2, 0, back="a")], 0, {}),
        ([given("a", 2, 0), given("b", -1, 0, back="a"), given("c", 1, 0)], 4, {"c": Extra(1, 0)}),
        ([given("a", 0, 15, ALWAYS)], 9, {"a": Extra(0, 15)}),
    ],
)
def test_what_was_not_used_is_left(allowances: list[AllowanceFacts], used: int, left: dict[str, Extra]) -> None:
    assert left_of(allowances, {EXAM: used}, {EXAM: 3}) == left
