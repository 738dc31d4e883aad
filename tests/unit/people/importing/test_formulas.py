"""What a spreadsheet would calculate is told from what people write with the same signs."""

from __future__ import annotations

import pytest

from app.people.importing.formulas import is_error, is_formula

FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://example.test", "Nina")',
    "==x",
    "=A1&B1",
    "+1+1",
    "+SUM(A1)",
    "+A1",
    "+48 600 100 200+cmd|' /C calc'!A0",
    "+1*2",
    "-2+3",
    "-2-3",
    "-A1",
    "-SUM(A1)",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "@SUM(A1)",
    "@A1+A2",
    "@x!A1",
    "  =1+1",
    "\t=1+1",
    "\r\n=1+1",
    "'=1+1",
    '"=1+1"',
    "“ ‘=1+1’ ”",
    "\N{NO-BREAK SPACE}=1+1",
    "\N{ZERO WIDTH NO-BREAK SPACE}=1+1",
    "\N{FULLWIDTH EQUALS SIGN}1+1",
    "\N{FULLWIDTH COMMERCIAL AT}SUM(A1)",
]
TEXTS = [
    "",
    "Nina New",
    "Nina = Nino",
    "nina@example.test",
    "a+b@example.test",
    "O'Neill",
    "'quoted'",
    "=",
    "+",
    "@",
    "-",
    " - ",
    "--",
    "- -",
    "'-",
    "–",
    "-5",
    "-1,5",
    "+48 600 100 200",
    "'+48 600 100 200",
    " +48600100200",
    "+48-600-100-200",
    "+49 (30) 12/34.56",
    "+48 22 100 20 30 ext. 7",
    "+48 22 100 20 30, ext. 7",
    "+7 495 100-20-30 доб. 12",
    "+48221002030 wewn. 12",
    "+48221002030x12",
    "+30 210 100 2030 (Signal)",
    "+48 600 100 200, +48 22 100 20 30",
    "+48 600 100 200 / +48 22 100 20 30 ext 5",
    "@nina",
    "@nina.new_7",
    "@Нина",
]


@pytest.mark.parametrize("cell", FORMULAS)
def test_what_would_be_calculated_is_a_formula(cell: str) -> None:
    assert is_formula(cell)


@pytest.mark.parametrize("cell", TEXTS)
def test_what_people_write_with_the_same_signs_is_none(cell: str) -> None:
    assert not is_formula(cell)


@pytest.mark.parametrize(
    "cell",
    [
        *("#REF!", "#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", " #REF! ", "Err:502"),
        *("#ССЫЛКА!", "#Н/Д", "#ДЕЛ/0!", "#ADR!", "#N/D!", "#DZIEL/0!", "#ΑΝΑΦ!", "#Δ/Υ", "#ΔΙΑΙΡ./0!"),
    ],
)
def test_what_a_spreadsheet_could_not_calculate_is_an_error(cell: str) -> None:
    assert is_error(cell)


@pytest.mark.parametrize(
    "cell", ["#1 team", "#7", "Team #4!", "#night shift", "#polska", "#winners!", "#A TEAM!", "N/A", "nina#new!", ""]
)
def test_what_people_write_with_a_hash_is_none(cell: str) -> None:
    assert not is_error(cell)
