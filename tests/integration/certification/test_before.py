"""What must come before a course, and who of some people has not completed it."""

from __future__ import annotations

import pytest

from app.authoring import queries as authoring
from app.certification.before import Before, missing_before
from app.kernel.errors import ForbiddenError
from tests.factories import CENTRE, World
from tests.integration.certification import courses


def test_who_has_not_completed_what_comes_before(trained: World, world: World) -> None:
    tara, olga, omar = world.actor("tara"), world.people["olga"], world.people["omar"]
    contents = authoring.courses(tara)
    title = "Customer service foundations"
    assert missing_before(tara, contents, [olga, omar]) == {courses.CARDS: (Before(title, frozenset({olga, omar})),)}
    courses.finish_induction(world, "olga")
    assert missing_before(tara, contents, [olga, omar]) == {courses.CARDS: (Before(title, frozenset({omar})),)}
    assert missing_before(tara, authoring.courses(world.system(CENTRE)), [olga]) == {}, "nothing comes before it"
    with pytest.raises(ForbiddenError):
        missing_before(world.actor("olga"), contents, [olga])
