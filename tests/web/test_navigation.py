"""The rail says in one place where one is, whatever a role's start page is."""

from __future__ import annotations

import pytest

from tests.web.conftest import SignedIn


@pytest.mark.parametrize(
    ("name", "page", "place"),
    [
        ("ada", "audit", "Start"),
        ("ada", "people", "People"),
        ("ada", "record", "Record"),
        ("mira", "manage", "Start"),
        ("sven", "supervise", "Start"),
        ("tara", "supervise", "Calls"),
        ("tara", "author", "Start"),
        ("olga", "courses", "Courses"),
    ],
)
def test_the_rail_shows_one_place(signed_in: SignedIn, name: str, page: str, place: str) -> None:
    rail = signed_in(name).get(f"/c/nordbank/{page}").text.partition('<nav class="rail"')[2].partition("</nav>")[0]
    current = [item for item in rail.split("<li>") if 'aria-current="page"' in item]
    assert len(current) == 1
    assert f"<span>{place}</span>" in current[0]
