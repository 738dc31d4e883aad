"""Today's few questions, from the answers as they are kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.authoring import queries as authoring
from app.kernel import clock
from app.kernel.errors import ForbiddenError
from app.learning.enrolling import enrol_by
from app.learning.review import to_review
from app.learning.service import answer_check
from tests.factories import World
from tests.integration.learning.conftest import Courses

COURSE, VERIFY = "card-line", "verify"


def test_what_was_wrong_is_asked_again_tomorrow_until_it_is_right(world: World, courses: Courses) -> None:
    olga, contents = world.actor("olga"), authoring.courses(world.actor("olga"))
    enrol_by(world.actor("tara"), [olga.number], COURSE, None)
    answer_check(olga, COURSE, VERIFY, "balance-01", 3)
    answer_check(olga, COURSE, VERIFY, "factors-01", [1, 2])
    assert to_review(olga, contents) == []
    with clock.at(clock.now() + timedelta(days=1)):
        [found] = to_review(olga, contents)
        assert (found.module.name, found.question.id) == (VERIFY, "balance-01")
        answer_check(olga, COURSE, VERIFY, "balance-01", 1)
        assert to_review(olga, contents) == []
    with clock.at(clock.now() + timedelta(days=7)):
        assert [one.question.id for one in to_review(olga, contents)] == ["factors-01"]
    assert to_review(world.actor("omar"), contents) == []
    with pytest.raises(ForbiddenError):
        to_review(world.actor("ada"), contents)
