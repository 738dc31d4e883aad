"""Everyday words for what the house calls otherwise."""

from __future__ import annotations

import pytest

from app.knowledge.stemming import fold, sought
from app.knowledge.synonyms import synonyms_of


@pytest.mark.parametrize(
    ("typed", "written"),
    [("boss", "superior"), ("начальника", "руководитель"), ("kierownikiem", "przełożony"), ("μέιλ", "μήνυμα")],
)
def test_a_word_stands_for_others_of_its_group(typed: str, written: str) -> None:
    assert fold(written) in {word.word for word in synonyms_of(sought(typed).stems)}


def test_a_word_of_no_group_stands_for_nothing() -> None:
    assert not synonyms_of(sought("zebra").stems)
