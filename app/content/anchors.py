"""Names for headings, as GitHub gives them, and texts without their accents."""

from __future__ import annotations

import unicodedata

# Letters whose stroke is no combining mark, so that no decomposition takes it away.
_STROKES = str.maketrans("łŁøØđĐ", "lLoOdD")
# What GitHub keeps of a heading besides letters and marks: digits, connectors, hyphens and blanks.
_KEPT_CATEGORIES = frozenset({"Nd", "Nl", "Pc"})
_SHORT_I = "\u0438\u0306"


def heading_anchor(text: str) -> str:
    """The name GitHub gives a heading with this text: `Two factors, always` → `two-factors-always`."""
    lowered = unicodedata.normalize("NFC", text.strip().lower())
    return "".join(_anchor_part(character) for character in lowered)


def _anchor_part(character: str) -> str:
    if character == " ":
        return "-"
    category = unicodedata.category(character)
    return character if category[0] in "LM" or category in _KEPT_CATEGORIES or character == "-" else ""


def numbered(anchor: str, taken: dict[str, int]) -> str:
    """The anchor, with `-1`, `-2`, ... when the file has used it before; `taken` remembers, file by file."""
    if anchor not in taken:
        taken[anchor] = 0
        return anchor
    while f"{anchor}-{taken[anchor] + 1}" in taken:
        taken[anchor] += 1
    taken[anchor] += 1
    taken[f"{anchor}-{taken[anchor]}"] = 0
    return f"{anchor}-{taken[anchor]}"


def without_accents(text: str) -> str:
    """The text without accents of any alphabet: `dzwoniącego` → `dzwoniacego`, `Ελλάδα` → `Ελλαδα`."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_STROKES)


def folded(text: str) -> str:
    """The form in which short answers are compared: no case, no accents. `й` is a letter of its own, not an accent."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    parts = decomposed.split(_SHORT_I)
    return "й".join(without_accents(part) for part in parts)


def find_anchor(wanted: str, anchors: tuple[str, ...]) -> str | None:
    """The anchor that is meant: exactly, or, failing that, but for case and accents; None when there is none."""
    if wanted in anchors:
        return wanted
    plain = without_accents(wanted.lower())
    return next((anchor for anchor in anchors if without_accents(anchor) == plain), None)
