"""Which checks are asked again today: the wrong ones first, then the oldest, a few a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from app.learning.review import LastAnswer, due_for_review

TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MODULE = SimpleNamespace(questions=[SimpleNamespace(id=name) for name in "abcdef"])
CONTENT: Any = SimpleNamespace(release=SimpleNamespace(part="cards"), modules=[MODULE])


def answered(last: int, share: float = 1.0, first: int | None = None) -> LastAnswer:
    """An answer so many days ago, the first of them perhaps earlier."""
    return LastAnswer(NOON - timedelta(days=last if first is None else first), NOON - timedelta(days=last), share)


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, ""),
        ({"a": answered(0, 0.0)}, ""),
        ({"a": answered(1, 0.5), "b": answered(1)}, "a"),
        ({"a": answered(6), "b": answered(7), "c": answered(30)}, "cb"),
        ({"a": answered(30), "b": answered(1, 0.0), "c": answered(2, 0.0)}, "cba"),
        ({name: answered(9) for name in "abcde"}, "abc"),
        ({**{name: answered(9) for name in "abcd"}, "e": answered(0, first=9)}, "ab"),
        ({"gone": answered(9)}, ""),
    ],
    ids=[
        "nothing was answered", "wrong, but today", "wrong yesterday", "right, a week ago", "wrong ones first",
        "a few only", "one of today's is done", "the check is not in the course any more",
    ],
)  # fmt: skip
def test_what_is_asked_again(answers: dict[str, LastAnswer], asked: str) -> None:
    given = {("cards", name): one for name, one in answers.items()}
    found = due_for_review(given, [CONTENT], TODAY, "UTC")
    assert "".join(one.question.id for one in found) == asked
    assert [one.number for one in found] == ["abcdef".index(name) + 1 for name in asked]


def test_the_day_is_the_readers_own() -> None:
    late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    given = {("cards", "a"): LastAnswer(late, late, 0.0)}
    assert due_for_review(given, [CONTENT], TODAY, "Europe/Warsaw") == [], "it was answered today, in Warsaw"
    assert len(due_for_review(given, [CONTENT], TODAY, "UTC")) == 1
