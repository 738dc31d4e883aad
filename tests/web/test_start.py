"""`flask start` on an installation that has people: what it published is what the pages show."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click
import pytest
from flask import Flask

from app.authoring import queries as authoring
from app.cli import start
from app.config import Settings
from app.people import service as people
from tests.factories import CENTRE, NORDBANK, World
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
    monkeypatch.setattr(start, "_apart", lambda work: work())
    monkeypatch.setattr(start, "_serve", lambda _settings: None)
    app.extensions["readyline.settings"] = replace(settings, courses=folder.parent, port=0)
    result = app.test_cli_runner().invoke(args=["start"])
    assert result.exit_code == 0, result.output
    assert "nordbank/card-line 1.0 published" in result.output
    shared = authoring.newest(world.system(), authoring.SHARED_PART)
    assert shared is not None
    people.accept_agreement(world.actor("tara"), "confidentiality", shared.id, "en")
    name = authoring.get_course(world.system(), "card-line").media["nordbank/card-line/media/desk.png"]
    answer = signed_in("tara").get(f"/c/nordbank/media/{name}")
    assert (answer.status_code, answer.data) == (200, picture())


@pytest.fixture
def two_clients(app: Flask, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the centre and of Nordbank, which `flask start` publishes; it serves nothing here."""
    root = tmp_path / "courses"
    write_client(root, CENTRE, centre=True)
    write_client(root, NORDBANK)
    monkeypatch.setattr(start, "_apart", lambda work: work())
    monkeypatch.setattr(start, "_serve", lambda _settings: click.echo("serving"))
    app.extensions["readyline.settings"] = replace(settings, courses=root, port=0, host="0.0.0.0")
    return root


def test_a_half_written_file_is_named_and_the_rest_is_published_and_served(
    app: Flask, world: World, two_clients: Path
) -> None:
    run = app.test_cli_runner().invoke
    assert run(args=["start"]).exit_code == 0
    edit(two_clients / "nordbank/card-line/02-blocked.md", "module: Blocked cards", "mistake: Blocked cards")
    edit(two_clients / "centre/card-line/02-blocked.md", "They tried", "Somebody tried")
    (two_clients / "fenwick-lane").mkdir()
    result = run(args=["start"])
    assert result.exit_code == 0, result.output
    assert result.output.count("nordbank/card-line/02-blocked.md:2:1: error:") == 1
    assert "nordbank keeps its present release" in result.output
    assert "fenwick-lane keeps its present release" in result.output
    assert "centre/card-line 1.1 published" in result.output
    assert "centre keeps" not in result.output
    assert "serving" in result.output
    newest = authoring.newest(world.system(), "card-line")
    assert newest is not None
    assert newest.number == "1.0"


def test_a_new_client_with_problems_is_said_not_to_be_published(app: Flask, world: World, two_clients: Path) -> None:
    folder = write_client(two_clients, "new-client")
    edit(folder / "client.md", "mark: NE", "mistake: NE")
    result = app.test_cli_runner().invoke(args=["start"])
    assert "new-client is not published" in result.output
    assert "serving" in result.output


def test_an_empty_database_does_not_start_on_broken_courses(app: Flask, two_clients: Path) -> None:
    edit(two_clients / "nordbank/card-line/02-blocked.md", "module: Blocked cards", "mistake: Blocked cards")
    result = app.test_cli_runner().invoke(args=["start"])
    assert result.exit_code == 1
    assert "Nothing was published" in result.output
    assert "serving" not in result.output
