"""A small file that unpacks to very many elements is refused before it costs time."""

from __future__ import annotations

import time

import pytest
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from app.kernel.errors import InvalidError
from app.people.importing.workbooks import read_workbook
from tests.unit.people.importing.test_sheets import repacked, workbook

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
MEGABYTE = 1024 * 1024
STYLES = f"<styleSheet {MAIN}><cellXfs>{'<xf/>' * (MEGABYTE // 5)}</cellXfs></styleSheet>"
ROW = f"<worksheet {MAIN}><sheetData><row>{'<c/>' * (MEGABYTE // 4)}</row></sheetData></worksheet>"
MANY = " ".join(f"a{number}=''" for number in range(50_000))
ATTRIBUTES = f"<styleSheet {MAIN} {MANY}/>"


@pytest.mark.parametrize(
    ("part", "content"),
    [("xl/styles.xml", STYLES), ("xl/worksheets/sheet1.xml", ROW), ("xl/styles.xml", ATTRIBUTES)],
)
def test_dense_parts_are_refused_at_once(part: str, content: str) -> None:
    data = repacked(workbook(("name", "login"), ("Olga", "olga")), part, content.encode())
    began = time.process_time()
    with pytest.raises(InvalidError, match="unpacks to more than it may"):
        read_workbook(data, 12_002, 31)
    assert time.process_time() - began < 1


def test_a_full_table_is_within_the_limits() -> None:
    data = workbook(*[tuple(f"cell {row} {column}" for column in range(30)) for row in range(40)])
    assert len(read_workbook(data, 42, 31)) == 40


def test_formulas_of_every_kind_begin_with_their_sign() -> None:
    data = workbook(("=A1&B1", ArrayFormula("B1:B2", "=A1:A2"), DataTableFormula("C1:C2")))
    assert read_workbook(data, 2, 3) == [("=A1&B1", "=A1:A2", "=TABLE()")]
