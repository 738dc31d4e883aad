"""What leaves the house as a table: cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""The last four are = + - @ in full width, which spreadsheets of East Asia calculate as well."""

_CALCULATED_PART = re.compile("[;\t\r\n]['\" ]*[=+\\-@\uff1d\uff0b\uff0d\uff20]")
"""A formula behind what a spreadsheet of another country takes for the end of a cell."""
_SEPARATING = re.compile('[;,\t\r\n"]')


class Share(float):
    """A part of a whole from 0 to 1: a percentage in a spreadsheet, four digits in CSV."""

    def __str__(self) -> str:
        return str(round(float(self), 4))


def safe_cell(value: object) -> str:
    """Return a value as text for a CSV cell; what a spreadsheet would calculate gets an apostrophe before it."""
    text = "" if value is None else str(value)
    calculated = text.lstrip(" ").startswith(_DANGEROUS) or _CALCULATED_PART.search(text)
    return f"'{text}" if calculated else text


def csv_lines(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield the lines of a CSV file, heading first, each with its line end (CR LF, as RFC 4180 has it)."""
    for row in (heading, *rows):
        line = ",".join(_quoted(safe_cell(value)) for value in row)
        yield (line or '""') + "\r\n"


def _quoted(cell: str) -> str:
    """Quote a cell that holds what any spreadsheet takes for a separator, not only the comma of this file."""
    return '"' + cell.replace('"', '""') + '"' if _SEPARATING.search(cell) else cell
