"""Where in a text of today belongs what was asked about one of yesterday."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from app.content.paragraphs import mark_of, paragraphs_of
from app.kernel.errors import InvalidError
from app.questions.rules import LONGEST_QUOTE, fit_answer, fit_question, place, quote_of


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, as far as its place goes."""

    anchor: str
    mark: str


SECTIONS = {"a": paragraphs_of("One.\n\nTwo.\n\nOne."), "b": paragraphs_of("Three.")}


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        (Asked("a", mark_of("Two.")), ("at", "a", 1)),
        (Asked("a", mark_of("One.")), ("at", "a", 0)),
        (Asked("a", ""), ("section", "a", None)),
        (Asked("a", mark_of("Three.")), ("section", "a", None)),
        (Asked("b", mark_of("Three, mended.")), ("section", "b", None)),
        (Asked("gone", mark_of("One.")), ("elsewhere", "", None)),
    ],
)
def test_a_question_stands_at_its_paragraph_else_at_its_section_else_at_the_end(
    asked: Asked, where: tuple[str, str, int | None]
) -> None:
    found = place([asked], SECTIONS)
    kind, anchor, number = where
    assert (found.at.get(anchor, {}).get(number or 0) == (asked,)) is (kind == "at")
    assert (found.of_section.get(anchor) == (asked,)) is (kind == "section")
    assert (found.elsewhere == (asked,)) is (kind == "elsewhere")


@pytest.mark.parametrize("words", ["", " \n", "x" * 4001, "a\0", "\udcff"])
def test_what_is_no_question_and_no_answer_is_refused(words: str) -> None:
    for fit in (fit_question, fit_answer):
        with pytest.raises(InvalidError):
            fit(words)


def test_a_very_long_quote_is_cut() -> None:
    assert quote_of("short") == "short"
    assert len(quote_of("word " * 1000)) <= LONGEST_QUOTE + 2
