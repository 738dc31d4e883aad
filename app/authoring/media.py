"""Pictures, recordings and captions: what is taken, what they are called, and where their bytes lie.

A medium is named by its content, so that the same picture is stored once, a browser may keep it for ever, and a
release means the same bytes for ever. What a file is, its first bytes say; its ending must agree.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import obstore
from obstore.store import LocalStore
from PIL import Image, UnidentifiedImageError

from app.kernel.errors import InvalidError, NotFoundError
from app.kernel.messages import N_

LARGEST = 50 * 1024 * 1024
"""Bytes of one file: some minutes of screen recording."""
MOST_PIXELS = 40_000_000
NAME_CHARACTERS = 32
"""128 bits of SHA-256 name a file; two different ones never meet."""

Look = Callable[[bytes], bool]


@dataclass(frozen=True, slots=True)
class MediaType:
    """One kind of file: what it is called on the wire, and how its first bytes look."""

    content_type: str
    looks_right: Look
    picture_format: str | None = None


def _begins(*signatures: bytes) -> Look:
    return lambda data: data.startswith(signatures)


def _is_webp(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def _is_iso_media(data: bytes) -> bool:
    return data[4:8] == b"ftyp"


def _is_mp3(data: bytes) -> bool:
    return data.startswith(b"ID3") or (len(data) > 1 and data[0] == 0xFF and data[1] & 0xE6 == 0xE2)


def _is_captions(data: bytes) -> bool:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return text.startswith("WEBVTT")


TYPES: dict[str, MediaType] = {
    ".png": MediaType("image/png", _begins(b"\x89PNG\r\n\x1a\n"), "PNG"),
    ".jpg": MediaType("image/jpeg", _begins(b"\xff\xd8\xff"), "JPEG"),
    ".jpeg": MediaType("image/jpeg", _begins(b"\xff\xd8\xff"), "JPEG"),
    ".gif": MediaType("image/gif", _begins(b"GIF87a", b"GIF89a"), "GIF"),
    ".webp": MediaType("image/webp", _is_webp, "WEBP"),
    ".mp4": MediaType("video/mp4", _is_iso_media),
    ".webm": MediaType("video/webm", _begins(b"\x1aE\xdf\xa3")),
    ".mp3": MediaType("audio/mpeg", _is_mp3),
    ".m4a": MediaType("audio/mp4", _is_iso_media),
    ".vtt": MediaType("text/vtt", _is_captions),
    ".pdf": MediaType("application/pdf", _begins(b"%PDF-")),
}
"""The allow-list, by ending. SVG is not on it: it can carry scripts."""


@dataclass(frozen=True, slots=True)
class Medium:
    """A file that was looked at and may be stored. `size` is in bytes; `file` is where its bytes lie till then."""

    name: str
    content_type: str
    size: int
    file: Path


def examine(path: str, file: Path) -> Medium:
    """Return the file, which authors call `path`, as a medium.

    Raises InvalidError if it is of no known kind, not what its ending says, or too large.
    """
    ending = PurePosixPath(path).suffix.lower()
    kind = TYPES.get(ending)
    if kind is None:
        raise InvalidError(
            N_("files ending in “%(ending)s” are not taken; use %(known)s"), ending=ending, known=", ".join(TYPES)
        )
    if file.stat().st_size > LARGEST:
        raise InvalidError(N_("the file is larger than %(limit)d MB; make it smaller"), limit=LARGEST // 1024**2)
    data = file.read_bytes()
    if not kind.looks_right(data) or (kind.picture_format and not _is_picture(data, kind.picture_format)):
        raise InvalidError(
            N_("the file is not what its ending “%(ending)s” says, or is damaged; save it again"), ending=ending
        )
    return Medium(f"{hashlib.sha256(data).hexdigest()[:NAME_CHARACTERS]}{ending}", kind.content_type, len(data), file)


def _is_picture(data: bytes, picture_format: str) -> bool:
    """Tell whether Pillow finds the picture whole, of the format its ending says, and not too large to show."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[picture_format]) as picture:
                small_enough = picture.width * picture.height <= MOST_PIXELS
                picture.verify()
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
        SyntaxError,
        ValueError,
    ):
        return False
    return small_enough


class MediaStore:
    """Where the bytes of all clients' media lie: one folder for each client."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._store = LocalStore(folder, mkdir=True)

    def put(self, client_id: str, medium: Medium) -> None:
        """Store a medium; one that is there already stays as it is, since its name says its content."""
        path = f"{client_id}/{medium.name}"
        try:
            obstore.put(self._store, path, medium.file, mode="create")
        except obstore.exceptions.AlreadyExistsError:
            return

    def get(self, client_id: str, name: str) -> bytes:
        """Return the bytes of a medium that the database knows. Raises NotFoundError if they are lost."""
        try:
            return bytes(obstore.get(self._store, f"{client_id}/{name}").bytes())
        except FileNotFoundError:
            raise NotFoundError(N_("The file is not in the store any more. Tell the administrator.")) from None
