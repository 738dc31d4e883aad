"""Who reads the pages in another language than the material hears each piece of it in its own (WCAG 2.2, 3.1.2)."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from app.learning.service import enrol
from app.people.persons import Details, change_own
from tests.factories import World
from tests.web.conftest import SignedIn
from tests.web.test_courses import COURSE, VERIFY, accept

PIECES = {
    COURSE: ("Verify the caller", "Blocked cards"),
    VERIFY: ("Card line", "Two factors", "When may you name the balance?", "After two factors", "A date of birth"),
    "/c/nordbank/kb?q=two+factors": ("Two factors", "Ask before you open the account. See why a card blocks."),
    "/c/nordbank/kb": ("Verify the caller",),
}
"""Texts of the course by page. A section's own text stands in an element that says its language for all of it."""


@pytest.fixture
def olga(small_nordbank: World, signed_in: SignedIn) -> FlaskClient:
    """Olga, who reads Greek pages and learns in English."""
    accept(small_nordbank, "olga")
    enrol(small_nordbank.actor("sven"), [small_nordbank.people["olga"]], "card-line")
    change_own(small_nordbank.actor("olga"), Details("", "", "el", "UTC"))
    return signed_in("olga")


@pytest.mark.parametrize(("where", "pieces"), PIECES.items())
def test_what_is_english_on_a_greek_page_says_so(olga: FlaskClient, where: str, pieces: tuple[str, ...]) -> None:
    page = olga.get(where).text
    assert '<html lang="el">' in page
    for piece in pieces:
        assert f'<span lang="en">{piece}</span>' in page, f"{piece}: show it with the filter in_language"


def test_the_words_of_a_check_are_the_readers(olga: FlaskClient) -> None:
    assert '<div class="check" id="check-1" lang="el">' in olga.get(VERIFY).text


def test_nothing_is_said_where_it_is_the_language_of_the_page(olga: FlaskClient, small_nordbank: World) -> None:
    change_own(small_nordbank.actor("olga"), Details("", "", "en", "UTC"))
    assert '<span lang="en">' not in olga.get(VERIFY).text
