"""The paper of a certificate earned before: a scan or a photo, looked at when it comes and kept with the certificate.

Its bytes lie in the database, in a row of its own, so that backup, the wall and row security hold for it as for the
rest. They are read only for whoever opens the file.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from app.certification.models import CertificatePaper
from app.certification.queries import certificate
from app.kernel.actor import Actor
from app.kernel.errors import InvalidError, NotFoundError
from app.kernel.messages import N_
from app.kernel.work import Work, reading

LARGEST_PAPER = 5 * 1024 * 1024
"""Bytes: some pages scanned in grey, or one photo."""
_NAME_CHARACTERS = 80
_DOTS_AND_BLANKS = " ._-"
_NO_NAME = "paper"


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of file: how it begins, what it is called on the wire, and its endings, the usual one first."""

    begins: bytes
    content_type: str
    endings: tuple[str, ...]


_KINDS = (
    _Kind(b"%PDF-", "application/pdf", (".pdf",)),
    _Kind(b"\x89PNG\r\n\x1a\n", "image/png", (".png",)),
    _Kind(b"\xff\xd8\xff", "image/jpeg", (".jpg", ".jpeg")),
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that was looked at and may be kept. `name` is harmless on every system; `sha256` is of its bytes."""

    name: str
    content_type: str
    content: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """A paper that is kept, without its bytes. `size` is their number."""

    certificate_id: str
    name: str
    content_type: str
    size: int
    sha256: str


def read_paper(name: str, content: bytes) -> Paper:
    """Return a file that somebody chose as a paper; its first bytes say what it is, whatever it is called.

    Raises InvalidError if it is larger than LARGEST_PAPER, or neither PDF nor PNG nor JPEG.
    """
    if len(content) > LARGEST_PAPER:
        raise InvalidError(
            N_("The file is larger than %(limit)d MB. Scan it in grey or more coarsely, then choose it again."),
            limit=LARGEST_PAPER // 1024**2,
        )
    kind = next((one for one in _KINDS if content.startswith(one.begins)), None)
    if kind is None:
        raise InvalidError(N_("The file is no PDF, PNG or JPEG. Save it as one of these, then choose it again."))
    return Paper(harmless_name(name, kind.endings), kind.content_type, content, hashlib.sha256(content).hexdigest())


def harmless_name(name: str, endings: tuple[str, ...]) -> str:
    """Return a file's name without folders, and without what a system, a page or a header could misread.

    Letters and digits of any script stay, with single blanks, dots, hyphens and underscores between them. It ends as
    its content does: with the first of `endings` unless it has one of them. `CON` and its like, which Windows takes
    for devices, are not left alone before the first dot.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    ending = next((one for one in endings if last.casefold().endswith(one)), endings[0])
    stem = last[: -len(ending)] if last.casefold().endswith(ending) else last
    plain = re.sub(r"[^\w.-]+", " ", stem)
    plain = re.sub(r"([ ._-])[ ._-]*", r"\1", plain).strip(_DOTS_AND_BLANKS)[:_NAME_CHARACTERS]
    if re.match(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", plain, re.IGNORECASE):
        plain = f"{_NO_NAME} {plain}"
    return (plain.rstrip(_DOTS_AND_BLANKS) or _NO_NAME) + ending


def keep_paper(work: Work, certificate_id: str, person_id: int, paper: Paper) -> None:
    """Keep the paper of a certificate that was just brought in; who brings it in records it, by its `sha256`."""
    work.session.add(
        CertificatePaper(
            certificate_id=certificate_id,
            person_id=person_id,
            name=paper.name,
            content_type=paper.content_type,
            size=len(paper.content),
            sha256=paper.sha256,
            content=paper.content,
        )
    )


def papers_of(actor: Actor, certificate_ids: Collection[str]) -> dict[str, PaperFacts]:
    """Return the papers of certificates by their ids. Whoever calls has made sure that these may be seen."""
    if not certificate_ids:
        return {}
    kept = CertificatePaper
    with reading(actor) as session:
        rows = session.execute(
            select(kept.certificate_id, kept.name, kept.content_type, kept.size, kept.sha256).where(
                kept.certificate_id.in_(certificate_ids)
            )
        )
        return {row.certificate_id: PaperFacts(*row) for row in rows}


def open_paper(actor: Actor, certificate_id: str) -> tuple[PaperFacts, bytes]:
    """Return the paper of a certificate with its bytes.

    Raises NotFoundError if it has none, and for a certificate that is not there or not for this actor.
    """
    found = papers_of(actor, [certificate(actor, certificate_id).id]).get(certificate_id)
    if found is None:
        raise NotFoundError()
    mine = select(CertificatePaper.content).where(CertificatePaper.certificate_id == certificate_id)
    with reading(actor) as session:
        return found, session.scalars(mine).one()
