"""Text into words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.knowledge.tokens import MAX_WORD, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two factors, always.", ["two", "factors", "always"]),
        ("TEST-4471", ["test4471", "test", "4471"]),
        ("3-D Secure", ["3d", "3", "d", "secure"]),
        ("the caller’s card", ["the", "caller's", "card"]),
        ("14,5 or 14.5", ["14.5", "14", "5", "or", "14.5", "14", "5"]),
        ("10-15 minutes", ["10", "15", "minutes"]),
        ("PIN-код и за́мок", ["pinкод", "pin", "код", "и", "замок"]),
        ("help@nordbank.example", ["help", "nordbank", "example"]),
        ("ΠΕΛΆΤΗΣ", ["πελάτης"]),
        ("snake_case 🙂 €900", ["snake", "case", "900"]),
        ("", []),
        (" \x00\ud800 …", []),
    ],
)
def test_words_and_codes(text: str, words: list[str]) -> None:
    assert [token.surface for token in tokens(text)] == words


def test_a_compound_stands_where_its_first_part_stands() -> None:
    assert [(token.surface, token.position) for token in tokens("a call-back now")] == [
        ("a", 0),
        ("callback", 1),
        ("call", 1),
        ("back", 2),
        ("now", 3),
    ]


def test_decomposed_accents_are_one_letter() -> None:
    (token,) = tokens(unicodedata.normalize("NFD", "klientów"))
    assert token.surface == "klientów"


@given(st.text(max_size=300))
def test_places_are_in_the_text_and_words_are_short(text: str) -> None:
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert len(token.surface) <= MAX_WORD
