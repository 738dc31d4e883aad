"""For how many of those to be enrolled a course is there in their own language."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from app.web.people.enrol_notes import readers_of_translations


def course(part: str, language: str, translates: str = "") -> Any:
    return SimpleNamespace(
        release=SimpleNamespace(part=part), course=SimpleNamespace(language=language, translates=translates)
    )


CARDS, CARDS_PL, CARDS_EL = course("cards", "en"), course("cards-pl", "pl", "../cards"), course("el", "el", "../cards")
DISPUTES = course("disputes", "ru")
COURSES = [CARDS, CARDS_PL, CARDS_EL, DISPUTES]


@pytest.mark.parametrize(
    ("content", "read", "counted"),
    [
        (CARDS, ["en", "pl", "pl", "el"], [("el", 1), ("pl", 2)]),
        (CARDS_PL, ["en", "pl", "ru"], [("en", 1)]),
        (CARDS, ["en", "ru"], []),
        (DISPUTES, ["en", "pl"], []),
        (CARDS, [], []),
    ],
)
def test_readers_are_counted_by_the_translation_made_for_them(
    content: Any, read: list[str], counted: list[tuple[str, int]]
) -> None:
    assert readers_of_translations(content, COURSES, read) == counted
