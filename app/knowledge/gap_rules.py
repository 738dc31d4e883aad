"""What is kept of a search that found nothing, for how long, and how much of it. Pure. Why: docs/adr/0041."""

from __future__ import annotations

import re
from datetime import date, timedelta

LONGEST = 200
"""Characters of a question that are kept."""
KEPT_FOR = timedelta(days=30)
MOST_A_DAY = 500
"""Searches of one client that are kept of one day: whoever leans on a key fills neither the table nor the record."""

HIDDEN = "…"
_ADDRESS = re.compile(r"\S+@\S+")
_LONG_NUMBER = re.compile(r"\+?\d(?:[ -]?\d){4,}")
"""Five digits or more, in groups or not: a card, an account, a telephone. A PIN's length or an error's number stays."""


def kept_words(question: str) -> str:
    """Return what is kept of a question, in small letters, so that the same one asked twice is counted twice.

    Long numbers and e-mail addresses become `…`: an operator may have typed what a caller was reading to them.
    Empty for a question of which no word is left.
    """
    words = _LONG_NUMBER.sub(HIDDEN, _ADDRESS.sub(HIDDEN, question))
    kept = " ".join(words.split()).lower()[:LONGEST].rstrip()
    return kept if any(character.isalnum() for character in kept) else ""


def first_day(today: date) -> date:
    """Return the oldest day of which searches are kept and shown."""
    return today - KEPT_FOR
