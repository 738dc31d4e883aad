"""How a dossier says what became of an enrolment."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from flask_babel import Babel

from app.reports.steps import LANGUAGE_CHANGED, TAKEN_BACK
from app.web.auditor.entry_words import _enrolment
from tests.unit.reports.test_standings import NOW, enrolment


@pytest.mark.parametrize(
    ("change", "reason", "said"),
    [
        ("", "", "Enrolled: Card line"),
        (TAKEN_BACK, "Left", "Enrolment taken back: Card line. Reason: Left"),
        (LANGUAGE_CHANGED, "", "Went on with “Card line” in another language: “Linia kart”"),
    ],
)
def test_what_became_of_an_enrolment_is_said(change: str, reason: str, said: str) -> None:
    app = Flask(__name__)
    Babel(app)
    step = replace(enrolment(NOW, None), change=change, reason=reason)
    with app.test_request_context():
        assert _enrolment("Card line", step, "Linia kart") == said
