"""A published course for the tests of learning."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.authoring.drafts import read_drafts
from app.authoring.media import MediaStore
from app.authoring.service import publish
from app.kernel.actor import Actor
from app.people.permissions import EVERYTHING
from tests.factories import NORDBANK, World
from tests.folders import write_client

SYSTEM = Actor(person_id=None, scope=None, permissions=EVERYTHING)


class Courses:
    """Nordbank's folder; `publish()` publishes it as it lies."""

    def __init__(self, root: Path) -> None:
        self.store = MediaStore(root / "stored")
        self.folder = write_client(root / "courses", NORDBANK)

    def publish(self) -> None:
        publish(SYSTEM, read_drafts(self.folder), self.store)


@pytest.fixture
def courses(small_nordbank: World, tmp_path: Path) -> Courses:
    """Nordbank with its course `card-line`, published once."""
    return Courses(tmp_path)
