"""The world with both courses published."""

from __future__ import annotations

import pytest

from tests.factories import World
from tests.integration.certification import courses


@pytest.fixture
def trained(world: World) -> World:
    """Nobody has done anything yet; everything can be done."""
    courses.publish_both(world)
    return world
