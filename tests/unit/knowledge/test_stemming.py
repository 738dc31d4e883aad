"""What different spellings of a word have in common."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.knowledge.stemming import fold, forms, sought
from app.knowledge.tokens import MAX_WORD


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Złość", "zlosc"),
        ("ещё", "еще"),
        ("йогурт", "йогурт"),
        ("πελάτης", "πελατησ"),
        ("ΠΕΛΑΤΗΣ", "πελατησ"),
        ("don't", "dont"),
        ("naïve", "naive"),
        ("TEST4471", "test4471"),
    ],
)
def test_folding(word: str, folded: str) -> None:
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("asked", "written", "language"),
    [
        ("blocking", "blocked", "en"),
        ("caller's", "callers", "en"),
        ("klientow", "klientów", "pl"),
        ("klientów", "klienta", "pl"),
        ("klientow", "klienta", "pl"),
        ("zablokowac", "zablokować", "pl"),
        ("karta", "kartę", "pl"),
        ("заблокированную", "заблокировать", "ru"),
        ("возвратов", "возврата", "ru"),
        ("счёта", "счета", "ru"),
        ("πελατών", "πελάτης", "el"),
        ("ΕΠΙΣΤΡΟΦΕΣ", "επιστροφή", "el"),
        ("επιστροφη", "επιστροφών", "el"),
        ("карту", "карта", "en"),
    ],
)
def test_inflected_words_share_a_key(asked: str, written: str, language: str) -> None:
    keys = forms(written, language)
    assert {keys.stem, keys.bare} & sought(asked).stems


@pytest.mark.parametrize("code", ["4471", "test4471", "3d"])
def test_codes_are_kept_as_they_are(code: str) -> None:
    assert forms(code, "pl") == (code, code, code)


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1, max_size=MAX_WORD))
def test_any_word_finds_itself(word: str) -> None:
    surface = word.lower()
    for language in ("en", "pl", "ru", "el", "xx"):
        keys = forms(surface, language)
        assert keys.word == sought(surface).word
        assert len(keys.word) <= MAX_WORD
