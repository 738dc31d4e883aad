"""`flask start` on an installation that has people: what it published is what the pages show."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from app.authoring import queries as authoring
from app.cli import start
from app.config import Settings
from app.people import service as people
from tests.factories import NORDBANK, World
from tests.folders import edit, write_client
from tests.unit.authoring.test_media import picture
from tests.web.conftest import SignedIn


def test_pictures_that_start_publishes_are_seen(
    app: Flask,
    settings: Settings,
    world: World,
    signed_in: SignedIn,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = write_client(tmp_path / "courses", NORDBANK)
    (folder / "card-line/media").mkdir()
    (folder / "card-line/media/desk.png").write_bytes(picture())
    edit(folder / "card-line/02-blocked.md", "They tried", "![A desk](media/desk.png) They tried")
    monkeypatch.setattr(start, "_serve", lambda _settings: None)
    app.extensions["readyline.settings"] = replace(settings, courses=folder.parent, port=0)
    result = app.test_cli_runner().invoke(args=["start"])
    assert result.exit_code == 0, result.output
    assert "nordbank/card-line 1.0 published" in result.output
    shared = authoring.newest(world.system(), authoring.SHARED_PART)
    assert shared is not None
    people.accept_agreement(world.actor("tara"), "confidentiality", shared.id)
    name = authoring.get_course(world.system(), "card-line").media["nordbank/card-line/media/desk.png"]
    answer = signed_in("tara").get(f"/c/nordbank/media/{name}")
    assert (answer.status_code, answer.data) == (200, picture())
