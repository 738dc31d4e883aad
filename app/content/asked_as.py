"""The line right under a section's heading that says in which words people ask for what it tells.

`asked as: the machine kept my card; card eaten atm`: phrases parted by semicolons, as callers say them or operators
type them. Searches find the section by them; they are no part of its text. The sign that ends a Greek question parts
them as well, so one at the end of the line is none.
"""

from __future__ import annotations

import re

from app.content.problems import Problems
from app.content.source import SourceText
from app.content.vocabulary import Space
from app.content.words import meaning, nearest_word, short
from app.kernel.messages import N_

MOST_PHRASES = 15
LONGEST_PHRASE = 60
"""Characters of one phrase. The index has room for all phrases of a section if they are no longer (test_postings)."""

_KEY = re.compile(r"[ \t]{0,3}([^\W\d_][^:|*_`\[]{0,40}?)[ \t]*:(?!//)")
_GREEK_QUESTION_MARK = "\u037e"
# From how alike on a key can hardly be meant as text.
_SLIP = 0.85


def read_asked_as(source: SourceText, first: int, end: int, problems: Problems) -> tuple[tuple[str, ...], int]:
    """Return the phrases and the first line after them, where the section's text begins; lines count from 0.

    Without such a line there are no phrases, and the text begins at `first`. Blank lines before it are allowed.
    """
    line = first
    while line < end and not source.lines[line].strip():
        line += 1
    match = _KEY.match(source.lines[line]) if line < end else None
    if match is None:
        return (), first
    column = match.start(1) + 1
    if meaning(Space.SECTION, match[1]) is None:
        nearest = nearest_word(Space.SECTION, match[1], cutoff=_SLIP)
        if not nearest:
            return (), first
        message = N_("“%(key)s” is no key of a section; the nearest known one is “%(nearest)s”")
        problems.error(line + 1, column, message, key=short(match[1]), nearest=nearest)
        return (), first
    written = source.lines[line][match.end() :].replace(_GREEK_QUESTION_MARK, ";").strip().removesuffix(";")
    phrases = tuple(" ".join(phrase.split()) for phrase in written.split(";"))
    _check(phrases, line + 1, column, problems)
    return tuple(dict.fromkeys(filter(None, phrases))), line + 1


def _check(phrases: tuple[str, ...], line: int, column: int, problems: Problems) -> None:
    if "" in phrases:
        message = N_("a phrase is empty here; write what people ask, with a semicolon between two phrases only")
        problems.error(line, column, message)
    if len(phrases) > MOST_PHRASES:
        message = N_("%(count)s phrases are too many; keep the %(most)s that people ask most")
        problems.error(line, column, message, count=len(phrases), most=MOST_PHRASES)
    for phrase in phrases:
        if len(phrase) > LONGEST_PHRASE:
            message = N_("“%(phrase)s” is longer than %(most)s characters; a few words are enough")
            problems.error(line, column, message, phrase=short(phrase), most=LONGEST_PHRASE)
