"""What a course is called for who reads a language."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from app.authoring.contents import title_in


def course(part: str, title: str, language: str, translates: str = "") -> Any:
    about = SimpleNamespace(title=title, language=language, translates=translates)
    return SimpleNamespace(release=SimpleNamespace(part=part), course=about)


BASICS, POLISH = course("basics", "Foundations", "en"), course("basics-pl", "Podstawy", "pl", "../basics")
GREEK = course("basics-el", "Βάσεις", "el", "../basics")


@pytest.mark.parametrize(
    ("language", "folder", "contents", "title"),
    [
        ("pl", "basics", [BASICS, GREEK, POLISH], "Podstawy"),
        ("ru", "basics", [GREEK, BASICS, POLISH], "Foundations"),
        ("en", "basics-pl", [BASICS, POLISH], "Podstawy"),
        ("ru", "basics", [POLISH, GREEK], "Podstawy"),
        ("en", "returns", [BASICS], None),
    ],
)
def test_a_course_is_called_as_it_is_written_in_the_language(
    language: str, folder: str, contents: list[Any], title: str | None
) -> None:
    assert title_in(language, folder, contents) == title
