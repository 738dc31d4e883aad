"""What leaves the house as an XLSX file: numbers and dates as such, and no text that becomes a formula.

Loaded by those who write one: openpyxl takes a sixth of a second that every start would wait for.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from app.reports.cells import Share


def xlsx_file(title: str, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return an XLSX file of one sheet, written row by row. Dates and numbers are such; no text becomes a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(ILLEGAL_CHARACTERS_RE.sub("", title).translate(_NO_SHEET_NAME)[:31] or "1")
    sheet.freeze_panes = "A2"
    for row in (heading, *rows):
        sheet.append([_xlsx_cell(sheet, value) for value in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


_NO_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))


_TAKEN_FOR_MORE = ("=", "#")
"""Text that begins so openpyxl takes for a formula or an error, unless its cell says that it is text."""


def _xlsx_cell(sheet: WriteOnlyWorksheet, value: object) -> WriteOnlyCell | str | float | None:
    """Return a value as it is where it needs no cell of its own, which takes three times as long."""
    if isinstance(value, Share):
        cell = WriteOnlyCell(sheet, float(value))
        cell.number_format = "0%"
    elif isinstance(value, date) and not isinstance(value, datetime):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "yyyy-mm-dd"
    elif value is None or isinstance(value, int | float):
        return value
    else:
        text = ILLEGAL_CHARACTERS_RE.sub("", str(value))
        if not text.startswith(_TAKEN_FOR_MORE):
            return text
        cell = WriteOnlyCell(sheet, text)
        cell.data_type = "s"
    return cell
