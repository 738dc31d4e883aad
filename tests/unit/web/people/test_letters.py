"""Until when a link holds is said by the clock of whoever gets it, whoever made it, and whoever asks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask

from app.web.locales import speaking
from app.web.people.letters import until_words

MOMENT = datetime(2026, 11, 29, 22, 49, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "zone", "words"),
    [
        ("en", "Europe/Athens", "30 November 2026, 00:49 (Athens)"),
        ("el", "Europe/Athens", "30 Νοεμβρίου 2026, 12:49\u202fπ.μ. (Αθήνα)"),
        ("pl", "Europe/Warsaw", "29 listopada 2026, 23:49 (Warszawa)"),
        ("ru", "Europe/Warsaw", "29 ноября 2026\u202fг., 23:49 (Варшава)"),
        ("en", "nowhere", "29 November 2026, 22:49 (UTC)"),
    ],
)
def test_until_when_a_link_holds(one_app: Flask, language: str, zone: str, words: str) -> None:
    with one_app.test_request_context(), speaking(language):
        assert until_words(MOMENT, zone) == words
