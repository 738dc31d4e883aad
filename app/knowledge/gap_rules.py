"""What is kept of a search that found nothing, for how long, and how much of it. Pure. Why: docs/adr/0041."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

LONGEST = 200
"""Characters of a question that are kept."""
KEPT_FOR = timedelta(days=30)
MOST_A_DAY = 500
"""Searches of one client that are kept of one day: whoever leans on a key fills neither the table nor the record."""

HIDDEN = "…"
_ADDRESS = re.compile(r"\S+@\S+")
_LONG_NUMBER = re.compile(r"\+?\d(?:[\W_]{0,3}\d){4,}")
"""Five digits or more, between two of them at most three characters and no letter: a card, an account, a telephone, a
date of birth, however it was copied. A PIN's length or an error's number stays."""

_ALPHABETS = {
    "el": re.compile("[\u0370-\u03ff\u1f00-\u1fff]{2}"),
    "ru": re.compile("[\u0400-\u052f]{2}"),
    "pl": re.compile("[ąćęłńóśźż]"),
}
"""Letters that tell a language; a Greek or Cyrillic letter by itself may be a unit or a sign."""


def kept_words(question: str) -> str:
    """Return what is kept of a question, in small letters, so that the same one asked twice is counted twice.

    Long numbers and e-mail addresses become `…`: an operator may have typed what a caller was reading to them.
    Of a longer question the first words that fit are kept. Empty for a question of which no word is left.
    """
    words = _LONG_NUMBER.sub(HIDDEN, _ADDRESS.sub(HIDDEN, _first_words(question)))
    return words if any(character.isalnum() for character in words) else ""


def language_of(words: str, reader: str) -> str:
    """Return the code of the language that kept words are in, if their alphabet tells one; else the `reader`'s."""
    told = [language for language, letters in _ALPHABETS.items() if letters.search(words)]
    return told[0] if len(told) == 1 else reader


def _first_words(question: str) -> str:
    """Return whole words only: half an address would not be known for one.

    Of characters that look alike one is left (NFKC); what has no width (category Cf) is left out.
    """
    alike = unicodedata.normalize("NFKC", question).lower()
    seen = "".join(character for character in alike if unicodedata.category(character) != "Cf")
    words = " ".join(seen.split())
    return words if len(words) <= LONGEST else words[: LONGEST + 1].rpartition(" ")[0]


def first_day(today: date) -> date:
    """Return the oldest day of which searches are kept and shown."""
    return today - KEPT_FOR
