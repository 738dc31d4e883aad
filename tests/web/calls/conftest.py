"""Olga who waits for a call and Sven who takes it, each at a browser."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from app.assessment.calls import ports
from tests.factories import World
from tests.integration.assessment.calls.courses import Gate
from tests.web.conftest import SignedIn


@pytest.fixture
def gate(called: World, monkeypatch: pytest.MonkeyPatch) -> Gate:
    """The course is published and nothing comes before its calls, unless a test says so."""
    open_gate = Gate()
    monkeypatch.setattr(ports, "_gates", [open_gate])
    return open_gate


@pytest.fixture
def olga(gate: Gate, signed_in: SignedIn) -> FlaskClient:
    return signed_in("olga")


@pytest.fixture
def sven(gate: Gate, signed_in: SignedIn) -> FlaskClient:
    return signed_in("sven")
