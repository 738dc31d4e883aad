"""Which cells a spreadsheet would calculate instead of showing, or has failed to calculate. Pure.

A cell that begins with one of = + - @ is a formula to a spreadsheet, and a CSV file cannot say otherwise ("CSV
injection", OWASP). What people write so and what reaches nothing is let through: telephone numbers, plain numbers, a
dash for "nothing", and a messenger's handle.
"""

from __future__ import annotations

import re
import unicodedata

_SIGNS = ("=", "+", "-", "@")
_BEFORE = " \t\r\n\v\f\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}'\"`´‘’“”„«»"
"""Blanks and quotation marks that may stand before the sign and hide it."""
_NUMBER = r"\+[\d .()/-]+"
_NOTE = r" ?[,;]? ?\(?[^\W\d_]+(?: [^\W\d_]+)*\.? ?\d*\)?"
_HARMLESS = re.compile(
    "|".join(
        (
            rf"{_NUMBER}(?:{_NOTE})?(?: ?[,;/] ?{_NUMBER}(?:{_NOTE})?)*",  # +48 600 100 200, ext. 7 / +48 22 1 (Signal)
            r"-\d+(?:[.,]\d+)?",  # -5, -1.5
            r"-[- ]*",
            r"@[^\W_][\w.]*",  # @nina.new
            r"[=+@]",  # a sign by itself calculates nothing
        )
    )
)
_ERROR = re.compile(r"#[^\W\d_][\w./]*[!?]|#[^\W\d_]/[^\W\d_]|ERR:\d{3}")
"""#REF!, #DIV/0!, #N/A; #ССЫЛКА!, #N/D!, #Δ/Υ in languages of a spreadsheet's own; Err:502. All are in capitals."""


def is_error(cell: str) -> bool:
    """Tell whether a cell holds what a spreadsheet shows where it could not calculate a value."""
    bare = cell.strip(_BEFORE)
    return _ERROR.fullmatch(bare.upper()) is not None and (bare.isupper() or bare.startswith("Err:"))


def is_formula(cell: str) -> bool:
    """Tell whether a spreadsheet would take a cell for a formula, whatever blanks and quotation marks stand before it.

    Signs of full width count as the ordinary ones, as they do in Excel.
    """
    bare = cell.lstrip(_BEFORE)
    sign = unicodedata.normalize("NFKC", bare[:1])
    return sign in _SIGNS and not _HARMLESS.fullmatch(" ".join((sign + bare[1:]).split()))
