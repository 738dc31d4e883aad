"""Cells of exported tables are text, whatever somebody calls themselves."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports.cells import csv_lines, safe_cell

CELLS = [
    ("Olga", "Olga"),
    (None, ""),
    (4, "4"),
    ("=1+1", "'=1+1"),
    ("+49", "'+49"),
    ("-3", "'-3"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"),
    ("  =1", "'  =1"),
    ("\uff1d1+1", "'\uff1d1+1"),
    ("a=b", "a=b"),
]


@pytest.mark.parametrize(("value", "cell"), CELLS)
def test_what_a_spreadsheet_would_calculate_is_made_text(value: object, cell: str) -> None:
    assert safe_cell(value) == cell


@given(st.lists(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")), min_size=1))
def test_law_no_cell_begins_a_formula_and_nothing_is_lost(values: list[str]) -> None:
    text = "".join(csv_lines([f"c{number}" for number in range(len(values))], [values]))
    row = list(csv.reader(io.StringIO(text, newline="")))[1]
    assert [cell.removeprefix("'") for cell in row] == [value.removeprefix("'") for value in values]
    assert not any(cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in row)
