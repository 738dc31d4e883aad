"""Reads the first sheet of an XLSX file: values and formulas as text. Macros and links are not looked at.

The archive is measured before it is unpacked, its elements are counted before openpyxl makes objects of them, and XML
that declares entities is refused (defusedxml).
"""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

import openpyxl
from defusedxml.ElementTree import iterparse
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from app.kernel.errors import InvalidError
from app.kernel.messages import N_

LARGEST_UNPACKED = 20 * 1024 * 1024
"""Bytes of all that an XLSX file holds; twelve thousand rows of this kind need a quarter."""
MOST_PARTS = 500
MOST_SMALL = 20_000
"""Elements of a part that is neither a sheet nor the texts of one: styles, theme, names. Excel writes some hundreds."""
_PER_CELL = 4
"""Elements that a cell needs at most: its own, value, formula or text, and a part of the text."""
MOST_IN_ROW = 16_384
"""Cells of a row: the columns that Excel has."""
MOST_ATTRIBUTES = 100
_TOO_MUCH = N_("This XLSX file unpacks to more than it may. Keep one sheet without pictures, or use CSV.")
if not openpyxl.DEFUSEDXML:
    raise ImportError("defusedxml is missing: spreadsheets would be read without protection from XML bombs")


def read_workbook(data: bytes, most_rows: int, most_columns: int) -> list[tuple[str, ...]]:
    """Return at most so many rows and columns of the first visible sheet, blank rows too; formulas begin with =.

    Raises InvalidError for what is no XLSX.
    """
    try:
        _check_size(data, most_rows * (most_columns * _PER_CELL + 1))
        return _read(data, most_rows, most_columns)
    except InvalidError:
        raise
    except Exception as problem:  # a reader of strangers' files fails in every way there is; each means the same
        raise InvalidError(N_("This file cannot be read as XLSX. Open it, save it anew as XLSX or CSV.")) from problem


def _check_size(data: bytes, most_elements: int) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise InvalidError(_TOO_MUCH)
        for part in parts:
            if part.filename.casefold().endswith((".xml", ".rels")):
                _check_elements(archive, part, most_elements)


def _check_elements(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most_elements: int) -> None:
    """Count what a part holds, keeping none of it, and stop at what no table needs."""
    table = part.filename.casefold().startswith(("xl/worksheets/", "xl/sharedstrings"))
    left = most_elements if table else MOST_SMALL
    in_row = 0
    with archive.open(part) as content:
        for event, element in iterparse(content, events=("start", "end")):
            if event == "end":
                element.clear()
                continue
            left -= 1
            in_row = 0 if element.tag.endswith("}row") else in_row + element.tag.endswith("}c")
            if left < 0 or in_row > MOST_IN_ROW or len(element.attrib) > MOST_ATTRIBUTES:
                raise InvalidError(_TOO_MUCH)


def _read(data: bytes, most_rows: int, most_columns: int) -> list[tuple[str, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not sheets:
            raise InvalidError(N_("This XLSX file has no sheet with a table."))
        sheets[0].reset_dimensions()  # what a file says of its size may be anything
        rows = sheets[0].iter_rows(max_row=most_rows, max_col=most_columns, values_only=True)
        return [tuple(_text(value) for value in row) for row in rows]
    finally:
        book.close()


def _text(value: Any) -> str:
    """Return a cell's value as a person would type it: whole numbers without a point, days as 2026-11-23."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, ArrayFormula | DataTableFormula):
        return str(getattr(value, "text", None) or "=TABLE()")
    return str(value)
