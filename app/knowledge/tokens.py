"""Text into words, with the place of each, for the index, for questions and for highlighting alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

MAX_WORD = 48
"""Letters of a word that count; what is longer is no word, and its beginning finds it as well."""

_MARK = "\u0300-\u036f"
_PART = rf"[^\W_](?:[^\W_{_MARK}]|[{_MARK}]|['\u2019\u02bc](?=[^\W\d_]))*"
_COMPOUND = re.compile(rf"{_PART}(?:[-\u2010\u2011.,/]{_PART})*")
_PARTS = re.compile(_PART)
_HYPHENS = re.compile("[-\u2010\u2011]")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_APOSTROPHES = str.maketrans("\u2019\u02bc", "''")


class Token(NamedTuple):
    """A word of a text.

    `surface` is the word in small letters, composed (NFC), without loose accents such as Russian stress marks;
    `start` and `end` are its place in the text in characters; `position` counts words from 0. A `joined` token is a
    compound written as one word (`3-D` as `3d`) or a decimal number; it stands at the position of its first part.
    """

    surface: str
    start: int
    end: int
    position: int
    joined: bool = False


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of `text` in order; any text is allowed, what is no letter or digit separates words."""
    position = 0
    for compound in _COMPOUND.finditer(text):
        whole = compound.group()
        if whole.isalnum():  # one word, as nearly all are
            yield Token(_surface(whole), compound.start(), compound.end(), position)
            position += 1
            continue
        parts = list(_PARTS.finditer(whole))
        if len(parts) > 1:
            joined = _joined(whole)
            if joined:
                yield Token(joined, compound.start(), compound.end(), position, joined=True)
        for part in parts:
            start = compound.start() + part.start()
            yield Token(_surface(part.group()), start, start + len(part.group()), position)
            position += 1


def _surface(word: str) -> str:
    if word.isascii():
        return word[:MAX_WORD].lower()
    composed = unicodedata.normalize("NFC", word[: 2 * MAX_WORD].translate(_APOSTROPHES).lower())
    return "".join(letter for letter in composed if unicodedata.category(letter) != "Mn")[:MAX_WORD]


def _joined(compound: str) -> str:
    """Return a compound as the one word people also write: `3-D` as `3d`, `TEST-4471` as `test4471`, `14,5` as `14.5`.

    Ranges such as `10-15` and addresses such as `nordbank.example` are left in parts only.
    """
    if _DECIMAL.fullmatch(compound):
        return compound.replace(",", ".")
    word = _HYPHENS.sub("", compound)
    if len(word) > MAX_WORD or word.isdigit() or not _PARTS.fullmatch(word):
        return ""
    return _surface(word)
