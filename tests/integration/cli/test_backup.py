"""`flask backup` and `flask restore`: every row and every file, out of either database and into either."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import create_engine

from app.certification.bringing_in import bring_in
from app.certification.papers import read_paper
from app.certification.rules import Cover
from app.config import Settings
from app.kernel import snapshot
from app.kernel.archive import HASHES
from app.kernel.database import prepare_engine
from app.kernel.work import move_in
from app.people import queries
from app.people.importing.rows import Earned
from tests.databases import Templates
from tests.factories import World
from tests.integration.certification.courses import CARDS
from tests.integration.certification.test_verification import certify
from tests.stages import EMPTY


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=list(words))


def rows(app: Flask) -> dict[str, list[str]]:
    """Every row of the database; their order is the database's own, and no matter."""
    with snapshot.reading_all(app.extensions["readyline.house"]) as lines_of:
        return {name: sorted(lines_of(name)) for name in snapshot.tables()}


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Another installation's database, migrated and empty."""
    templates: Templates = request.getfixturevalue(request.param)
    (tmp_path / "elsewhere").mkdir()
    with templates.fresh(tmp_path / "elsewhere", EMPTY) as url:
        yield url


@pytest.fixture
def elsewhere(app: Flask, settings: Settings, tmp_path: Path) -> Callable[[str], None]:
    """Let the program work with another database and folder."""

    def move(url: str) -> None:
        house = app.extensions["readyline.house"]
        house.engine.dispose()
        house.engine = create_engine(url)
        prepare_engine(house.engine)
        move_in(house)  # a template built meanwhile moved another in
        app.extensions["readyline.settings"] = replace(settings, instance=tmp_path / "elsewhere", database_url=url)

    return move


@pytest.fixture
def backup(app: Flask, ready_to_sign: World, settings: Settings, tmp_path: Path) -> Path:
    """The backup of a world in which Olga and Omar hold certificates, his with its paper, with a picture."""
    certify(ready_to_sign)
    earned, paper = Earned(CARDS, date(2025, 6, 1), None, "Paper 7", ""), read_paper("7.pdf", b"%PDF-\x00\xff")
    bring_in(ready_to_sign.actor("mira"), ready_to_sign.people["omar"], earned, {Cover("phone", "en")}, paper)
    picture = settings.media / "nordbank" / "picture.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"not looked at")
    file = tmp_path / "backup.tar.gz"
    result = run(app, "backup", str(file))
    assert result.exit_code == 0, result.output
    return file


def test_every_row_and_file_comes_back_elsewhere(
    app: Flask, backup: Path, empty_url: str, elsewhere: Callable[[str], None], tmp_path: Path
) -> None:
    before = rows(app)
    assert before["certificate"]
    assert before["certificate_paper"]
    elsewhere(empty_url)
    assert not any(rows(app).values())
    result = run(app, "restore", str(backup))
    assert result.exit_code == 0, result.output
    assert rows(app) == before
    assert "nordbank: " in result.output
    assert ", whole, head " in result.output
    assert (tmp_path / "elsewhere/media/nordbank/picture.png").read_bytes() == b"not looked at"
    again = run(app, "restore", str(backup))
    assert again.exit_code == 1
    assert "holds something already" in again.output


def test_only_its_owner_may_read_it_and_none_is_written_over(app: Flask, backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0
    assert "is there already" in run(app, "backup", str(backup)).output
    assert [path.name for path in backup.parent.glob("backup*")] == [backup.name]


@pytest.mark.usefixtures("world")
def test_a_folder_that_is_not_there_is_told_before_anything_is_read(app: Flask, tmp_path: Path) -> None:
    result = run(app, "backup", str(tmp_path / "nowhere" / "backup.tar.gz"))
    assert result.exit_code == 1
    assert "nowhere is not there, or not yours to write in" in result.output


def cut_short(data: bytes) -> bytes:
    return data[: len(data) * 2 // 3]


def another_bit(data: bytes) -> bytes:
    tar = bytearray(gzip.decompress(data))
    place = tar.index(b"Olga Test")
    tar[place] ^= 1
    return gzip.compress(bytes(tar))


def changed(change: Callable[[dict[str, bytes]], None]) -> Callable[[bytes], bytes]:
    """Return what packs an archive anew after `change` of its files by name."""

    def damage(data: bytes) -> bytes:
        with tarfile.open(fileobj=io.BytesIO(data)) as tar:
            files = {member.name: tar.extractfile(member).read() for member in tar}  # type: ignore[union-attr]
        change(files)
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w:gz") as tar:
            for name, content in files.items():
                member = tarfile.TarInfo(name)
                member.size = len(content)
                tar.addfile(member, io.BytesIO(content))
        return packed.getvalue()

    return damage


DAMAGES = {
    "cut short": cut_short,
    "another bit": another_bit,
    "no archive": lambda _data: b"PK",
    "nothing": lambda _data: b"",
    "a table removed": changed(lambda files: files.pop("tables/person.jsonl")),
    "a file added": changed(lambda files: files.update({"media/nordbank/new.png": b""})),
    "a way out": changed(lambda files: files.update({"../outside": b""})),
    "no hashes": changed(lambda files: files.pop(HASHES)),
    "a row removed": changed(lambda files: files.update({"tables/login.jsonl": b"x"})),
}


def test_a_damaged_file_is_refused_before_anything_is_written(
    app: Flask,
    backup: Path,
    tmp_path: Path,
    elsewhere: Callable[[str], None],
    sqlite: Templates,
) -> None:
    whole = backup.read_bytes()
    (tmp_path / "elsewhere").mkdir()
    with sqlite.fresh(tmp_path / "elsewhere", EMPTY) as url:
        elsewhere(url)
        for name, damage in DAMAGES.items():
            backup.write_bytes(damage(whole))
            result = run(app, "restore", str(backup))
            assert result.exit_code == 1, name
            assert "is damaged" in result.output, name
            assert not any(rows(app).values()), name
        assert [path.name for path in (tmp_path / "elsewhere").iterdir() if path.is_dir()] == []
        assert not (tmp_path / "outside").exists()
        backup.write_bytes(changed(make_older)(whole))
        assert "made at migration 0000" in run(app, "restore", str(backup)).output


def make_older(files: dict[str, bytes]) -> None:
    """Write another migration into the manifest, and hashes that fit."""
    manifest = json.loads(files["manifest.json"]) | {"revision": "0000"}
    files["manifest.json"] = json.dumps(manifest).encode()
    hashes = json.loads(files[HASHES]) | {"manifest.json": sha256(files["manifest.json"]).hexdigest()}
    files[HASHES] = json.dumps(hashes).encode()


@pytest.mark.usefixtures("world")
def test_an_installation_that_holds_people_is_left_alone(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "backup.tar.gz"
    run(app, "backup", str(file))
    before = rows(app)
    result = run(app, "restore", str(file))
    assert result.exit_code == 1
    assert "holds something already" in result.output
    assert rows(app) == before
    assert queries.find_number("olga@example.test")
