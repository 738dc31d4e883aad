"""A published course and an open gate for the tests of calls."""

from __future__ import annotations

import pytest

from app.assessment.calls import ports
from tests.factories import World
from tests.integration.assessment.calls.courses import Gate


@pytest.fixture
def gate(world: World, monkeypatch: pytest.MonkeyPatch) -> Gate:
    """The gate that is asked before somebody enters the queue; nothing is missing unless a test says so."""
    standing = Gate()
    monkeypatch.setattr(ports, "_gates", [standing])
    monkeypatch.setattr(ports, "_rights", list(ports._rights))
    return standing


@pytest.fixture
def course(called: World, gate: Gate) -> World:
    """The world with the course published."""
    return called
