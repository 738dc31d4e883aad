"""Each act that is told together has its sentence for several people."""

from __future__ import annotations

from app.reports.alike import OWN, TOLD_TOGETHER
from app.web.auditor.alike_words import MANY
from app.web.auditor.change_words import SENTENCES


def test_every_act_has_both_sentences() -> None:
    assert MANY.keys() == TOLD_TOGETHER.keys()
    assert TOLD_TOGETHER.keys() <= SENTENCES.keys()
    assert TOLD_TOGETHER.keys() >= OWN
