"""Each act that is told together has its sentence for several people."""

from __future__ import annotations

import re

import pytest

from app.kernel import clock
from app.reports.alike import OWN, TOLD_TOGETHER
from app.reports.changes import Change
from app.web.auditor.alike_words import MANY
from app.web.auditor.change_words import SENTENCES, Titles, values_of


def test_every_act_has_both_sentences() -> None:
    assert MANY.keys() == TOLD_TOGETHER.keys()
    assert TOLD_TOGETHER.keys() <= SENTENCES.keys()
    assert TOLD_TOGETHER.keys() >= OWN


@pytest.mark.parametrize("action", MANY)
def test_each_sentence_can_be_filled_and_says_what_its_changes_have_in_common(action: str) -> None:
    names = {1: "Tara", 2: "Olga"}
    values = values_of(Change(1, clock.now(), action, 1, 2, {}), names, Titles()) | {"num": 2}
    for sentence in MANY[action]:
        assert "%" not in sentence % values
        assert not re.search(r"%\(about\)", sentence), "one person's name is no word for several"
