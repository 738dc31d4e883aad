"""What is kept of a search that found nothing."""

from __future__ import annotations

import pytest

from app.knowledge.gap_rules import LONGEST, kept_words

KEPT = [
    ("Chargeback abroad", "chargeback abroad"),
    ("  PIN   forgotten ", "pin forgotten"),
    ("error 4471", "error 4471"),
    ("card 4929 1234 5678 9012 lost", "card … lost"),
    ("call +48-600-700-800 back", "call … back"),
    ("anna.nowak@example.test wants a refund", "… wants a refund"),
    ("4929123456789012", ""),
    ("?!", ""),
    ("", ""),
    ("ab " * LONGEST, ("ab " * LONGEST)[:LONGEST].rstrip()),
]


@pytest.mark.parametrize(("question", "kept"), KEPT)
def test_words_are_kept_and_who_a_caller_is_is_not(question: str, kept: str) -> None:
    assert kept_words(question) == kept
