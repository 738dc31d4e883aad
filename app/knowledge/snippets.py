"""The sentence that shows why a text was found. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.knowledge.stemming import fold
from app.knowledge.tokens import tokens

LENGTH = 220
"""A snippet is at most about this many characters: two lines on a screen."""

PARTED = " · "

_UNENDED = re.compile(r"(?<![.!?…;:,·\n])(?<![.!?…][\"'»”’)])\n")
"""The end of a line that no full stop or the like ends."""

_SENTENCE = re.compile(r"[^\n]+?(?:[.!?…;·]+[\"'»”’)]*(?=\s)|(?=\n)|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Snippet:
    """Plain text, with the places [from, to) in characters of the words that were looked for."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


def snippet(text: str, wanted: Mapping[str, float]) -> Snippet:
    """Return the sentence of `text` that holds most of `wanted` (folded words → what they count).

    With none of them in the text (they stood in the title) it is the beginning. Short sentences are joined by those
    that follow, long ones are cut around the first mark.
    """
    marks = _marks(text, wanted)
    start, end = _best_sentence(text, marks, wanted)
    first = next((mark[0] for mark in marks if start <= mark[0] < end), start)
    start, end = _fit(text, start, end, first)
    before, after = "… " if _inside_sentence(text, start) else "", " …" if text[end:].strip() else ""
    inside = [(left - start, right - start) for left, right in _apart(marks) if start <= left and right <= end]
    return _in_one_line(before, text[start:end], after, inside)


def phrase_asked(phrases: Iterable[str], wanted: Mapping[str, float], shown: Snippet) -> Snippet | None:
    """Return the phrase that holds most of `wanted` beyond what the snippet `shown` marks.

    None if no phrase adds at least as much as the snippet shows: then the snippet says better why the text was found.
    """
    told = {fold(shown.text[start:end]) for start, end in shown.marks}
    untold = {word: counts for word, counts in wanted.items() if word not in told}
    best, best_worth = None, sum(wanted.get(word, 0.0) for word in told)
    for phrase in phrases:
        worth = sum(untold[word] for word in {word for _, _, word in _marks(phrase, untold)})
        if worth and (worth > best_worth or (best is None and worth == best_worth)):
            best, best_worth = Snippet(phrase, tuple(_apart(_marks(phrase, wanted)))), worth
    return best


def _marks(text: str, wanted: Mapping[str, float]) -> list[tuple[int, int, str]]:
    """Return (from, to, folded word) of each wanted word of `text`, in order."""
    return [(token.start, token.end, word) for token in tokens(text) if (word := fold(token.surface)) in wanted]


def _in_one_line(before: str, text: str, after: str, marks: Sequence[tuple[int, int]]) -> Snippet:
    """Return `text` in one line, items and rows of tables that end without a full stop parted by a dot."""
    ends = [place.start() for place in _UNENDED.finditer(text)]

    def moved(place: int) -> int:
        return place + len(before) + (len(PARTED) - 1) * bisect_left(ends, place)

    shown = "".join(PARTED if place in ends else letter for place, letter in enumerate(text)).replace("\n", " ")
    return Snippet(before + shown + after, tuple((moved(left), moved(right)) for left, right in marks))


def _best_sentence(text: str, marks: list[tuple[int, int, str]], wanted: Mapping[str, float]) -> tuple[int, int]:
    best, best_worth = (0, 0), -1.0
    for sentence in _SENTENCE.finditer(text):
        held = {word for left, _, word in marks if sentence.start() <= left < sentence.end()}
        worth = sum(wanted[word] for word in held)
        if worth > best_worth:
            best, best_worth = sentence.span(), worth
    return best


def _fit(text: str, start: int, end: int, first: int) -> tuple[int, int]:
    """Cut or lengthen [start, end) to fit a snippet that shows what stands at `first`, between words."""
    while start < end and text[start].isspace():
        start += 1
    if end - start > LENGTH:
        if first - start > LENGTH // 2:
            start = _word_start(text, first - LENGTH // 3)
        end = _word_end(text, start + LENGTH)
        return start, end
    for sentence in _SENTENCE.finditer(text, end):
        if sentence.end() - start > LENGTH:
            break
        end = sentence.end()
    return start, end


def _word_start(text: str, place: int) -> int:
    blank = text.find(" ", place)
    return blank + 1 if 0 <= blank < place + LENGTH // 3 else place


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    blank = text.rfind(" ", place - LENGTH // 3, place)
    return blank if blank > 0 else place


def _inside_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" ")
    return bool(before) and before[-1] not in "\n.!?…;·\"'»”’)"


def _apart(marks: Iterable[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """Join marks that overlap, as those of a compound and its parts do."""
    joined: list[tuple[int, int]] = []
    for left, right, _ in sorted(marks, key=lambda mark: (mark[0], mark[1])):
        if joined and left < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(right, joined[-1][1]))
        else:
            joined.append((left, right))
    return joined
