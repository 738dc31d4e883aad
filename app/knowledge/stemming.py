"""What different spellings of a word have in common, in English, Russian, Polish and Greek.

People type without accents, and a stemmer cuts `klientow` otherwise than `klientów`. So a word of a text is known
by three keys: itself, its stem, and the stem of its spelling without accents, each then folded (no accents, Polish
ł as l, ё as е, every sigma the same). A word of a question may be any of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from threading import local
from typing import NamedTuple

import snowballstemmer

from app.content.anchors import folded
from app.knowledge.tokens import MAX_WORD

_ENGLISH, _POLISH, _RUSSIAN, _GREEK = "english", "polish", "russian", "greek"

_POLISH_ENDINGS = {
    "ow": "ów", "ac": "ać", "ec": "eć", "ic": "ić", "yc": "yć", "sc": "ść", "ol": "ół",
    "a": "ą", "e": "ę", "l": "ł", "la": "ła", "lo": "ło", "ly": "ły", "le": "łę",
}  # fmt: skip
"""Endings as typed without accents, and what they may stand for; the stemmer knows only the right-hand side."""

_stemmers = local()


class Forms(NamedTuple):
    """The three keys of a word of a text: `word` and `stem` folded, `bare` the stem of the folded word."""

    word: str
    stem: str
    bare: str


@dataclass(frozen=True, slots=True)
class Sought:
    """A word of a question: `word` folded, and each stem that a text in one of our languages may keep it under."""

    word: str
    stems: frozenset[str]


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Return `word` without case, accents and apostrophes: `Złość` as `zlosc`, `ещё` as `еще`, `ΚΆΡΤΑΣ` as `καρτασ`."""
    return folded(word).replace("'", "")[:MAX_WORD]


@lru_cache(maxsize=50_000)
def forms(surface: str, language: str) -> Forms:
    """Return the keys of a word of a text written in `language` (a code such as `pl`).

    The script of the word decides first: a Greek word in an English article is stemmed as Greek. Latin words are
    Polish in a Polish text and English elsewhere.
    """
    word = fold(surface)
    algorithm = _algorithm(surface, language)
    if algorithm is None:
        return Forms(word, word, word)
    stem = fold(_stem(algorithm, surface))
    bare = stem if word == surface else fold(_stem(algorithm, word))
    return Forms(word, stem or word, bare or word)


@lru_cache(maxsize=10_000)
def sought(surface: str) -> Sought:
    """Return what to look for when a question holds `surface`; nobody has to say in which language they ask."""
    word = fold(surface)
    algorithm = _algorithm(surface, "en")
    if algorithm is None:
        return Sought(word, frozenset({word}))
    keys = forms(surface, "en")
    stems = {keys.stem, keys.bare}
    if algorithm == _ENGLISH:
        spellings = [surface, word, *_with_accents(word)]
        stems |= {fold(_stem(_POLISH, spelling)) for spelling in spellings}
    return Sought(word, frozenset(stem for stem in stems if stem))


def _with_accents(word: str) -> list[str]:
    return [
        word.removesuffix(ending) + accented
        for ending, accented in _POLISH_ENDINGS.items()
        if word.endswith(ending) and len(word) > len(ending) + 2
    ]


def _algorithm(surface: str, language: str) -> str | None:
    if any(letter.isdigit() for letter in surface):
        return None
    letter = surface[:1]
    if "\u0400" <= letter <= "\u052f":
        return _RUSSIAN
    if "\u0370" <= letter <= "\u03ff" or "\u1f00" <= letter <= "\u1fff":
        return _GREEK
    if letter <= "\u024f":
        return _POLISH if language == "pl" else _ENGLISH
    return None


def _stem(algorithm: str, word: str) -> str:
    """Stem with a stemmer of this thread's own: they keep the word they work on."""
    stem: Callable[[str], str] | None = getattr(_stemmers, algorithm, None)
    if stem is None:
        stem = snowballstemmer.stemmer(algorithm).stemWord
        setattr(_stemmers, algorithm, stem)
    return stem(word)
