"""What must come before a course, and who of some people has not completed it."""

from __future__ import annotations

from dataclasses import replace

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


def test_it_is_called_in_the_readers_language_whoever_holds_its_certificate(trained: World, world: World) -> None:
    courses.finish_induction(world, "olga")
    polish = courses.INDUCTION_FILE.replace("Customer service foundations", "Podstawy obsługi klienta")
    polish = polish.replace("language: en\n", f"language: pl\ntranslates: ../{courses.INDUCTION}\n")
    courses.publish(world, CENTRE, f"{courses.INDUCTION}-pl", polish)
    tara = world.actor("tara")
    for language, title in (("pl", "Podstawy obsługi klienta"), ("en", "Customer service foundations")):
        reader = replace(tara, language=language)
        [before] = missing_before(reader, authoring.courses(tara), [world.people["olga"]])[courses.CARDS]
        assert (before.title, before.missing) == (title, frozenset())
