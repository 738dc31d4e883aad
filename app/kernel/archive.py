"""A folder of files as one `tar.gz` with their hashes: written whole or not at all, and read with suspicion."""

from __future__ import annotations

import hashlib
import json
import os
import tarfile
import zlib
from pathlib import Path, PurePosixPath

from app.kernel.canonical import canonical_json

HASHES = "hashes.json"
_CHUNK = 1024 * 1024


class DamagedArchiveError(Exception):
    """An archive that is not as it was written; the message says what is wrong."""


def pack(folder: Path, archive: Path) -> None:
    """Write the files of a folder into a new archive that only its owner may read.

    Raises FileExistsError if it is there. Until all of it is written, and kept by the disk, it has another name.
    """
    if archive.exists():
        raise FileExistsError(archive)
    unfinished = archive.with_name(f"{archive.name}.unfinished")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    hashes = {path.relative_to(folder).as_posix(): _digest(path) for path in files}
    (folder / HASHES).write_text(canonical_json(hashes), encoding="utf-8")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as tar:
                for name in (*hashes, HASHES):
                    tar.add(folder / name, arcname=name, recursive=False, filter=_anonymous)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(archive)
    finally:
        unfinished.unlink(missing_ok=True)


def unpack(archive: Path, folder: Path) -> None:
    """Unpack an archive into an empty folder and compare every file with its hash.

    Raises DamagedArchiveError for what is cut short, changed, missing, added, or would lie outside the folder; what
    was unpacked is of no use then.
    """
    found: dict[str, str] = {}
    try:
        with tarfile.open(archive, mode="r|gz") as tar:
            for member in tar:
                found[member.name] = _unpack_one(tar, member, folder, found)
        expected = json.loads((folder / HASHES).read_text(encoding="utf-8"))
    except (tarfile.TarError, EOFError, OSError, zlib.error, ValueError) as problem:
        raise DamagedArchiveError(f"it is cut short or no archive of ours ({problem})") from problem
    del found[HASHES]
    if not isinstance(expected, dict) or found != expected:
        names = sorted(name for name in {*found, *expected} if found.get(name) != expected.get(name))
        raise DamagedArchiveError(f"{names[0] if names else HASHES} is not as it was written")


def _unpack_one(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path, found: dict[str, str]) -> str:
    path = PurePosixPath(member.name)
    content = tar.extractfile(member) if member.isreg() else None
    if content is None or path.is_absolute() or ".." in path.parts or member.name in found:
        raise DamagedArchiveError(f"{member.name} has no place in an archive of ours")
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with target.open("wb") as file:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Forget who wrote it on which machine."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
