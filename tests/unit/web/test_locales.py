"""The language of a text is told where it is not the page's, so that a screen reader changes its voice."""

from __future__ import annotations

import pytest
from flask import Flask
from markupsafe import Markup

from app.web.locales import in_language, speaking


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("Блокировка карты", "ru", '<span lang="ru">Блокировка карты</span>'),
        ("A blocked card", "en", "A blocked card"),
        ("A blocked card", "", "A blocked card"),
        ("", "ru", ""),
        ("<b> & co", "ru", '<span lang="ru">&lt;b&gt; &amp; co</span>'),
        ("<b> & co", "en", "&lt;b&gt; &amp; co"),
        (Markup("<mark>a</mark>"), "pl", '<span lang="pl"><mark>a</mark></span>'),
    ],
)
def test_a_text_in_another_language_says_so(one_app: Flask, text: str, language: str, shown: str) -> None:
    with one_app.test_request_context(), speaking("en"):
        assert in_language(text, language) == shown


def test_paragraphs_are_held_by_a_div(one_app: Flask) -> None:
    with one_app.test_request_context(), speaking("el"):
        assert in_language(Markup("<p>a</p>"), "en", "div") == '<div lang="en"><p>a</p></div>'
