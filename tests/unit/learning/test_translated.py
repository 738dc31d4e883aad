"""Which courses are one course in several languages, and what that spares whoever has finished it in one."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from app.authoring.queries import original_of
from app.learning.translated import in_other_languages
from app.web.learner.start_views import _in_one_language


def course(part: str, translates: str = "") -> Any:
    return SimpleNamespace(release=SimpleNamespace(part=part), course=SimpleNamespace(translates=translates))


CARDS, CARDS_PL, CARDS_EL = course("cards"), course("cards-pl", "../cards"), course("cards-el", "../cards")
OTHER = course("disputes")


def test_a_course_and_its_translations_are_one_course() -> None:
    assert [original_of(one) for one in (CARDS, CARDS_PL, OTHER)] == ["cards", "cards", "disputes"]
    assert in_other_languages(CARDS_PL, [CARDS, CARDS_PL, CARDS_EL, OTHER]) == [CARDS, CARDS_EL]
    assert in_other_languages(OTHER, [CARDS, OTHER]) == []


def test_what_was_finished_in_one_language_is_not_asked_for_in_another() -> None:
    def path(content: Any, *missing: str) -> Any:
        return SimpleNamespace(content=content, missing=missing)

    done, twin, disputes = path(CARDS_PL), path(CARDS, "modules"), path(OTHER, "modules")
    assert _in_one_language([twin, done, disputes]) == [done, disputes]
    assert _in_one_language([twin, disputes]) == [twin, disputes]
