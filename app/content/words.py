"""The one table of words with a meaning of their own in the course language.

Headings are known in four languages today; keys and labels may grow the same way: add a translation here and every
parser understands it.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from itertools import islice

from rapidfuzz import fuzz, process


class Reserved(StrEnum):
    """A `##` heading that does something."""

    CHECK = "Check yourself"
    SCORECARD = "Scorecard"
    POOL = "Pool"


class Label(StrEnum):
    """The word before the colon in an item nested under a reply or a quote."""

    SCORE = "Score"
    REMEMBER = "Remember"
    ONLY_IF = "Only if"
    ONLY_IF_NOT = "Only if not"
    CRITICAL = "Critical"
    FEEDBACK = "Feedback"
    ARTICLE = "Article"
    TIME = "Time"
    NOTE = "Note"


class SetupKey(StrEnum):
    """A key of the line right under a question's heading."""

    ID = "id"
    POINTS = "points"
    TAGS = "tags"
    SCORING = "scoring"
    ORDER = "order"
    ANSWER = "answer"


# Each meaning in the languages in which it may be written; the first is the English one.
HEADINGS: dict[Reserved, tuple[str, ...]] = {
    Reserved.CHECK: ("Check yourself", "Проверьте себя", "Sprawdź się", "Ελέγξτε τον εαυτό σας"),
    Reserved.SCORECARD: ("Scorecard", "Оценочный лист", "Karta oceny", "Φύλλο αξιολόγησης"),
    Reserved.POOL: ("Pool",),
}
LABELS: dict[Label, tuple[str, ...]] = {label: (label.value,) for label in Label}
SETUP_KEYS: dict[SetupKey, tuple[str, ...]] = {key: (key.value,) for key in SetupKey}
ENDING = ("End",)

_HEADING_BY_WORD = {word.casefold(): meaning for meaning, words in HEADINGS.items() for word in words}
_LABEL_BY_WORD = {word: meaning for meaning, words in LABELS.items() for word in words}
_SETUP_BY_WORD = {word: meaning for meaning, words in SETUP_KEYS.items() for word in words}


def reserved_heading(title: str) -> Reserved | None:
    """The meaning of a heading, in any of the languages, whatever its case; None for an ordinary one."""
    return _HEADING_BY_WORD.get(" ".join(title.split()).casefold())


def label(word: str) -> Label | None:
    """The meaning of a label, or None."""
    return _LABEL_BY_WORD.get(word)


def setup_key(word: str) -> SetupKey | None:
    """The meaning of a question's key, or None."""
    return _SETUP_BY_WORD.get(word)


def nearest(word: str, known: Iterable[str], cutoff: float = 0.0) -> str:
    """The known word most like this one, or '' when there is none (or none as alike as `cutoff`, 0 to 1)."""
    # A hostile word of a megabyte need not be compared to its end, nor with every one of a thousand others.
    some = [candidate[:80] for candidate in islice(known, 500)]
    found = process.extractOne(word[:80], some, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=cutoff * 100)
    return found[0] if found else ""


def short(text: str, limit: int = 60) -> str:
    """A text as it is quoted in a problem: one line, cut where it is long."""
    line = " ".join(text[: limit * 4].split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
