"""Whether a search was answered, or found only what is like the question. Pure. Measured: docs/adr/0041."""

from __future__ import annotations

from math import sqrt

from app.knowledge.ranking import Ranking

MOST_OF_IT = 0.75
"""The share of a question, by weight and rarity of its words, that a text must hold to answer it, however it does."""

ENOUGH = 1.25
"""What the best text must score to answer a question as long as one word that stands nowhere; longer ones ask for more
by the square root of their length, because what people say around a matter stands in no text."""


def is_answered(ranking: Ranking, unknown: float) -> bool:
    """Tell whether one of the texts says what was asked.

    `unknown` are the weights of the question's words that mean nothing in any text, added up; each counts as the
    rarest word there can be. A score says more than the share of words: it knows words in titles and neighbours.
    """
    if not ranking.texts:
        return False
    asked = ranking.known + unknown * ranking.rarest
    held = ranking.known * max(text.coverage for text in ranking.texts)
    return held >= MOST_OF_IT * asked or ranking.texts[0].score >= ENOUGH * sqrt(asked * ranking.rarest)
