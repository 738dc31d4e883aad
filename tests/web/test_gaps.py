"""Searches that found nothing: counted when somebody asked for the page, shown to the trainer, dealt with."""

from __future__ import annotations

import pytest

from app.knowledge.gaps import gaps
from tests.factories import World
from tests.integration.certification import courses
from tests.web.conftest import SignedIn

SEARCH = "/c/nordbank/kb?q=zanzibar"
LIST = "/c/nordbank/author/searches"


@pytest.fixture
def school(trained: World) -> World:
    for name in ("olga", "tara"):
        courses.accept(trained, name)
    return trained


def test_only_a_page_that_was_asked_for_counts(school: World, signed_in: SignedIn) -> None:
    """Not what is suggested while typing, nor what a browser fetches ahead, nor what found something."""
    olga, tara = signed_in("olga"), signed_in("tara")
    ways = [
        (SEARCH, {"HX-Request": "true"}),
        (SEARCH, {"Sec-Purpose": "prefetch;prerender"}),
        ("/c/nordbank/kb?q=caller", {}),
        ("/c/nordbank/kb?q=%3F%21", {}),
    ]
    for address, headers in ways:
        with olga.get(address, headers=headers) as answer:
            assert answer.status_code == 200
    with olga.head(SEARCH), tara.get(SEARCH):
        pass
    assert gaps(school.actor("tara")) == []
    with olga.get(SEARCH) as answer:
        assert "Nothing found" in answer.text
    assert [(one.question, one.times) for one in gaps(school.actor("tara"))] == [("zanzibar", 1)]


def test_what_is_only_like_the_question_is_shown_as_such_and_counts(school: World, signed_in: SignedIn) -> None:
    said = "Nothing says exactly this. The nearest:"
    olga = signed_in("olga")
    with olga.get("/c/nordbank/kb?q=caller") as answer:
        assert said not in answer.text
    with olga.get("/c/nordbank/kb?q=zanzibar+safari+for+a+caller") as answer:
        assert said in answer.text
        assert '<ol class="results">' in answer.text
    assert [one.question for one in gaps(school.actor("tara"))] == ["zanzibar safari for a caller"]


def test_a_trainer_sees_them_and_deals_with_them(school: World, signed_in: SignedIn) -> None:
    tara = signed_in("tara")
    assert "None in the last 30 days." in tara.get("/c/nordbank/author").text
    assert "No search has found nothing" in tara.get(LIST).text
    with signed_in("olga").get(SEARCH):
        pass
    assert "zanzibar" in tara.get("/c/nordbank/author").text
    assert "zanzibar,English,1," in tara.get(f"{LIST}.csv").text
    given = {"question": "zanzibar", "language": "en"}
    page = tara.post(f"{LIST}/dealt-with", data=given, follow_redirects=True).text
    assert "Dealt with." in page
    assert "zanzibar" not in page
    assert "no longer on the list" in tara.post(f"{LIST}/dealt-with", data=given, follow_redirects=True).text
    assert signed_in("olga").post(f"{LIST}/dealt-with", data=given).status_code == 403
