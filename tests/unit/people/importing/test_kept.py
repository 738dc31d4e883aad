"""What was read of a file is kept as JSON and comes back as it was."""

from __future__ import annotations

import json

import pytest

from app.people.importing.kept import as_values, from_values
from app.people.importing.rows import read_rows
from app.people.importing.sheets import read_sheet

HEAD = (
    "name;sign-in name;contact;language;time zone;client;role;side;team;team leader;class;class trainer;class starts;"
    "ends;certificate of course;certificate earned on;certificate holds until;certificate evidence;"
    "certificate file;shoe\n"
)
ROWS = {
    "every cell": "Nina;nina;2107;pl;Europe/Warsaw;nordbank;operator;client;Green;sven;May;tara;2026-12-01;"
    "2026-11-02;cards;2025-01-02;2027-01-02;paper;a.pdf;41\n",
    "next to nothing": ";nina;;;;;;;;;;;;;;;;;;\n",
    "a certificate without an end": ";nina;;;;;;;;;;;;;cards;2025-01-02;;paper;;\n",
    "problems": f"{'long' * 100};;=1+1;xx;;;boss;left;;;;;2026-13-01;soon;cards;;;;;\n",
    "letters of many kinds": "\N{LATIN SMALL LETTER L WITH STROKE}\N{GRINNING FACE};nina;;;;;;;;;;;;;;;;;;\n",
}


@pytest.mark.parametrize("row", ROWS)
def test_a_table_comes_back_as_it_was(row: str) -> None:
    table = read_rows(read_sheet((HEAD + ROWS[row]).encode()))
    kept = json.dumps(as_values(table), ensure_ascii=True)
    assert from_values(json.loads(kept)) == table
