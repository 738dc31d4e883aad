"""Which rows of a long list stand on a page."""

from __future__ import annotations

import pytest

from app.web.cutting import Cut, cut


@pytest.mark.parametrize(
    ("found", "asked", "page"),
    [
        (45, None, Cut(1, 1, 20, 45)),
        (45, "3", Cut(3, 41, 45, 45)),
        (45, "99", Cut(3, 41, 45, 45)),
        (45, "0", Cut(1, 1, 20, 45)),
        (45, "two", Cut(1, 1, 20, 45)),
        (45, "9" * 30, Cut(1, 1, 20, 45)),
        (0, "2", Cut(1, 1, 0, 0)),
    ],
)
def test_an_address_that_asks_for_no_page_there_is_gets_the_nearest(found: int, asked: str | None, page: Cut) -> None:
    assert cut(found, asked) == page


def test_pages_before_and_after_are_known() -> None:
    assert [(one.back, one.following) for one in (cut(45, str(page)) for page in (1, 2, 3))] == [
        (None, 2),
        (1, 3),
        (2, None),
    ]
