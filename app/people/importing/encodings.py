"""Reads text of an unknown encoding: Unicode where it says so or can be, else the code page that fits best.

The guess counts, for each code page, how much its reading looks like words of its alphabet: letters that are common
there, neighbours of one alphabet, no capital after a small letter, no signs among the letters. A guess is always said
to be one, and the file can be read anew as another. UTF-8 with some broken bytes is no guess among code pages: it is
read as UTF-8, with LOST for what is broken, so that the rows where letters are lost can be told.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from app.kernel.errors import InvalidError
from app.kernel.messages import N_

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
LOST = "\N{REPLACEMENT CHARACTER}"
"""Stands where bytes of a damaged file are no letter; other programs leave the same sign behind."""
_BROKEN = re.compile(f"{LOST}+")
_LOOKED_AT = 20_000
"""Characters by which a code page is guessed."""

_CYRILLIC = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґў")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyząćęłńóśźżáčďéěíňřšťúůýžäöüőűăâîșțşţ")
_GREEK = frozenset("αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ")
_COMMON_CYRILLIC = frozenset("оеаинтсрвлк")
_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")
_COMMON_POLISH = frozenset("ąćęłńóśźż")
_COMMON_GREEK = frozenset("αοιετσνηςάόίέήύώ")
_TYPED = frozenset("–—„”“’‘«»…№\N{NO-BREAK SPACE}")
"""Signs that people type between letters: they speak neither for a code page nor against it."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A code page, as Python and as people call it, and the letters of those who save files in it."""

    codec: str
    name: str
    alphabet: frozenset[str]
    common: frozenset[str]


_PAGES = (
    _Page("cp1251", "Windows-1251", _CYRILLIC, _COMMON_CYRILLIC),
    _Page("cp1250", "Windows-1250", _LATIN, _COMMON_POLISH),
    _Page("cp1253", "Windows-1253", _GREEK, _COMMON_GREEK),
    _Page("koi8-r", "KOI8-R", _CYRILLIC, _COMMON_CYRILLIC),
    _Page("iso8859-2", "ISO-8859-2", _LATIN, _COMMON_POLISH),
    _Page("iso8859-7", "ISO-8859-7", _GREEK, _COMMON_GREEK),
)
"""Where two fit alike, the letters are the same in both, and the first is taken."""
_NO_TEXT = N_("This is no table. Save it as XLSX, or as CSV in UTF-8.")


def read_text(data: bytes, encoding: str = "") -> tuple[str, str, bool]:
    """Return the text, the name of its encoding, and whether that was guessed.

    `encoding` is one of those that `other_encodings` offers: it is taken instead of the best guess. Raises InvalidError
    for no text, and for an encoding in which the data cannot be read. Damaged UTF-8 holds LOST, and counts as guessed
    unless its first bytes say UTF-8.
    """
    if encoding:
        return _as_wanted(data, encoding), encoding, True
    for mark, codec, name in _BOMS:
        if data.startswith(mark):
            return _decoded(data, codec, "replace" if name == "UTF-8" else "strict"), name, False
    if b"\0" in data:
        codec = "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be"
        return _decoded(data, codec), "UTF-16", True
    try:
        return data.decode("utf-8"), "UTF-8", False
    except UnicodeDecodeError:
        damaged = _damaged(data)
        return (damaged, "UTF-8", True) if damaged else _guessed(data)


def other_encodings(data: bytes, read_as: str) -> tuple[str, ...]:
    """Return the names of the other code pages in which a guessed file can be read; none for Unicode."""
    if read_as not in {page.name for page in _PAGES}:
        return ()
    return tuple(page.name for page in _PAGES if page.name != read_as and _reading(data, page.codec) is not None)


def _as_wanted(data: bytes, encoding: str) -> str:
    codec = next((page.codec for page in _PAGES if page.name == encoding), None)
    text = _reading(data, codec) if codec else None
    if text is None or "\0" in text:
        raise InvalidError(N_("The file cannot be read as %(encoding)s."), encoding=encoding[:40])
    return text


def _decoded(data: bytes, codec: str, errors: str = "strict") -> str:
    try:
        text = data.decode(codec, errors)
    except UnicodeDecodeError:
        raise InvalidError(_NO_TEXT) from None
    if "\0" in text:
        raise InvalidError(_NO_TEXT)
    return text


def _damaged(data: bytes) -> str:
    """Return the text of UTF-8 in which some bytes are broken; empty for what is no UTF-8.

    Two letters of a code page rarely look like one of UTF-8 (ÓŻ does in Windows-1250, Пё in Windows-1251), and hardly a
    word holds nothing else: a file with more letters of UTF-8 than broken places is of no code page.
    """
    text = data.decode("utf-8", "replace")
    sound = sum(not each.isascii() for each in text) - text.count(LOST)
    return text if sound > len(_BROKEN.findall(text)) else ""


def _guessed(data: bytes) -> tuple[str, str, bool]:
    readings = [
        (_likeness(text[:_LOOKED_AT], page), text, page.name)
        for page in _PAGES
        if (text := _reading(data, page.codec)) is not None
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


def _likeness(text: str, page: _Page) -> int:
    """Return how much a reading looks like its page's languages; only what is not ASCII, and its neighbours, count."""
    score = 0
    before = " "
    for each in text:
        if not each.isascii():
            score += _weight(each, page)
        if not (each.isascii() and before.isascii()) and each.isalpha() and before.isalpha():
            strangers = (each.lower() in page.alphabet) != (before.lower() in page.alphabet)
            score -= 3 * strangers + 2 * (each.isupper() and before.islower())
        score -= 3 * _is_misplaced(before, each)
        before = each
    return score


def _is_misplaced(before: str, each: str) -> bool:
    """Tell what no word has: a Russian sign that follows no consonant, a letter behind the Greek final sigma."""
    return (each in "ьъ" and before.lower() not in _CONSONANTS) or (before == "ς" and each.isalpha())


def _weight(each: str, page: _Page) -> int:
    small = each.lower()
    if small in page.alphabet:
        return 2 if small in page.common else 1
    if each in _TYPED:
        return 0
    return -6 if unicodedata.category(each) == "Cc" else -3
