"""What an answer of a question begins with, and what that says (content-language.md, 'A question')."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum

from app.content.documents import NumberAnswer, TextAnswer

# The letter x of the three alphabets a trainer may be typing in.
_CROSS = frozenset("xXхХχΧ")
_ROUND = re.compile(r"\(([^()\n]{0,12})\)[ \t]*")
_SQUARE = re.compile(r"\[([^\[\]\n]{0,12})\](?!\()[ \t]*")
_SHARE = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,4})?) ?%")
_SHARE_BEFORE = re.compile(_SHARE.pattern + r"[ \t]+(?=\S)")
_NUMBER = r"[-+\u2212]?[0-9]{1,30}(?:[.,][0-9]{1,30})?"
# Enough for every digit of the longest number that is taken, and one to carry.
_DIGITS = 61
_ONE_NUMBER = re.compile(_NUMBER)
_TOLERANCE = re.compile(rf"({_NUMBER})[ \t]*(?:\+-|\+/-|±)[ \t]*({_NUMBER})")
_RANGE = re.compile(rf"({_NUMBER})[ \t]*\.\.[ \t]*({_NUMBER})")
_QUOTES = {'"': '"', "“": "”", "„": "”", "«": "»"}


class Family(StrEnum):
    """Answers that go together in one question."""

    SINGLE = "( )"
    MULTIPLE = "[ ]"
    SHORT = "="


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker that is understood: its family, the share it earns (0 to 1) and the number of characters it takes."""

    family: Family
    share: float
    length: int


class UnknownMarkerError(Exception):
    """Something stands where a marker stands, and is none. `marker` is what was written."""

    def __init__(self, marker: str) -> None:
        super().__init__(marker)
        self.marker = marker


def read_marker(line: str) -> Marker | None:
    """The marker a line begins with; None when it begins like ordinary text; `UnknownMarkerError` in between."""
    if line.startswith("!="):
        return Marker(Family.SHORT, 0.0, 2)
    if line.startswith("=") and not line.startswith(("=>", "==")):
        return _equals(line)
    match = _ROUND.match(line)
    if match:
        return _round(match)
    match = _SQUARE.match(line)
    if match:
        return _square(match)
    return None


def is_marked(line: str) -> bool:
    """Whether a line begins with a marker that is understood."""
    try:
        return read_marker(line) is not None
    except UnknownMarkerError:
        return False


def _equals(line: str) -> Marker:
    blanks = len(line) - len(line[1:].lstrip())
    match = _SHARE_BEFORE.match(line, blanks)
    if match is None:
        return Marker(Family.SHORT, 1.0, 1)
    return Marker(Family.SHORT, _share(match[1], match[0].strip()), match.end())


def _round(match: re.Match[str]) -> Marker:
    inside = match[1].strip()
    if not inside and match[1]:
        return Marker(Family.SINGLE, 0.0, match.end())
    if inside in _CROSS:
        return Marker(Family.SINGLE, 1.0, match.end())
    share = _SHARE.fullmatch(inside)
    if share is None:
        raise UnknownMarkerError(f"({match[1]})")
    return Marker(Family.SINGLE, _share(share[1], f"({match[1]})"), match.end())


def _square(match: re.Match[str]) -> Marker:
    inside = match[1].strip()
    if not inside and match[1]:
        return Marker(Family.MULTIPLE, 0.0, match.end())
    if inside in _CROSS:
        return Marker(Family.MULTIPLE, 1.0, match.end())
    raise UnknownMarkerError(f"[{match[1]}]")


def _share(digits: str, written: str) -> float:
    share = Decimal(digits.replace(",", ".")) / 100
    if share > 1:
        raise UnknownMarkerError(written)
    return float(share)


def unquoted_text(value: str) -> str | None:
    """The text between quotes that stand around the whole value; None where there are none."""
    closing = _QUOTES.get(value[:1])
    if closing is None or len(value) < 2:
        return None
    closes = value.endswith(closing) or (value[0] in "“„" and value.endswith(('"', "“")))
    return value[1:-1] if closes else None


def number_range(value: str) -> tuple[str, str] | None:
    """(low, high) of `14`, `14 +- 1` or `10..20` as decimal strings; None for everything that is no number."""
    if _ONE_NUMBER.fullmatch(value):
        exact = decimal_text(value)
        return exact, exact
    match = _TOLERANCE.fullmatch(value)
    if match:
        with localcontext(prec=_DIGITS):
            middle, spread = Decimal(decimal_text(match[1])), abs(Decimal(decimal_text(match[2])))
            return f"{middle - spread:f}", f"{middle + spread:f}"
    match = _RANGE.fullmatch(value)
    return (decimal_text(match[1]), decimal_text(match[2])) if match else None


def is_single_number(value: str) -> bool:
    """Whether a value is one number and no range."""
    return _ONE_NUMBER.fullmatch(value) is not None


def decimal_text(value: str) -> str:
    """A number as written, with a point and a plain minus sign."""
    return value.replace(",", ".").replace("\u2212", "-").removeprefix("+")


def text_answer(value: str, share: float, feedback: str) -> TextAnswer:
    """A short text; quotes around it keep its case and blanks."""
    quoted = unquoted_text(value)
    return TextAnswer(value if quoted is None else quoted, share, quoted is not None, feedback)


def number_answer(value: str, share: float, feedback: str) -> NumberAnswer | None:
    """A number or range; None for a value that is none."""
    found = number_range(value)
    return NumberAnswer(found[0], found[1], share, feedback) if found else None
