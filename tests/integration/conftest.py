"""A small world of people for integration tests; see tests/factories.py for the cast."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.factories import World, make_world


@pytest.fixture
def world(app: Flask) -> World:
    """Two clients, the centre, and the named cast."""
    return make_world()
