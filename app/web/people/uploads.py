"""Files between preview and import: kept by the server for an hour, under an id that cannot be guessed, for one person.

A folder per person and client, so that nobody finds another's file, and oneself not at another client.
"""

from __future__ import annotations

import json
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from flask import current_app

from app.config import Settings
from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError
from app.kernel.messages import N_
from app.people.importing.kept import as_values, from_values
from app.people.importing.rows import Table, read_rows
from app.people.importing.service import Outcome
from app.people.importing.sheets import Sheet, read_sheet

KEPT_FOR = 3600
"""Seconds."""
_ID = re.compile(r"[0-9a-f]{32}")
GONE = N_("This file is kept for an hour, and only for whoever chose it. Choose it again.")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was read: what its rows ask for, in which encoding, and whether that was guessed:
    then `others` are those in which it can be read as well.

    `counts` and `made` (people's numbers) are what its import did, once it is done; the rows are forgotten then.
    """

    id: str
    file_name: str
    read_as: str
    guessed: bool
    table: Table
    others: tuple[str, ...] = ()
    counts: Mapping[str, int] | None = None
    made: tuple[int, ...] = ()


def keep(actor: Actor, file_name: str, data: bytes) -> str:
    """Read the rows of a file, keep them, and return its id; of a guessed encoding the bytes too, to be read anew.

    Files of an hour ago are removed. Raises InvalidError as `read_sheet` and `read_rows` do.
    """
    _remove_old()
    upload = _read(secrets.token_hex(16), file_name[:100], read_sheet(data))
    _write(actor, upload)
    if upload.others:
        _replace(_bytes_of(actor, upload.id), data)
    return upload.id


def read_anew(actor: Actor, upload: Upload, encoding: str) -> None:
    """Read a file once more, as one of the encodings that it can be read in.

    Raises InvalidError as `keep` does, NotFoundError where nothing was to be guessed.
    """
    path = _bytes_of(actor, upload.id)
    if upload.counts is not None or not path.is_file():
        raise NotFoundError(GONE)
    _write(actor, _read(upload.id, upload.file_name, read_sheet(path.read_bytes(), encoding)))


def _read(upload_id: str, file_name: str, sheet: Sheet) -> Upload:
    return Upload(upload_id, file_name, sheet.read_as, sheet.guessed, read_rows(sheet), sheet.others)


def get(actor: Actor, upload_id: str) -> Upload:
    """Return a file that the actor chose for this client. Raises NotFoundError for any other, or one too old."""
    _remove_old()
    path = _folder(actor) / f"{upload_id}.json"
    if not _ID.fullmatch(upload_id) or not path.is_file():
        raise NotFoundError(GONE)
    kept = json.loads(path.read_text(encoding="utf-8"))
    if not {"table", "others"} <= kept.keys():  # an older version of the program kept it
        raise NotFoundError(GONE)
    lists = {key: tuple(kept[key]) for key in ("made", "others")}
    return Upload(**kept | lists | {"table": from_values(kept["table"])})


def finish(actor: Actor, upload: Upload, outcome: Outcome) -> None:
    """Remember what the import of a file did, so that its page can say so."""
    counts = {fate.value: count for fate, count in outcome.counts.items()}
    _write(actor, replace(upload, table=Table((), ()), counts=counts, made=outcome.made))
    _bytes_of(actor, upload.id).unlink(missing_ok=True)


def _write(actor: Actor, upload: Upload) -> None:
    kept = {
        "id": upload.id,
        "file_name": upload.file_name,
        "read_as": upload.read_as,
        "guessed": upload.guessed,
        "others": upload.others,
        "table": as_values(upload.table),
        "counts": upload.counts,
        "made": upload.made,
    }
    _replace(_folder(actor) / f"{upload.id}.json", json.dumps(kept, ensure_ascii=True).encode())


def _replace(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(f".{secrets.token_hex(4)}.part")
    draft.write_bytes(data)
    draft.replace(path)


def _bytes_of(actor: Actor, upload_id: str) -> Path:
    return _folder(actor) / f"{upload_id}.file"


def _root() -> Path:
    settings: Settings = current_app.extensions["readyline.settings"]
    return settings.instance / "imports"


def _folder(actor: Actor) -> Path:
    return _root() / str(actor.number) / actor.client_id


def _remove_old() -> None:
    too_old = time.time() - KEPT_FOR
    for path in _root().glob("*/*/*"):
        try:
            if path.stat().st_mtime < too_old:
                path.unlink()
        except FileNotFoundError:
            continue  # another request was quicker
