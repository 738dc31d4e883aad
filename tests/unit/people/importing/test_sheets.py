"""Whatever file somebody chooses is a table or a refusal that says how to mend it."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from app.kernel.errors import InvalidError
from app.people.importing import workbooks
from app.people.importing.sheets import MOST_ROWS, read_sheet

RUSSIAN = "Имя;Логин\nИван Петров;ivan\nОльга Смирнова;olga\n"
POLISH = "Imię i nazwisko;Login\nŁukasz Żak;luk\nGrażyna Dąbrowska;gr\n"
GREEK = "Όνομα;Σύνδεση\nΓιώργος Παπαδόπουλος;g\nΜαρία Νικολάου;m\n"


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def repacked(data: bytes, name: str, content: bytes) -> bytes:
    """Return an archive with one of its parts changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
        if name not in old.namelist():
            new.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("text", "codec", "read_as", "guessed"),
    [
        (RUSSIAN, "utf-8", "UTF-8", False),
        (RUSSIAN, "utf-8-sig", "UTF-8", False),
        (GREEK, "utf-16", "UTF-16", False),
        (POLISH, "utf-16-le", "UTF-16", True),
        (POLISH, "utf-16-be", "UTF-16", True),
        (RUSSIAN, "cp1251", "Windows-1251", True),
        (RUSSIAN.upper(), "cp1251", "Windows-1251", True),
        (POLISH, "cp1250", "Windows-1250", True),
        (POLISH.upper(), "cp1250", "Windows-1250", True),
        (GREEK, "cp1253", "Windows-1253", True),
        (GREEK.upper(), "cp1253", "Windows-1253", True),
        ("name;login\nŁukasz;l\n", "cp1250", "Windows-1250", True),
        ("name;login\nПетров;l\n", "cp1251", "Windows-1251", True),
        ("name;login\nΝίκος;l\n", "cp1253", "Windows-1253", True),
    ],
)
def test_the_encoding_is_known_or_guessed_and_said(text: str, codec: str, read_as: str, guessed: bool) -> None:
    sheet = read_sheet(text.encode(codec))
    assert (sheet.read_as, sheet.guessed) == (read_as, guessed)
    assert [";".join(sheet.heading), *(";".join(cells) for _, cells in sheet.rows)] == text.split("\n")[:-1]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_what_stands_between_cells_is_found(separator: str) -> None:
    text = f'name{separator}login\r\n"Maria ""M{separator}"" Nowak"{separator}maria\r\n\r\nJan{separator}jan\r\n'
    sheet = read_sheet(text.encode())
    assert sheet.heading == ("name", "login")
    assert sheet.rows == ((2, (f'Maria "M{separator}" Nowak', "maria")), (4, ("Jan", "jan")))
    assert read_sheet(f"sep={separator}\n{text}".encode()) == sheet


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "The file is empty"),
        (b" \r\n;;\r\n", "The file is empty"),
        (b'name;login\n"Maria;maria\n', "Line 2 cannot be read"),
        (b'name;login\n"Maria" Nowak;maria\n', "Line 2 cannot be read"),
        (b"\xd0\xcf\x11\xe0rest", "old Excel file"),
        (b"PK\x03\x04rest", "cannot be read as XLSX"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0", "This is no table"),
        (b"a\0\0\0b\0\0", "This is no table"),
        (b"name\n" + b"x\n" * (MOST_ROWS + 1), "more than 12000 rows"),
        (b"name" + b";x" * 60 + b"\n", "more than 60 columns"),
        (repacked(workbook(("name",)), "xl/huge.xml", b"0" * (workbooks.LARGEST_UNPACKED + 1)), "unpacks to more"),
        (
            repacked(
                workbook(("name",)),
                "xl/worksheets/sheet1.xml",
                b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>',
            ),
            "cannot be read as XLSX",
        ),
    ],
    ids=["nothing", "blanks", "open quote", "quote inside", "xls", "no zip", "picture", "noise", "rows", "columns",
         "zip bomb", "xml bomb"],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_the_reason(data: bytes, says: str) -> None:
    with pytest.raises(InvalidError, match=says):
        read_sheet(data)


def test_a_spreadsheet_gives_values_as_typed_and_formulas_as_text() -> None:
    data = workbook(
        ("name", "login", "day", "number"),
        ("Maria", "=A1", date(2026, 11, 23), 2107.0),
        (None, None, None, None),
        ("Jan", "jan", datetime(2026, 11, 23, 9, 30), 1.5),
    )
    sheet = read_sheet(repacked(data, "xl/vbaProject.bin", b"a macro that nobody runs"))
    assert sheet.read_as == "XLSX"
    assert sheet.rows == (
        (2, ("Maria", "=A1", "2026-11-23", "2107")),
        (4, ("Jan", "jan", "2026-11-23 09:30", "1.5")),
    )


def refused_or_read(data: bytes) -> None:
    try:
        sheet = read_sheet(data)
    except InvalidError:
        return
    assert sheet.heading


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    refused_or_read(data)
    refused_or_read(b"name;login\n" + data)


GOOD = workbook(("name", "login"), ("Maria", "maria"), ("Jan", 5))


@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=30))
def test_any_damage_to_a_spreadsheet_is_read_or_refused(at: int, noise: bytes) -> None:
    refused_or_read(GOOD[:at] + noise + GOOD[at + len(noise) :])


@settings(max_examples=10)
@given(st.binary(max_size=300))
def test_any_sheet_in_a_spreadsheet_is_read_or_refused(content: bytes) -> None:
    refused_or_read(repacked(GOOD, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData>" + content))
