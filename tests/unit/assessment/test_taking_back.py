"""What is left of exceptions: the quiz's own attempts are used up first, and nothing is taken back twice."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.assessment.quizzes.exceptions import AllowanceFacts
from app.assessment.quizzes.rules import Extra
from app.assessment.quizzes.taking_back import Begun, left_of

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
EXAM, POLISH, ALWAYS = ("cards", "exam"), ("cards-pl", "exam"), ("", "")


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
    begun = [Begun(*EXAM, passed=False)] * used
    assert left_of(allowances, begun, {EXAM: 3}, {"cards": {"cards"}}) == left


@pytest.mark.parametrize(
    ("begun", "left"),
    [
        ([(EXAM, False)] * 3 + [(POLISH, False)], {}),
        ([(EXAM, False)] * 3 + [(POLISH, True)], {"a": Extra(1, 0)}),
        ([(EXAM, False)] * 2 + [(EXAM, True), (POLISH, False)], {}),
        ([(EXAM, False)] * 3 + [(("disputes", "exam"), False), (("cards-pl", "warm-up"), False)], {"a": Extra(1, 0)}),
    ],
)
def test_what_another_language_used_is_used(begun: list[tuple[tuple[str, str], bool]], left: dict[str, Extra]) -> None:
    attempts = [Begun(*where, passed=passed) for where, passed in begun]
    own = {EXAM: 3, POLISH: 3}
    assert left_of([given("a", 1, 0)], attempts, own, {"cards": {"cards", "cards-pl"}}) == left
