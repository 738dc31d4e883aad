"""Which texts answer a question best: BM25 over all texts a person may see, titles counting more. Pure.

BM25 after Robertson and Zaragoza, 'The Probabilistic Relevance Framework' (2009), in the form in which the fields'
counts are added before they saturate (BM25F).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.knowledge.postings import BODY_FROM, CONTEXT_FROM

SATURATION = 1.2
LENGTH = 0.6
TITLE_COUNTS = 3.0
CONTEXT_COUNTS = 1.0
NEAR = 0.35
"""What a pair of the question's neighbours adds when they stand next to each other in a text too."""

Place = tuple[int, int]
"""A text: the number of its part, and its number in that part."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One word of the question, found: what it counts, its number in the question, and where it stands.

    `places` maps a text to pairs of how surely the word stands there (0 to 1) and at which positions.
    """

    weight: float
    place: int
    places: Mapping[Place, Sequence[tuple[float, Sequence[int]]]]


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
    positions: dict[int, list[int]] = field(default_factory=dict)


def rank(wanted: Sequence[Wanted], lengths: Mapping[int, Sequence[int]]) -> list[Ranked]:
    """Return every text that holds a wanted word, best first; equal ones in the order of their places.

    `lengths` maps the number of a part to the lengths in words of its texts.
    """
    total = sum(len(part) for part in lengths.values())
    average = sum(sum(part) for part in lengths.values()) / total if total else 1.0
    tallies: dict[Place, _Tally] = defaultdict(_Tally)
    possible = 0.0
    for word in wanted:
        sure = {place: max(sureness for sureness, _ in found) for place, found in word.places.items()}
        telling = word.weight * _rarity(sum(sure.values()), total)
        possible += telling
        for place, found in word.places.items():
            tally = tallies[place]
            share = 1 - LENGTH + LENGTH * lengths[place[0]][place[1]] / (average or 1.0)
            count = _count(found, share)
            tally.score += telling * count * (SATURATION + 1) / (count + SATURATION)
            tally.covered += telling * sure[place]
            tally.positions[word.place] = [position for _, positions in found for position in positions]
    ranked = [_ranked(place, tally, possible) for place, tally in tallies.items()]
    return sorted(ranked, key=lambda text: (-text.score, text.place))


def _rarity(holding: float, total: int) -> float:
    return math.log1p((max(total - holding, 0.0) + 0.5) / (holding + 0.5))


def _count(found: Sequence[tuple[float, Sequence[int]]], share: float) -> float:
    """Add up how often a word stands in a text, by field; `share` evens out the length of the body."""
    count = 0.0
    for sure, positions in found:
        for position in positions:
            if position >= BODY_FROM:
                count += sure / share
            elif position >= CONTEXT_FROM:
                count += sure * CONTEXT_COUNTS
            else:
                count += sure * TITLE_COUNTS
    return count


def _ranked(place: Place, tally: _Tally, possible: float) -> Ranked:
    coverage = min(tally.covered / possible, 1.0) if possible else 0.0
    neighbours = 1.0 + NEAR * _closeness(tally.positions)
    return Ranked(place, tally.score * (0.5 + 0.5 * coverage) * neighbours, coverage)


def _closeness(positions: Mapping[int, Sequence[int]]) -> float:
    """Return which share (0 to 1) of the question's neighbouring words are neighbours in the text, in order."""
    places = sorted(positions)
    pairs = [(left, right) for left, right in zip(places, places[1:], strict=False) if right - left <= 2]
    if not pairs:
        return 0.0
    near = 0
    for left, right in pairs:
        following = set(positions[right])
        if any(position + step in following for position in positions[left] for step in (1, 2)):
            near += 1
    return near / max(len(places) - 1, 1)
