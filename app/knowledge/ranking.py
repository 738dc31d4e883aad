"""Which texts answer a question best: BM25 over all texts a person may see, titles counting more. Pure.

BM25 after Robertson and Zaragoza, 'The Probabilistic Relevance Framework' (2009), in the form in which the fields'
counts are added before they saturate (BM25F).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from app.knowledge.postings import BODY_FROM, CHECK, CONTEXT_FROM, INTRODUCTION

SATURATION = 1.2
LENGTH = 0.6
TITLE_COUNTS = 5.0
CONTEXT_COUNTS = 1.5
COVERED = 0.5
"""How much of the score hangs on how much of the question a text holds."""

NEAR = 0.5
"""What a pair of the question's neighbours adds when they stand next to each other in a text too."""

AS_WELL = 0.8
"""The share of the best coverage from which a text in the reader's language comes before others."""

ELSEWHERE = 0.25
"""What a text in another language counts then."""

TITLE_SAID = 0.6
"""What a title adds when the question says all of it."""

COUNTS = {INTRODUCTION: 0.6, CHECK: 0.6}
"""What kinds count that lead to the section that answers; it should come before them. All others count 1."""

LOOKED_AT = 100
"""How many texts are looked at a second time."""

Place = tuple[int, int]
"""A text: the number of its part, and its number in that part."""

Standing = tuple[float, Sequence[int]]
"""How surely (0 to 1) a word stands in a text, and at which positions, ascending."""


class Text(NamedTuple):
    """What ranking must know of a text besides its words: how many its body holds, how many that are no stop words its
    title holds, and so on."""

    length: int
    title: int
    language: str
    kind: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """One word of the question, found: what it counts, its number in the question, and where it stands."""

    weight: float
    place: int
    places: Mapping[Place, Sequence[Standing]]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A text with its score, and the share (0 to 1) of the question, by weight of its words, that it holds."""

    place: Place
    score: float
    coverage: float


@dataclass(slots=True)
class _Tally:
    score: float = 0.0
    covered: float = 0.0


def rank(wanted: Sequence[Wanted], parts: Sequence[Sequence[Text]]) -> list[Ranked]:
    """Return every text that holds a wanted word, best first; equal ones in the order of their places.

    `parts` are all the texts that the person may see. How the words stand in a text (beside each other, how much of
    the title they make up) is looked at in the first hundred only.
    """
    total = sum(len(part) for part in parts)
    average = sum(text.length for part in parts for text in part) / max(total, 1) or 1.0
    tallies: dict[Place, _Tally] = defaultdict(_Tally)
    possible = 0.0
    for word in wanted:
        telling = word.weight * _rarity(sum(_surest(found) for found in word.places.values()), total)
        possible += telling
        for place, found in word.places.items():
            tally = tallies[place]
            count = _count(found, 1 - LENGTH + LENGTH * parts[place[0]][place[1]].length / average)
            tally.score += telling * count * (SATURATION + 1) / (count + SATURATION)
            tally.covered += telling * _surest(found)
    ranked = sorted((_ranked(place, tally, possible) for place, tally in tallies.items()), key=_best_first)
    near = [_looked_at(text, wanted, parts) for text in ranked[:LOOKED_AT]]
    return sorted(near, key=_best_first) + ranked[LOOKED_AT:]


def _looked_at(ranked: Ranked, wanted: Sequence[Wanted], parts: Sequence[Sequence[Text]]) -> Ranked:
    text = parts[ranked.place[0]][ranked.place[1]]
    bonus = NEAR * _closeness(wanted, ranked.place) + TITLE_SAID * _title_said(wanted, ranked.place, text.title)
    return replace(ranked, score=ranked.score * (1 + bonus) * COUNTS.get(text.kind, 1.0))


def _title_said(wanted: Sequence[Wanted], place: Place, title: int) -> float:
    """Return which share (0 to 1) of the title's words, stop words left out, the question says."""
    said: dict[int, float] = {}
    for word in wanted:
        if word.weight < 1.0:
            continue
        for sure, positions in word.places.get(place, ()):
            for position in positions:
                if position < CONTEXT_FROM:
                    said[position] = max(sure, said.get(position, 0.0))
    return min(sum(said.values()) / title, 1.0) if title else 0.0


def _best_first(text: Ranked) -> tuple[float, Place]:
    return -text.score, text.place


def _ranked(place: Place, tally: _Tally, possible: float) -> Ranked:
    coverage = min(tally.covered / possible, 1.0) if possible else 0.0
    return Ranked(place, tally.score * (1 - COVERED + COVERED * coverage), coverage)


def _rarity(holding: float, total: int) -> float:
    return math.log1p((max(total - holding, 0.0) + 0.5) / (holding + 0.5))


def _surest(found: Sequence[Standing]) -> float:
    return found[0][0] if len(found) == 1 else max(sure for sure, _ in found)


def _count(found: Sequence[Standing], share: float) -> float:
    """Add up how often a word stands in a text, by field; `share` evens out the length of the body."""
    count = 0.0
    for sure, positions in found:
        if positions[0] >= BODY_FROM:
            count += sure * len(positions) / share
            continue
        for position in positions:
            if position >= BODY_FROM:
                count += sure / share
            else:
                count += sure * (CONTEXT_COUNTS if position >= CONTEXT_FROM else TITLE_COUNTS)
    return count


def _closeness(wanted: Sequence[Wanted], place: Place) -> float:
    """Return which share (0 to 1) of the question's neighbouring words are neighbours in the text, in order."""
    near = 0
    for left, right in pairwise(wanted):
        if 1 <= right.place - left.place <= 2 and place in left.places and place in right.places:
            following = {position for _, positions in right.places[place] for position in positions}
            before = (position for _, positions in left.places[place] for position in positions)
            near += any(position + 1 in following or position + 2 in following for position in before)
    return near / max(len(wanted) - 1, 1)


def own_language_first(ranked: Sequence[Ranked], parts: Sequence[Sequence[Text]], language: str) -> list[Ranked]:
    """Let the texts in the reader's `language` come before others that answer the question no better.

    If one of them holds nearly as much of the question as the best text, the score of the others counts `ELSEWHERE`
    of itself; otherwise nothing moves: a Russian article that shares only a brand name with the question does not
    push down the English section that is meant. Among texts of one language the order stays.
    """
    best = max((text.coverage for text in ranked), default=0.0)

    def is_own(text: Ranked) -> bool:
        part, number = text.place
        return parts[part][number].language == language

    if not any(is_own(text) and text.coverage >= AS_WELL * best for text in ranked):
        return list(ranked)
    return sorted(
        (text if is_own(text) else replace(text, score=ELSEWHERE * text.score) for text in ranked), key=_best_first
    )
