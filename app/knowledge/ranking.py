"""Which texts answer a question best: BM25 over all texts a person may see, titles counting more. Pure.

BM25 after Robertson and Zaragoza, 'The Probabilistic Relevance Framework' (2009), in the form in which the fields'
counts are added before they saturate (BM25F).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import NamedTuple

from app.knowledge.postings import ASKED_FROM, BODY_FROM, CHECK, CONTEXT_FROM, INTRODUCTION, RECAP

SATURATION = 2.5
LENGTH = 0.6
TITLE_COUNTS = 5.0
CONTEXT_COUNTS = 4.0
ASKED_COUNTS = 4.0
COVERED = 0.5
"""How much of the score hangs on how much of the question a text holds."""

NEAR = 0.5
"""What a pair of the question's neighbours adds when they stand next to each other in a text too."""

AS_WELL = 0.8
"""The share of the best coverage from which a text in the reader's language comes before others."""

ELSEWHERE = 0.25
"""What a text in another language counts then."""

TITLE_SAID = 1.3
"""What a title adds when the question says all of it."""

COUNTS = {INTRODUCTION: 0.6, CHECK: 0.3, RECAP: 0.5}
"""What kinds count that lead to the section that answers; it should come before them. All others count 1."""

LOOKED_AT = 100
"""How many texts are looked at a second time."""

Place = tuple[int, int]
"""A text: the number of its part, and its number in that part."""

Standing = tuple[float, Sequence[int]]
"""How surely (0 to 1) a word stands in a text, and at which positions, ascending, after the text's number."""


class Text(NamedTuple):
    """What ranking must know of a text besides its words: how many its body holds, how many that are no stop words its
    title holds, and so on."""

    length: int
    title: int
    language: str
    kind: str


