"""Reads text of an unknown encoding: Unicode where it says so or can be, else the Windows code page that fits best.

The guess counts, for each code page, how much its reading looks like words of its alphabet: letters that are common
there, neighbours of one alphabet, no capital after a small letter. A guess is always said to be one.
"""

from __future__ import annotations

import codecs

from app.kernel.errors import InvalidError
from app.kernel.messages import N_

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_LOOKED_AT = 20_000
"""Characters by which a code page is guessed."""

_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґў"
_LATIN = "abcdefghijklmnopqrstuvwxyząćęłńóśźżáčďéěíňřšťúůýžäöüőűăâîșțşţ"
_GREEK = "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"
_PAGES: tuple[tuple[str, str, str, str], ...] = (
    ("cp1251", "Windows-1251", _CYRILLIC, "оеаинтсрвлк"),
    ("cp1250", "Windows-1250", _LATIN, "ąćęłńóśźż"),
    ("cp1253", "Windows-1253", _GREEK, "αοιετσνηςάόίέήύώ"),
)
_NO_TEXT = N_("This is no table. Save it as XLSX, or as CSV in UTF-8.")


def read_text(data: bytes) -> tuple[str, str, bool]:
    """Return the text, the name of its encoding, and whether that was guessed. Raises InvalidError for no text."""
    for mark, codec, name in _BOMS:
        if data.startswith(mark):
            return _decoded(data, codec), name, False
    if b"\0" in data:
        codec = "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be"
        return _decoded(data, codec), "UTF-16", True
    try:
        return data.decode("utf-8"), "UTF-8", False
    except UnicodeDecodeError:
        return _guessed(data)


def _decoded(data: bytes, codec: str) -> str:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        raise InvalidError(_NO_TEXT) from None
    if "\0" in text:
        raise InvalidError(_NO_TEXT)
    return text


def _guessed(data: bytes) -> tuple[str, str, bool]:
    readings = [
        (_likeness(text, alphabet, common), text, name)
        for codec, name, alphabet, common in _PAGES
        if (text := _reading(data, codec)) is not None
    ]
    if not readings:
        raise InvalidError(_NO_TEXT)
    _score, text, name = max(readings, key=lambda one: one[0])
    return text, name, True


def _reading(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _likeness(text: str, alphabet: str, common: str) -> int:
    own, usual = frozenset(alphabet), frozenset(common)
    score = 0
    before = " "
    for each in text[:_LOOKED_AT]:
        small = each.lower()
        if ord(each) > 127:
            score += 2 if small in usual else 1 if small in own else -3
        if (ord(each) > 127 or ord(before) > 127) and each.isalpha() and before.isalpha():
            score -= 3 * ((small in own) != (before.lower() in own)) + 2 * (each.isupper() and before.islower())
        before = each
    return score
