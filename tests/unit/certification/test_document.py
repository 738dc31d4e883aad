"""The certificate on paper: tagged, in any script, the same for the same sheet, and no name is ever markup."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace

import pytest
import typst

from app.certification.document import TEMPLATE, Sheet, certificate_pdf

SHEET = Sheet(
    lang="en",
    document_title="Certificate NB-7KQ4-M2XD",
    client="Nordbank",
    colour="#0b6e4f",
    title="Certified card-line operator",
    presented="This certifies that",
    person="Olga Test",
    sentence="has met every part of “Card line, first contact”.",
    facts=(("Line", "Cards"), ("Valid until", "22 November 2026")),
    number_label="Certificate",
    number="NB-7KQ4-M2XD",
    issued_by="Issued by the program.",
    issuer="Linden Quay",
    trail_label="Record 412",
    trail="a" * 64,
    made_at="2025-11-22T15:00:00+00:00",
)

NAMES = [
    "Olga Test",
    "Ольга Ёжикова",
    "Ζωή Παπαδοπούλου",
    "Łukasz Żółć",
    '#eval("1")',
    "*_`$x$`_* @ref <label> // not a comment",
    "= Not a heading",
    "\\u{41} #sys.inputs",
]


def test_it_is_a_tagged_pdf_for_everybody() -> None:
    pdf = certificate_pdf(SHEET)
    assert pdf.startswith(b"%PDF-")
    assert b"pdfuaid" in pdf
    assert b"/StructTreeRoot" in pdf


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert certificate_pdf(SHEET) == certificate_pdf(replace(SHEET))


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_printed_as_it_is(name: str) -> None:
    sheet = json.dumps(asdict(replace(SHEET, person=name)))
    printed = typst.query(str(TEMPLATE), "<person>", field="child", one=True, sys_inputs={"sheet": sheet})
    assert json.loads(printed) == {"func": "text", "text": name}
    assert b"pdfuaid" in certificate_pdf(replace(SHEET, person=name))


@pytest.mark.parametrize("name", ["Ana 🙂", "李小龍", "A\nB\x07", "", "x" * 200])
def test_letters_that_no_font_has_do_not_stop_the_paper(name: str) -> None:
    assert certificate_pdf(replace(SHEET, person=name)).startswith(b"%PDF-")


def test_long_words_stay_on_one_page() -> None:
    facts = tuple((f"Fact {number}", "value") for number in range(8))
    pdf = certificate_pdf(replace(SHEET, person="Maximiliana " * 15, title="Certified " * 12, facts=facts))
    assert len(re.findall(rb"/Type */Page\b", pdf)) == 1
