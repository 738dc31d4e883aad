"""What a trainer starts with: checks that fail and searches in vain, read together, as their own lists say them."""

from __future__ import annotations

import pytest
from flask import Flask

from app.authoring import queries as authoring
from app.kernel.errors import ForbiddenError
from app.kernel.work import reading
from app.knowledge import gaps
from app.learning.service import answer_check, enrol
from app.reports.failing import failing_questions
from app.reports.to_mend import to_mend
from tests.factories import World
from tests.statements import questions, sent_by

COURSE, VERIFY = "card-line", "verify"


def test_both_are_read_in_one_statement_as_their_lists_say_them(small_nordbank: World, app: Flask) -> None:
    world = small_nordbank
    enrol(world.actor("sven"), [world.people["olga"]], COURSE)
    answer_check(world.actor("olga"), COURSE, VERIFY, "balance-01", 3)
    answer_check(world.actor("olga"), COURSE, VERIFY, "balance-01", 1)
    answer_check(world.actor("olga"), COURSE, VERIFY, "factors-01", [1, 2])
    for words in ("lost umbrella", "chargeback", "lost umbrella"):
        gaps.keep(world.actor("olga"), words)
    tara = world.actor("tara")
    with reading(tara):
        contents = authoring.courses(tara)
        with sent_by(app) as sent:
            found = to_mend(tara, contents, 5)
    assert len(questions(sent)) == 1
    assert found.searches == tuple(gaps.gaps(tara))
    assert found.checks == tuple(failing_questions(tara)[1])
    assert [(one.module, one.asked, one.right) for one in found.checks] == [(VERIFY, 1, 0)]
    assert len(to_mend(tara, contents, 1).searches) == 1
    with pytest.raises(ForbiddenError):
        to_mend(world.actor("olga"), contents, 5)
