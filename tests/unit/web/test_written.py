"""Markdown of people: safe, its links inside the client, its headings alone on their page."""

from __future__ import annotations

import pytest
from flask import Flask

from app.web.written import written


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("[a](blocked-cards.md)", '<a href="/c/nordbank/kb/blocked-cards" rel="noopener noreferrer">a</a>'),
        (
            "[a](../card-line/01-verify.md#two-factors)",
            '<a href="/c/nordbank/kb/card-line/verify#two-factors" rel="noopener noreferrer">a</a>',
        ),
        ("[a](../../pellwick/kb/x.md)", "a"),
        ("[a](../../../x.md)", "a"),
        ("![a desk](desk.png)", "a desk"),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("<b>a</b>", "&lt;b&gt;a&lt;/b&gt;"),
    ],
)
def test_links_stay_with_the_client_and_nothing_else_is_taken(one_app: Flask, source: str, html: str) -> None:
    with one_app.test_request_context():
        assert written("nordbank", source, "x") == f"<p>{html}</p>\n"


def test_headings_go_below_the_one_they_stand_under_with_ids_of_their_own(one_app: Flask) -> None:
    with one_app.test_request_context():
        html = written("nordbank", "# A\n\n## A", "news-1")
        assert html == '<h3 id="news-1-0">A</h3>\n<h3 id="news-1-1">A</h3>\n'
        assert written("nordbank", "# A", "x", below=1).startswith("<h2")
