"""What people write is kept as they wrote it, unless nobody could read it."""

from __future__ import annotations

import pytest

from app.kernel.errors import InvalidError
from app.kernel.texts import checked


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("  By mistake.\r\nTwice. ", "By mistake.\nTwice."),
        ("Ошибка", "Ошибка"),
        ("η", "η"),
        ("?", "?"),
        ("👍", "👍"),
        ("\u200b\u200d", ""),
        ("\u3164", ""),
        ("\u2800 \u00ad", ""),
        ("\u0301", ""),
        ("", ""),
    ],
)
def test_what_can_be_seen_is_kept(words: str, kept: str) -> None:
    assert checked(words, 100) == kept


@pytest.mark.parametrize("words", ["x" * 101, "a\0b", "a\ud800"])
def test_what_cannot_be_kept_is_refused(words: str) -> None:
    with pytest.raises(InvalidError):
        checked(words, 100)