class Found(NamedTuple):
    """A word of the index that a word of the question may mean, with how surely (0 to 1), and where it stands in a
    part: `[number of the text, position, position, ...]` for each text that holds it."""

    sure: float
    part: int
    postings: Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One word of the question: what it counts, its number in the question, and what was found for it."""

    weight: float
    place: int
    found: Sequence[Found]


class Ranked(NamedTuple):
    """A text with its score, and the share (0 to 1) of the question, by weight of its words, that it holds."""

    place: Place
    score: float
    coverage: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """Texts, best first. `known` is what the words that were found count together, by weight and rarity; `rarest` what
    a word counts that stands in no text."""

    texts: list[Ranked]
    known: float
    rarest: float


_SCORE = attrgetter("score")


def rank(wanted: Sequence[Wanted], parts: Sequence[Sequence[Text]]) -> Ranking:
    """Return every text that holds a wanted word, best first; equal ones in the order of their places.

    `parts` are all the texts that the person may see. How the words stand in a text (beside each other, how much of
    the title they make up) is looked at in the first hundred only.
    """
    lengths = [text.length for part in parts for text in part]
    average = sum(lengths) / max(len(lengths), 1) or 1.0
    shares = [1 - LENGTH + LENGTH * length / average for length in lengths]
    firsts = list(accumulate((len(part) for part in parts), initial=0))
    scores, covered = [0.0] * len(lengths), [0.0] * len(lengths)
    possible = 0.0
    for word in wanted:
        counts, surest = _counted(word, firsts, shares)
        telling = word.weight * _rarity(sum(surest.values()), len(lengths))
        possible += telling
        for text, count in counts.items():
            scores[text] += telling * count * (SATURATION + 1) / (count + SATURATION)
            covered[text] += telling * surest[text]
    places = ((part, number) for part, texts in enumerate(parts) for number in range(len(texts)))
    held = zip(places, scores, covered, strict=True)
    found = [_ranked(place, score, share / possible) for place, score, share in held if score]
    ranked = sorted(found, key=_SCORE, reverse=True)
    stands = _standings(wanted, {text.place for text in ranked[:LOOKED_AT]})
    near = [_looked_at(text, wanted, stands[text.place], parts) for text in ranked[:LOOKED_AT]]
    return Ranking(sorted(near, key=_best_first) + ranked[LOOKED_AT:], possible, _rarity(0, len(lengths)))


def _counted(word: Wanted, firsts: Sequence[int], shares: Sequence[float]) -> tuple[dict[int, float], dict[int, float]]:
    """Return how often, and how surely, a word stands in each text; texts are counted through all parts here."""
    counts: dict[int, float] = {}
    surest: dict[int, float] = {}
    for sure, part, postings in word.found:
        first = firsts[part]
        for posting in postings:
            text = first + posting[0]
            counts[text] = counts.get(text, 0.0) + sure * _count(posting, shares[text])
            if sure > surest.get(text, 0.0):
                surest[text] = sure
    return counts, surest


def _count(posting: Sequence[int], share: float) -> float:
    """Add up how often a word stands in a text, by field; `share` evens out the length of the body."""
    if posting[1] >= BODY_FROM:
        return (len(posting) - 1) / share
    count = 0.0
    for position in posting[1:]:
        if position >= BODY_FROM:
            count += 1 / share
        elif position >= ASKED_FROM:
            count += ASKED_COUNTS
        else:
            count += CONTEXT_COUNTS if position >= CONTEXT_FROM else TITLE_COUNTS
    return count


def _rarity(holding: float, total: int) -> float:
    return math.log1p((max(total - holding, 0.0) + 0.5) / (holding + 0.5))


def _ranked(place: Place, score: float, coverage: float) -> Ranked:
    held = min(coverage, 1.0)
    return Ranked(place, score * (1 - COVERED + COVERED * held), held)


def _best_first(text: Ranked) -> tuple[float, Place]:
    return -text.score, text.place


def _standings(wanted: Sequence[Wanted], places: Collection[Place]) -> dict[Place, list[list[Standing]]]:
    """Return for each of `places` how each wanted word stands there."""
    stands: dict[Place, list[list[Standing]]] = {place: [[] for _ in wanted] for place in places}
    for number, word in enumerate(wanted):
        for sure, part, postings in word.found:
            for posting in postings:
                if (part, posting[0]) in stands:
                    stands[part, posting[0]][number].append((sure, posting[1:]))
    return stands


def _looked_at(
    ranked: Ranked, wanted: Sequence[Wanted], stands: Sequence[Sequence[Standing]], parts: Sequence[Sequence[Text]]
) -> Ranked:
    text = parts[ranked.place[0]][ranked.place[1]]
    bonus = NEAR * _closeness(wanted, stands) + TITLE_SAID * _title_said(wanted, stands, text.title)
    return ranked._replace(score=ranked.score * (1 + bonus) * COUNTS.get(text.kind, 1.0))


def _title_said(wanted: Sequence[Wanted], stands: Sequence[Sequence[Standing]], title: int) -> float:
    """Return which share (0 to 1) of the title's words, stop words left out, the question says."""
    said: dict[int, float] = {}
    for word, standings in zip(wanted, stands, strict=True):
        for sure, positions in standings:
            for position in positions:
                if position < CONTEXT_FROM:
                    said[position] = max(word.weight * sure, said.get(position, 0.0))
    return min(sum(said.values()) / title, 1.0) if title else 0.0


def _closeness(wanted: Sequence[Wanted], stands: Sequence[Sequence[Standing]]) -> float:
    """Return which share (0 to 1) of the question's neighbouring words are neighbours in the text, in order."""
    near = 0
    for (left, before), (right, after) in pairwise(zip(wanted, stands, strict=True)):
        if 1 <= right.place - left.place <= 2 and before and after:
            following = {position for _, positions in after for position in positions}
            near += any(
                position + 1 in following or position + 2 in following
                for _, positions in before
                for position in positions
            )
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

    others = [text for text in ranked if not is_own(text)]
    if not others or not any(is_own(text) and text.coverage >= AS_WELL * best for text in ranked):
        return list(ranked)
    moved = (text if is_own(text) else text._replace(score=ELSEWHERE * text.score) for text in ranked)
    return sorted(moved, key=_SCORE, reverse=True)
