"""Reads a table from the bytes of a file: CSV in whatever encoding it was saved, or XLSX.

Whatever the bytes are, the answer is a Sheet or an InvalidError that says how to mend the file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from app.kernel.errors import InvalidError
from app.kernel.messages import N_
from app.people.importing.encodings import other_encodings, read_text

MOST_ROWS = 12_000
MOST_COLUMNS = 60
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_SEPARATORS = ";\t,|"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it was read. `rows` are (number, cells), numbered as a spreadsheet shows them, blank ones left out.

    `read_as` names the encoding or XLSX; `guessed` says that another encoding was possible, of which `others` are
    those that can be tried.
    """

    heading: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    read_as: str
    guessed: bool = False
    others: tuple[str, ...] = ()


def read_sheet(data: bytes, encoding: str = "") -> Sheet:
    """Return the table of a file, its first row as the heading, read in an encoding if one is named.

    Raises InvalidError for what is no table, has more than MOST_ROWS rows or MOST_COLUMNS columns, or unpacks to more
    than it may.
    """
    if data.startswith(_ZIP):
        from app.people.importing.workbooks import read_workbook  # slow to load

        return _sheet(read_workbook(data, MOST_ROWS + 2, MOST_COLUMNS + 1), "XLSX", guessed=False)
    if data.startswith(_OLD_OFFICE):
        raise InvalidError(
            N_("This is an old Excel file, or one with a password. Save it as XLSX or CSV without a password.")
        )
    text, read_as, guessed = read_text(data, encoding)
    sheet = _sheet(_records(text), read_as, guessed=guessed)
    return replace(sheet, others=other_encodings(data, read_as)) if guessed else sheet


def _sheet(records: Iterable[tuple[str, ...]], read_as: str, *, guessed: bool) -> Sheet:
    filled = ((number, _without_tail(cells)) for number, cells in enumerate(records, 1))
    kept = [(number, cells) for number, cells in filled if cells]
    if not kept:
        raise InvalidError(N_("The file is empty. Its first row names the columns, then comes one row a person."))
    if max(len(cells) for _, cells in kept) > MOST_COLUMNS:
        raise InvalidError(
            N_("The file has more than %(most)d columns. Keep those of the template."), most=MOST_COLUMNS
        )
    if len(kept) > MOST_ROWS + 1 or kept[-1][0] > MOST_ROWS + 1:
        raise InvalidError(N_("The file has more than %(most)d rows. Divide it."), most=MOST_ROWS)
    return Sheet(kept[0][1], tuple(kept[1:]), read_as, guessed)


def _without_tail(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return the cells up to the last one that is not blank."""
    end = next((at for at in range(len(cells), 0, -1) if cells[at - 1].strip()), 0)
    return cells[:end]


def _records(text: str) -> Iterator[tuple[str, ...]]:
    separator, text = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            yield tuple(row)
            if reader.line_num > 4 * MOST_ROWS:
                raise InvalidError(N_("The file has more than %(most)d rows. Divide it."), most=MOST_ROWS)
    except csv.Error:
        raise InvalidError(
            N_("Line %(line)d cannot be read: a quotation mark is missing or too many, or a cell has no end."),
            line=reader.line_num,
        ) from None


def _separator(text: str) -> tuple[str, str]:
    """Return what stands between cells, and the text without the line by which Excel may name it (`sep=;`)."""
    first, _newline, rest = text.partition("\n")
    named = first.rstrip("\r").removeprefix("sep=")
    if len(named) == 1 and first.startswith("sep="):
        return named, rest
    outside = "".join(first.split('"')[::2])
    return max(_SEPARATORS, key=outside.count), text
