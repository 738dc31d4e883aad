"""The certificate on paper: tagged, in any script, the same for the same sheet, and no name is ever markup."""

from __future__ import annotations

import io
import json
import re
from dataclasses import asdict, replace

import pytest
import segno
import typst
from PIL import Image

from app.certification.document import TEMPLATE, Sheet, certificate_pdf, qr_svg

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


ADDRESS = "https://learn.example/verify/Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6"
VERIFIABLE = replace(
    SHEET, verify_label="Check it at", verify_address=ADDRESS, qr=qr_svg(ADDRESS), qr_alt=f"QR code: {ADDRESS}"
)


def test_the_address_of_its_check_is_printed() -> None:
    sheet = json.dumps(asdict(VERIFIABLE))
    printed = typst.query(str(TEMPLATE), "<address>", field="child", one=True, sys_inputs={"sheet": sheet})
    assert json.loads(printed) == {"func": "text", "text": ADDRESS}
    assert b"pdfuaid" in certificate_pdf(VERIFIABLE)


def test_the_qr_code_on_the_paper_is_that_of_the_address() -> None:
    """Each module of the printed code is as dark as the one of the code that segno makes of the address."""
    paper = typst.compile(str(TEMPLATE), format="png", ppi=200, sys_inputs={"sheet": json.dumps(asdict(VERIFIABLE))})
    millimetre = 200 / 25.4
    picture = Image.open(io.BytesIO(paper)).convert("L")
    right, bottom = round((297 - 28) * millimetre), round((210 - 18) * millimetre)
    code = picture.crop((right - round(22 * millimetre), bottom - round(22 * millimetre), right, bottom))
    modules = [[bool(dark) for dark in row] for row in segno.make(ADDRESS, error="m", micro=False).matrix]
    step = code.width / len(modules)
    seen = [
        [code.getpixel((round((x + 0.5) * step), round((y + 0.5) * step))) < 128 for x in range(len(modules))]
        for y in range(len(modules))
    ]
    assert seen == modules


def test_long_words_stay_on_one_page_beside_a_qr_code() -> None:
    facts = tuple((f"Fact {number}", "value") for number in range(8))
    long = replace(VERIFIABLE, person="Maximiliana " * 15, title="Certified " * 12, facts=facts)
    assert len(re.findall(rb"/Type */Page\b", certificate_pdf(long))) == 1
