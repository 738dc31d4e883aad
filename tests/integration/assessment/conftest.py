"""Olga and Omar may sit the quiz of the card line."""

from __future__ import annotations

import pytest

from app.kernel.actor import Actor
from tests.factories import World


@pytest.fixture
def olga(examined: World) -> Actor:
    """An operator who may begin; the course is published with its default settings."""
    return examined.actor("olga")
