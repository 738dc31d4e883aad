"""Olga and Omar may sit the quiz of the card line."""

from __future__ import annotations

import pytest

from app.kernel.actor import Actor
from tests.factories import World
from tests.integration.assessment import quiz_course


@pytest.fixture
def olga(world: World) -> Actor:
    """An operator who may begin; the course is published with its default settings."""
    quiz_course.publish(world)
    quiz_course.admit(world.system(), [world.people["olga"], world.people["omar"]])
    return world.actor("olga")
