"""A certificate as a PDF: tagged (PDF/UA-1), in any script, made without network or fonts of the machine.

The fonts are those that come with typst (Libertinus Serif has Latin, Greek and Cyrillic). The template is a file; the
words go in as JSON and are set as strings, so nothing that somebody is called can be read as markup.
"""

from __future__ import annotations

import io
import json
import threading
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal

import segno
import typst

TEMPLATE = Path(__file__).with_name("certificate.typ")
_compiling = threading.Lock()


@dataclass(frozen=True, slots=True)
class Sheet:
    """Every word on a certificate, in the reader's language. `facts` are (label, value); `colour` is '#0b6e4f'.

    `trail` is the head of the client's chain at the moment of printing: whoever keeps the paper can tell whether the
    record was cut short or rewritten since.
    """

    lang: str
    document_title: str
    client: str
    colour: str
    title: str
    presented: str
    person: str
    sentence: str
    facts: tuple[tuple[str, str], ...]
    number_label: str
    number: str
    issued_by: str
    issuer: str
    trail_label: str
    trail: str
    made_at: str
    verify_label: str = ""
    verify_address: str = ""
    """Where anybody may check it; empty where its client does not let the public do so."""
    qr: str = ""
    qr_alt: str = ""


def qr_svg(address: str) -> str:
    """Return the QR code of an address as a picture (SVG) of black modules, without a margin."""
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="svg", border=0, xmldecl=False, nl=False)
    return picture.getvalue().decode()


def certificate_pdf(sheet: Sheet) -> bytes:
    """Return the certificate as a PDF. The same sheet gives the same bytes."""
    return _pdf(json.dumps(asdict(sheet), ensure_ascii=False, sort_keys=True))


@lru_cache(maxsize=128)
def _pdf(sheet: str) -> bytes:
    moment = datetime.fromisoformat(json.loads(sheet)["made_at"]).astimezone(UTC)
    try:
        return _compile(sheet, moment, ["ua-1"])
    except typst.TypstError:
        # A letter that the fonts lack (an emoji in a name) may not stand in PDF/UA. The paper still comes, tagged.
        return _compile(sheet, moment, [])


def _compile(sheet: str, moment: datetime, standards: list[Literal["ua-1"]]) -> bytes:
    with _compiling:
        made = _compiler().compile(
            format="pdf", sys_inputs={"sheet": sheet}, pdf_standards=[*standards], timestamp=int(moment.timestamp())
        )
    if not isinstance(made, bytes):
        raise RuntimeError("typst gave no single file for the certificate")
    return made


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    """Return the one compiler of this process: reading the fonts is most of the work, and is done once."""
    return typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), ignore_system_fonts=True)
