"""What an act on the record is called can be said of every record of it."""

from __future__ import annotations

import pytest

from app.kernel import clock
from app.reports.changes import Change
from app.web.auditor.change_words import NOT_PASSED, PASSED, READ_IN, SENTENCES, Titles, values_of


@pytest.mark.parametrize("sentence", [*SENTENCES.values(), READ_IN, PASSED, NOT_PASSED])
def test_each_sentence_can_be_filled_with_what_is_known_of_a_change(sentence: str) -> None:
    """Mend in `values_of`: a new placeholder needs its value there, also for a record that says nothing of it."""
    assert sentence % values_of(Change(1, clock.now(), "any.act", 1, 2, {}), {1: "Tara", 2: "Olga"}, Titles())
