"""Words and phrases that people use for the same thing in a contact centre, by language: who asks seldom knows the
house's word. The tables are the files of the folder `words`; one is named after the language it is in.

A line is a group; each of its words may mean each other, less surely than itself. Inflected forms need not be listed
unless the stemmer takes them for different words (`вернуть`, `возврат`; `znaleźć`, `znalazł`; `γράφω`, `γράψω`). A
phrase is written `petrol_station`: it is understood in questions and not looked for in texts. `#` begins a heading.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from app.knowledge.stemming import Sought, forms

TABLES = Path(__file__).parent / "words"

Group = frozenset[Sought]


class Phrase(NamedTuple):
    """The stems that each word of a phrase may have, and what the phrase means."""

    words: Sequence[frozenset[str]]
    group: Group


class _Tables(NamedTuple):
    """What the files say: the words that each stem stands for, itself among them, and phrases by their first stem."""

    together: Mapping[str, Group]
    phrases: Mapping[str, Sequence[Phrase]]


@cache
def _tables() -> _Tables:
    together: dict[str, set[Sought]] = {}
    phrases: dict[str, list[Phrase]] = {}
    for path in sorted(TABLES.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("#"):
                continue
            group = frozenset(_known(word, path.stem) for word in line.split() if "_" not in word)
            for word in group:
                for stem in word.stems:
                    together.setdefault(stem, set()).update(group)
            for written in (word for word in line.split() if "_" in word):
                phrase = Phrase([_known(word, path.stem).stems for word in written.split("_")], group)
                for stem in phrase.words[0]:
                    phrases.setdefault(stem, []).append(phrase)
    return _Tables({stem: frozenset(words) for stem, words in together.items()}, phrases)


def _known(word: str, language: str) -> Sought:
    keys = forms(word.lower(), language)
    return Sought(keys.word, frozenset(keys))


@cache
def listed() -> Sequence[str]:
    """Return the words of the tables and their stems, so that a mistyped one can be known."""
    return sorted(_tables().together)


def synonyms_of(stems: Collection[str]) -> Group:
    """Return the words that may be meant as well by a word with these stems, itself among them."""
    together = _tables().together
    return frozenset().union(*(together.get(stem, frozenset()) for stem in stems))


def phrases_in(words: Sequence[Sought]) -> dict[int, Group]:
    """Return what the phrases mean that stand among the words of a question, by the place of each of their words."""
    stems = [word.stems | {word.word} for word in words]
    found: dict[int, Group] = {}
    for first, beginning in enumerate(stems):
        for phrase in (phrase for stem in beginning for phrase in _tables().phrases.get(stem, ())):
            places = range(first, first + len(phrase.words))
            if places.stop <= len(stems) and all(
                stems[place] & wanted for place, wanted in zip(places, phrase.words, strict=True)
            ):
                for place in places:
                    found[place] = found.get(place, frozenset()) | phrase.group
    return found
