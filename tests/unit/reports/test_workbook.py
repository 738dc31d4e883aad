"""A spreadsheet that leaves the house holds numbers and dates as such."""

from __future__ import annotations

import io
from datetime import date

from openpyxl import load_workbook

from app.reports.cells import Share
from app.reports.workbook import xlsx_file


def test_a_spreadsheet_keeps_dates_numbers_and_texts() -> None:
    row = ["=1+1", "a\x07b", date(2026, 11, 22), 4, 2.5, Share(0.92), None]
    sheet = load_workbook(io.BytesIO(xlsx_file("a/b [c]", ["h"] * len(row), [row]))).active
    assert sheet is not None
    cells = next(iter(sheet.iter_rows(min_row=2, max_row=2)))
    assert [cell.value for cell in cells][:2] == ["=1+1", "ab"]
    assert cells[0].data_type == "s"
    assert cells[2].is_date
    assert cells[2].number_format == "yyyy-mm-dd"
    assert [cell.value for cell in cells][3:] == [4, 2.5, 0.92, None]
    assert cells[5].number_format == "0%"
