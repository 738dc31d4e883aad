"""What is kept of a search that found nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.knowledge.gap_rules import LONGEST, kept_words, language_of

KEPT = [
    ("Chargeback abroad", "chargeback abroad"),
    ("  PIN   forgotten ", "pin forgotten"),
    ("error 4471", "error 4471"),
    ("card 4929 1234 5678 9012 lost", "card … lost"),
    ("call +48-600-700-800 back", "call … back"),
    ("anna.nowak@example.test wants a refund", "… wants a refund"),
    ("card 4929\u20131234\u20115678\u20119012", "card …"),
    ("card 4929_1234/5678,9012 lost", "card … lost"),
    ("call (0048) 600.700.800", "call (…"),
    ("card 49\u200b29\u200d12\ufeff34", "card …"),
    ("card ４９２９１２３４", "card …"),
    ("born 12/05/1980", "born …"),
    ("born 12 . 5 . 80 in Łódź", "born … in łódź"),
    ("anna．nowak＠example.test", ""),
    ("4929123456789012", ""),
    ("?!", ""),
    ("", ""),
    ("ab " * LONGEST, ("ab " * LONGEST)[:LONGEST].rstrip()),
    ("a " * 96 + "anna.nowak@example.test", ("a " * 96).rstrip()),
    ("a" * 100_000, ""),
]


@pytest.mark.parametrize(("question", "kept"), KEPT)
def test_words_are_kept_and_who_a_caller_is_is_not(question: str, kept: str) -> None:
    assert kept_words(question) == kept


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("πού παρκάρω", "el"),
        ("ἄδεια", "el"),
        ("pin забыли", "ru"),
        ("zwrot pieniędzy", "pl"),
        ("zwrot paczki", "en"),
        ("lost card", "en"),
        ("lamp 5 μm", "en"),
        ("карта και pin", "en"),
        ("1234", "en"),
    ],
)
def test_its_alphabet_tells_the_language_of_a_question_or_the_reader_does(words: str, language: str) -> None:
    assert language_of(words, "en") == language


DIGITS_AND_WHAT_STANDS_BETWEEN = st.text("0123456789٣５①  -–_/,.()+\u00a0\u2011\u200b\u00adaŁ@…", max_size=60)


@given(DIGITS_AND_WHAT_STANDS_BETWEEN)
def test_no_five_digits_near_each_other_are_kept(question: str) -> None:
    assert not re.search(r"\d([^\dałŁ@]{0,3}\d){4}", kept_words(question))


@given(st.text())
def test_what_is_kept_is_short_and_has_words(question: str) -> None:
    kept = kept_words(question)
    assert len(kept) <= LONGEST
    assert not kept or any(character.isalnum() for character in kept)
