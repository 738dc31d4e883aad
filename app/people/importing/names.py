"""Tells a name from what becomes of one when its file is read in the wrong encoding. Pure."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_IN_NAMES = frozenset("·´…№\N{NO-BREAK SPACE}\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}")
_KINDS = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Zs", "Pd", "Ps", "Pe", "Pi", "Pf", "Nd"})
"""Letters, their marks, blanks, dashes, brackets, quotation marks and digits."""
_SON_OF = re.compile(r"\b(?:Ма[кц]|Μακ)(?=[^\W\d_])")
"""МакГрегор is a name, though a capital stands after a small letter."""
_WORD = re.compile(r"[^\W\d_]+")


def find_odd(name: str) -> str:
    """Return what no name holds: a sign such as ¶, or a word such as йЧБО or Пeтров; empty for a sound name."""
    if name.isascii():
        return ""
    sign = next((each for each in name if not _fits(each)), "")
    if sign:
        return sign
    words: list[str] = _WORD.findall(_SON_OF.sub("", unicodedata.normalize("NFC", name)))
    return next((word for word in words if _is_garbled(word)), "")


def _fits(each: str) -> bool:
    return each.isascii() or each in _IN_NAMES or unicodedata.category(each) in _KINDS


def _is_garbled(word: str) -> bool:
    """Tell whether a word mixes alphabets, or has a capital after a small letter, neither of them a to z."""
    if word.isascii():
        return False
    if len({_alphabet(each) for each in word} - {""}) > 1:
        return True
    return any(
        before.islower() and each.isupper() and not before.isascii() and not each.isascii()
        for before, each in pairwise(word)
    )


def _alphabet(each: str) -> str:
    """Return LATIN, GREEK or CYRILLIC; empty for letters of other alphabets, which may stand together."""
    first = unicodedata.name(each, "").partition(" ")[0]
    return first if first in {"LATIN", "GREEK", "CYRILLIC"} else ""
