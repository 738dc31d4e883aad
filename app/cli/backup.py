"""`flask backup` and `flask restore`: one file with everything that was written, for either database."""

from __future__ import annotations

import json
import logging
import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_babel import gettext as _
from flask_migrate import upgrade

from app.cli.trail import report_every_chain
from app.config import Settings
from app.kernel import clock, snapshot
from app.kernel.archive import DamagedArchiveError, pack, unpack
from app.kernel.readiness import MIGRATIONS, Readiness, database_revision, newest_revision, readiness
from app.kernel.work import House

FORMAT = 1
MANIFEST = "manifest.json"


@click.command("backup", help="Write all rows and media into FILE (tar.gz), as they are at one moment.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def backup_command(file: Path) -> None:
    """The server may run meanwhile. The secret is not in the file; everybody signs in again after a restore."""
    if file.exists():
        raise click.ClickException(_("%(file)s is there already; name another file.", file=file))
    if not os.access(file.absolute().parent, os.W_OK):
        raise click.ClickException(
            _(
                "%(folder)s is not there, or not yours to write in; name a file elsewhere.",
                folder=file.absolute().parent,
            )
        )
    settings, house = _here()
    if readiness(house) is not Readiness.READY:
        raise click.ClickException(_("The database is not up to date. Run flask db upgrade first."))
    with TemporaryDirectory(dir=settings.instance, prefix="backup-") as folder:
        try:
            rows = _write_tables(house, Path(folder))
        except snapshot.UnknownTableError as problem:
            raise click.ClickException(str(problem)) from None
        if settings.media.exists():
            # After the rows: a medium is stored before the row that names it, and never changed.
            shutil.copytree(settings.media, Path(folder) / "media")
        manifest = {"format": FORMAT, "revision": newest_revision(), "made_at": clock.now().isoformat(), "rows": rows}
        (Path(folder) / MANIFEST).write_text(json.dumps(manifest, indent=2), encoding="utf-8")
        pack(Path(folder), file)
    click.echo(_("%(rows)d rows and the media are in %(file)s.", rows=sum(rows.values()), file=file))


@click.command("restore", help="Bring what flask backup wrote into an empty installation.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def restore_command(file: Path) -> None:
    """Check the file before anything is written; then write all of it or nothing, and check the record."""
    settings, house = _here()
    _refuse_what_holds_something(settings, house)
    with TemporaryDirectory(dir=settings.instance, prefix="restore-") as folder:
        try:
            unpack(file, Path(folder))
        except DamagedArchiveError as damage:
            raise click.ClickException(
                _("%(file)s is damaged: %(what)s. Nothing was written.", file=file, what=damage)
            ) from None
        rows = _rows_promised(Path(folder))
        logging.getLogger("alembic").setLevel(logging.WARNING)
        upgrade(str(MIGRATIONS))
        try:
            _read_tables(house, Path(folder), rows, settings.media)
        except BaseException:
            shutil.rmtree(settings.media, ignore_errors=True)  # it was empty before
            raise
    click.echo(_("%(rows)d rows and the media are restored.", rows=sum(rows.values())))
    report_every_chain()


def _here() -> tuple[Settings, House]:
    return current_app.extensions["readyline.settings"], current_app.extensions["readyline.house"]


def _refuse_what_holds_something(settings: Settings, house: House) -> None:
    revision = database_revision(house)
    if revision not in (None, newest_revision()):
        raise click.ClickException(_("The database is of another version and not empty. Name an empty one."))
    if revision is not None and snapshot.holds_rows(house):
        raise click.ClickException(_("The database holds something already. Restore into an empty one."))
    if settings.media.exists() and any(path.is_file() for path in settings.media.rglob("*")):
        raise click.ClickException(
            _("%(folder)s holds media already. Restore into an empty instance folder.", folder=settings.media)
        )


def _write_tables(house: House, folder: Path) -> dict[str, int]:
    """Write a file for each table and return how many rows each has."""
    (folder / "tables").mkdir()
    rows = {}
    with snapshot.reading_all(house) as lines_of:
        for name in snapshot.tables():
            rows[name] = 0
            with _file_of(folder, name).open("w", encoding="utf-8") as file:
                for line in lines_of(name):
                    file.write(line + "\n")
                    rows[name] += 1
    return rows


def _rows_promised(folder: Path) -> dict[str, int]:
    """Return how many rows of each table the file says it has. Raises ClickException for a file of another version."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    if manifest["format"] != FORMAT or manifest["revision"] != newest_revision():
        raise click.ClickException(
            _(
                "The file was made at migration %(theirs)s, this program is at %(ours)s. Restore it with the version "
                "that made it, then upgrade. Nothing was written.",
                theirs=manifest["revision"],
                ours=newest_revision(),
            )
        )
    rows: dict[str, int] = manifest["rows"]
    return rows


def _read_tables(house: House, folder: Path, rows: dict[str, int], media: Path) -> None:
    """Insert all rows and copy the media; the rows are there for good once the media are."""
    with snapshot.writing_all(house) as insert:
        for name in snapshot.tables():
            with _file_of(folder, name).open(encoding="utf-8") as file:
                written = insert(name, file)
            if written != rows[name]:
                raise click.ClickException(_("%(table)s lacks rows. Nothing was written.", table=name))
        if (folder / "media").exists():
            shutil.copytree(folder / "media", media, dirs_exist_ok=True)


def _file_of(folder: Path, table: str) -> Path:
    return folder / "tables" / f"{table}.jsonl"
