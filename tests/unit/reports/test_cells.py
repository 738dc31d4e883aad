"""Cells of exported tables are text, whatever somebody calls themselves."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports.cells import Share, csv_lines, safe_cell

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
    ("a; b", "a; b"),
    ("a - b, c", "a - b, c"),
    ("a, - b", "a, - b"),
    ("x;=1+1", "'x;=1+1"),
    ('x; "=1+1"', '\'x; "=1+1"'),
    ("x\t@SUM(A1)", "'x\t@SUM(A1)"),
    ("x\n+1", "'x\n+1"),
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


@pytest.mark.parametrize("text", ["a;b", "a,b", "a\tb", "a\nb", 'a"b'])
def test_whatever_a_spreadsheet_takes_for_a_separator_is_quoted(text: str) -> None:
    (line,) = csv_lines([text, "plain"], [])
    assert line == '"' + text.replace('"', '""') + '",plain\r\n'


def test_a_share_in_csv_is_a_number() -> None:
    assert list(csv_lines(["s"], [[Share(1 / 3)]])) == ["s\r\n", "0.3333\r\n"]
