"""Looks words up in the one table of the course language (`vocabulary.py`).

English words are understood as they stand; its headings, and the words of the other languages, in any case and with or
without accents.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from rapidfuzz import fuzz, process

from app.content.anchors import folded
from app.content.vocabulary import GAP, LANGUAGES, VOCABULARY, Space

# Longer than any word or phrase of the table, so that hostile text is not even compared.
_LONGEST = 100
QUIZ_KEY = f"quiz {GAP}"
# How alike two words are when one is hardly meant to be anything else than the other.
_SLIP = 0.85
_POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")


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


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a meaning. `meaning` is its English name, `plain` the word without case and accents."""

    word: str
    language: str
    meaning: str
    plain: str


def plain(text: str) -> str:
    """A text as words are compared: no case, no accents, single blanks."""
    return folded(" ".join(text.split()))


def _spellings(space: Space) -> tuple[Spelling, ...]:
    found = []
    for row in VOCABULARY[space]:
        name = row[0].split(" | ")[0]
        for language, cell in zip(LANGUAGES, row, strict=True):
            found += [Spelling(word, language, name, plain(word)) for word in cell.split(" | ")]
    return tuple(found)


SPELLINGS: dict[Space, tuple[Spelling, ...]] = {space: _spellings(space) for space in Space}

_EXACT = {space: {s.word: s.meaning for s in spellings if s.language == "en"} for space, spellings in SPELLINGS.items()}
_PLAIN = {
    space: {s.plain: s.meaning for s in spellings if s.language != "en" or space is Space.HEADING}
    for space, spellings in SPELLINGS.items()
}


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One spelling of a phrase: the words before, between and after its gaps."""

    language: str
    pieces: tuple[list[str], ...]


def _phrases() -> dict[str, list[_Phrase]]:
    """The spellings of each phrase by its English name, the longest first: `за … до конца` before `за … до`."""
    found: dict[str, list[_Phrase]] = {}
    for spelling in sorted(SPELLINGS[Space.PHRASE], key=lambda spelling: -len(spelling.word)):
        text = spelling.word if spelling.language == "en" else spelling.plain
        pieces = tuple(piece.split() for piece in text.split(GAP))
        found.setdefault(spelling.meaning, []).append(_Phrase(spelling.language, pieces))
    return found


_PHRASES = _phrases()


def meaning(space: Space, written: str) -> str | None:
    """The English name of a word written in any of the languages; None for a word that means nothing here."""
    if len(written) > _LONGEST:
        return None
    word = " ".join(written.split())
    return _EXACT[space].get(word) or _PLAIN[space].get(plain(word))


def key_name(written: str, *, nested: bool) -> str:
    """The English name of a key of the front matter, `quiz final-exam` under another; an unknown one as written."""
    found = meaning(Space.KEY, written)
    if found is not None or not nested:
        return found or written
    quiz = filled(QUIZ_KEY, written)
    # `test cals` is a slip in `test calls`, not a quiz with a Polish key.
    is_slip = nearest_word(Space.KEY, written, cutoff=_SLIP) != ""
    return f"quiz {quiz[0]}" if quiz and not is_slip else written


def reserved_heading(title: str) -> Reserved | None:
    """The meaning of a heading; None for an ordinary one."""
    found = meaning(Space.HEADING, title)
    return Reserved(found) if found else None


def label(word: str) -> Label | None:
    """The meaning of a label, or None."""
    found = meaning(Space.LABEL, word)
    return Label(found) if found else None


def setup_key(word: str) -> SetupKey | None:
    """The meaning of a question's key, or None."""
    found = meaning(Space.SETUP, word)
    return SetupKey(found) if found else None


def filled(phrase: str, written: str) -> tuple[str, ...] | None:
    """What stands in the gaps of a phrase, by its English name: `every …` of `co 6 miesięcy` is `6 miesięcy`."""
    words = written.split()
    plain_words = [plain(word) for word in words]
    for each in _PHRASES[phrase]:
        gaps = _gaps(words if each.language == "en" else plain_words, each.pieces)
        if gaps is not None:
            return tuple(" ".join(words[first:end]) for first, end in gaps)
    return None


def _gaps(words: Sequence[str], pieces: Sequence[Sequence[str]]) -> list[tuple[int, int]] | None:
    """Where each gap begins and ends among the words; None where the pieces do not stand so, or a gap is empty."""
    first, *between, last = pieces
    end = len(words) - len(last)
    if list(words[: len(first)]) != first or end < 0 or list(words[end:]) != last:
        return None
    found, start = [], len(first)
    for piece in between:
        at = next((n for n in range(start + 1, end) if list(words[n : n + len(piece)]) == piece), None)
        if at is None:
            return None
        found.append((start, at))
        start = at + len(piece)
    found.append((start, end))
    return found if start < end else None


def spelled(space: Space, name: str, language: str) -> str:
    """How a meaning is written in a language."""
    return next(s.word for s in SPELLINGS[space] if s.meaning == name and s.language == language)


def language_of(space: Space, written: Iterable[str]) -> str:
    """The language in which most of these words are written; the first in the order of the table where several are."""
    words = {plain(word) for word in islice(written, _LONGEST) if len(word) <= _LONGEST}
    spellings = SPELLINGS[space]
    return max(LANGUAGES, key=lambda language: len(words & {s.plain for s in spellings if s.language == language}))


def nearest_spelling(
    space: Space, written: str, meanings: Collection[str] | None = None, cutoff: float = 0.0
) -> Spelling | None:
    """The known spelling most like what was written, in its language; only of these meanings, if any are given.

    None when there is none as alike as `cutoff`, 0 to 1. Latin letters may be English or Polish: the nearer counts.
    """
    some = [s for s in SPELLINGS[space] if meanings is None or s.meaning in meanings]
    return _most_alike(written, some, cutoff)


def _most_alike(written: str, spellings: Iterable[Spelling], cutoff: float = 0.0) -> Spelling | None:
    languages = _languages_of_letters(written)
    some = [s for s in spellings if s.language in languages]
    found = process.extractOne(
        plain(written[:80]), [s.plain for s in some], scorer=fuzz.ratio, score_cutoff=cutoff * 100
    )
    return some[found[2]] if found else None


def nearest_word(space: Space, written: str, meanings: Collection[str] | None = None, cutoff: float = 0.0) -> str:
    """The word of `nearest_spelling`, or ''."""
    found = nearest_spelling(space, written, meanings, cutoff)
    return found.word if found else ""


def nearest_key(written: str, known: Collection[str]) -> str:
    """The key of a front matter most like what was written, among these meanings; `quiz …` may be one."""
    some = [s for s in SPELLINGS[Space.KEY] + SPELLINGS[Space.PHRASE] if s.meaning in known]
    found = _most_alike(written, some)
    return found.word if found else ""


def _languages_of_letters(written: str) -> tuple[str, ...]:
    letters = set(written[:80])
    if any("\u0400" <= letter <= "\u04ff" for letter in letters):
        return ("ru",)
    if any("\u0370" <= letter <= "\u03ff" or "\u1f00" <= letter <= "\u1fff" for letter in letters):
        return ("el",)
    return ("pl",) if letters & _POLISH else ("en", "pl")


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
