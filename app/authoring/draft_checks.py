"""How the drafts of a client stand: what keeps them from being published, and what waits to be."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from app.authoring.drafts import DraftPart, read_drafts
from app.authoring.rules import content_hash
from app.content.folder import clients_root
from app.content.kinds import Training

FolderState = frozenset[tuple[str, int, int]]
"""Every file and folder of a folder, with its size in bytes and the moment of its last change in nanoseconds."""


@dataclass(frozen=True, slots=True)
class DraftVersion:
    """A part as it lies in its folder: its name, its title, and what its release would have as `content_hash`."""

    part: str
    title: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """How many errors keep a folder from being published, what is in it as far as it can be read, how it is taught."""

    errors: int = 0
    versions: tuple[DraftVersion, ...] = ()
    ways: frozenset[Training] = frozenset()


def hash_of(part: DraftPart) -> str:
    """Return the fingerprint that a release of this part has."""
    return content_hash(part.files, {path: medium.name for path, medium in part.media.items()})


_checked: dict[Path, tuple[FolderState, DraftCheck]] = {}
"""What a check of a path found, with the state of the folder of clients in which it was made."""


def check_drafts(path: Path) -> DraftCheck:
    """Check what lies at `path`: a folder of clients, one client's, or one course's. Writes nothing.

    A check reads the whole folder of clients, so it is made again only when some file or folder there came, went, or
    changed in any way, who may read it included.
    """
    state = _state_of(clients_root(path) or path)
    known = _checked.get(path)
    if known is None or known[0] != state:
        known = _checked[path] = state, _check(path)
    return known[1]


def _check(path: Path) -> DraftCheck:
    drafts = read_drafts(path)
    versions = (
        DraftVersion(part.name, part.title, hash_of(part)) for client in drafts.clients for part in client.parts
    )
    return DraftCheck(sum(problem.is_error for problem in drafts.problems), tuple(versions), drafts.ways)


def _state_of(root: Path) -> FolderState:
    found = []
    for folder, names, files in os.walk(root):
        names[:] = [name for name in names if not name.startswith(".")]
        for name in (*names, *files):
            file = os.path.join(folder, name)  # noqa: PTH118 - some hundred paths, on every start page of a trainer
            try:
                about = os.lstat(file)
            except FileNotFoundError:
                continue  # gone in this moment; whoever looks next finds the folder without it
            found.append((file, about.st_size, about.st_ctime_ns))
    return frozenset(found)
