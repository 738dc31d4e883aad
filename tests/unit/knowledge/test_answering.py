"""Whether a search was answered, or found only what is like the question."""

from __future__ import annotations

import pytest

from app.knowledge.answering import is_answered
from app.knowledge.ranking import Ranked, Ranking

RAREST = 6.0
"""What a word counts that stands nowhere; the scores below are of texts that hold one such word once (6) or more."""


@pytest.mark.parametrize(
    ("score", "coverage", "known", "unknown", "answered"),
    [
        (6.0, 1.0, 6.0, 0.0, True),  # its one word stands in a text, in passing
        (6.0, 1.0, 6.0, 1.0, False),  # so does one of two words, the other nowhere
        (20.0, 1.0, 6.0, 1.0, True),  # one of two is the title of a text
        (20.0, 0.5, 12.0, 6.0, False),  # the same in a long question of which the rest is nowhere
        (2.0, 0.4, 6.0, 0.0, False),  # a word that is only like another
        (6.0, 1.0, 6.0, 0.2, True),  # only a stop word is nowhere
    ],
)
def test_a_text_answers_that_holds_most_of_a_question_or_is_about_it(
    score: float, coverage: float, known: float, unknown: float, answered: bool
) -> None:
    ranking = Ranking([Ranked((0, 0), score, coverage)], known, RAREST)
    assert is_answered(ranking, unknown) is answered


def test_what_holds_most_of_it_need_not_come_first() -> None:
    texts = [Ranked((0, 0), 3.0, 0.3), Ranked((0, 1), 2.0, 0.9)]
    assert is_answered(Ranking(texts, 6.0, RAREST), 0.0)


def test_where_nothing_is_found_nothing_is_answered() -> None:
    assert not is_answered(Ranking([], 0.0, RAREST), 2.0)
