"""What a part of the knowledge base keeps about each of its words: in which texts, and where in them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.knowledge.stemming import Forms, fold, forms
from app.knowledge.stopwords import STOP_WORDS
from app.knowledge.tokens import tokens

CONTEXT_FROM = 1_000
ASKED_FROM = 1_500
BODY_FROM = 2_000
"""Positions below 1,000 are in the title, below 1,500 in the title of the course and file, below 2,000 in the phrases
that say how people ask for it, the rest in the text."""

APART = 3
"""Positions left free between two phrases, so that the end of one is no neighbour of the beginning of the next."""

SECTION, ARTICLE, INTRODUCTION, CHECK, RECAP = "section", "article", "introduction", "check", "recap"
"""Kinds of entries: a section of a module, of an article, what stands before the first, the explanations of a check, a
section that several modules of a course have under one title (`Common mistakes`) and that repeats what others teach."""

Occurrences = dict[int, list[int]]
"""The number of a text among those of its part, from 0 → the positions of a word in it, ascending."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One text to be found: a section, an article without sections, or the explanations of a check.

    `context` says where it stands in words (`Verify the caller · Card line`), `text` is plain, paragraphs parted by a
    line end; `language` is a code such as `pl`; `address` and `kind` are kept as they are; `asked_as` are phrases in
    which people ask for it.
    """

    address: str
    kind: str
    language: str
    title: str
    context: str
    text: str
    asked_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """The words of a part: `places` maps each folded word to its occurrences, `words` holds all their keys, `lengths`
    the number of words in the body of each text, `titles` the number of words in its title that are no stop words."""

    places: dict[str, Occurrences] = field(default_factory=dict)
    words: set[Forms] = field(default_factory=set)
    lengths: list[int] = field(default_factory=list)
    titles: list[int] = field(default_factory=list)


def index_of(entries: Sequence[Entry]) -> Index:
    """Return the index of `entries`; a text's number is its place in the sequence."""
    index = Index()
    for number, entry in enumerate(entries):
        _add(index, number, entry.title, entry.language, 0, CONTEXT_FROM)
        index.titles.append(_telling(entry.title))
        _add(index, number, entry.context, entry.language, CONTEXT_FROM, ASKED_FROM)
        start = ASKED_FROM
        for phrase in entry.asked_as:
            start += _add(index, number, phrase, entry.language, start, BODY_FROM) + APART
        index.lengths.append(_add(index, number, entry.text, entry.language, BODY_FROM))
    return index


def _telling(title: str) -> int:
    return sum(not token.joined and fold(token.surface) not in STOP_WORDS for token in tokens(title))


def _add(index: Index, number: int, text: str, language: str, first: int, end: int | None = None) -> int:
    """Enter the words of one text from position `first` on, up to `end`; return how many there are."""
    last = -1
    for token in tokens(text):
        if end is not None and first + token.position >= end:
            break
        last = token.position
        keys = forms(token.surface, language)
        index.words.add(keys)
        positions = index.places.setdefault(keys.word, {}).setdefault(number, [])
        if not positions or positions[-1] != first + last:
            positions.append(first + last)
    return last + 1
