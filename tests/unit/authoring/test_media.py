"""Media are what their first bytes say, named by their content, and stored once."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from app.authoring.media import LARGEST, MediaStore, examine
from app.kernel.errors import InvalidError, NotFoundError


def picture(kind: str = "PNG", size: tuple[int, int] = (4, 3)) -> bytes:
    """Return a small picture."""
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind)
    return out.getvalue()


GOOD = {
    "a.png": (picture(), "image/png"),
    "a.JPG": (picture("JPEG"), "image/jpeg"),
    "a.gif": (picture("GIF"), "image/gif"),
    "a.webp": (picture("WEBP"), "image/webp"),
    "a.mp4": (b"\0\0\0\x18ftypmp42", "video/mp4"),
    "a.webm": (b"\x1aE\xdf\xa3....", "video/webm"),
    "a.mp3": (b"ID3\x04", "audio/mpeg"),
    "a.m4a": (b"\0\0\0\x18ftypM4A ", "audio/mp4"),
    "a.vtt": ("WEBVTT\n\n00:00 --> 00:01\nŻółw".encode(), "text/vtt"),
    "a.pdf": (b"%PDF-1.7", "application/pdf"),
}


@pytest.mark.parametrize("name", GOOD)
def test_known_kinds_are_taken(tmp_path: Path, name: str) -> None:
    data, content_type = GOOD[name]
    file = tmp_path / name
    file.write_bytes(data)
    medium = examine(f"n/c/media/{name}", file)
    assert (medium.content_type, medium.size) == (content_type, len(data))
    assert medium.name.endswith(Path(name).suffix.lower())


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.svg", b"<svg onload='alert(1)'/>"),
        ("a.html", b"<script>"),
        ("a.png", b"<html>"),
        ("a.png", picture("JPEG")),
        ("a.png", picture()[:40]),
        ("a.png", b""),
        ("a.mp4", b"ftyp"),
        ("a.vtt", b"\xff\xfe"),
        ("a.pdf", b"PK"),
    ],
)
def test_what_is_not_what_it_says_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(InvalidError):
        examine(name, file)


def test_a_picture_too_large_to_show_and_a_file_too_large_to_keep_are_refused(tmp_path: Path) -> None:
    wide = tmp_path / "a.png"
    wide.write_bytes(picture(size=(20_000, 2_100)))
    long = tmp_path / "b.mp4"
    with long.open("wb") as file:
        file.truncate(LARGEST + 1)
    for path in (wide, long):
        with pytest.raises(InvalidError):
            examine(path.name, path)


def test_the_store_keeps_one_copy_for_each_client(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(picture())
    medium = examine("n/media/a.png", file)
    store = MediaStore(tmp_path / "media")
    store.put("nordbank", medium)
    store.put("nordbank", medium)
    assert store.get("nordbank", medium.name) == file.read_bytes()
    with pytest.raises(NotFoundError):
        store.get("pellwick", medium.name)
