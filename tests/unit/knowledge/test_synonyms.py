"""Everyday words and phrases for what the house calls otherwise."""

from __future__ import annotations

import pytest

from app.knowledge.stemming import fold, sought
from app.knowledge.synonyms import TABLES, phrases_in, synonyms_of


@pytest.mark.parametrize(
    ("typed", "written"),
    [("boss", "superior"), ("начальника", "руководитель"), ("kierownikiem", "przełożony"), ("μέιλ", "μήνυμα")],
)
def test_a_word_stands_for_others_of_its_group(typed: str, written: str) -> None:
    assert fold(written) in {word.word for word in synonyms_of(sought(typed).stems)}


def test_a_word_of_no_group_stands_for_nothing() -> None:
    assert not synonyms_of(sought("zebra").stems)


@pytest.mark.parametrize(
    ("question", "places", "written"),
    [
        ("the petrol station again", {1, 2}, "pump"),
        ("kwota ze stacji benzynowej", {2, 3}, "paliwo"),
        ("stacja", set(), ""),
        ("benzynowa stacja", set(), ""),
    ],
)
def test_a_phrase_means_its_group_when_its_words_follow_one_another(
    question: str, places: set[int], written: str
) -> None:
    found = phrases_in([sought(word) for word in question.split()])
    assert {place for place, group in found.items() if fold(written) in {word.word for word in group}} == places


@pytest.mark.parametrize("language", ["en", "ru", "pl", "el"])
def test_each_line_of_a_table_is_a_group(language: str) -> None:
    lines = (TABLES / f"{language}.txt").read_text("utf-8").splitlines()
    alone = [line for line in lines if not line.startswith("#") and len(line.split()) < 2]
    assert not alone, f"a word alone in its line means nothing else: {alone}"
