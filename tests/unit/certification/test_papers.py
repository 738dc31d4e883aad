"""What is taken as the paper of a certificate: the first bytes say what it is, and no name can do harm."""

from __future__ import annotations

import hashlib

import pytest

from app.certification.papers import LARGEST_PAPER, read_paper
from app.kernel.errors import InvalidError

PDF, PNG, JPEG = b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"


@pytest.mark.parametrize(
    ("given", "content", "name", "content_type"),
    [
        ("scan.pdf", PDF, "scan.pdf", "application/pdf"),
        ("Scan.JPEG", JPEG, "Scan.jpeg", "image/jpeg"),
        ("photo", PNG, "photo.png", "image/png"),
        ("page.html", PDF, "page.html.pdf", "application/pdf"),
        ("picture.png", JPEG, "picture.png.jpg", "image/jpeg"),
        ("Свидетельство Σοφία (2).pdf", PDF, "Свидетельство Σοφία 2.pdf", "application/pdf"),
        ("../../etc/passwd", PDF, "passwd.pdf", "application/pdf"),
        (r"C:\papers\..\7.pdf", PDF, "7.pdf", "application/pdf"),
        ('a"; filename=x\r\nSet-Cookie: y.pdf', PDF, "a filename x Set-Cookie y.pdf", "application/pdf"),
        ("gpj.\u202efdp.pdf", PDF, "gpj.fdp.pdf", "application/pdf"),
        ("<img src=x>.png", PNG, "img src x.png", "image/png"),
        (".htaccess", PDF, "htaccess.pdf", "application/pdf"),
        ("con.pdf", PDF, "paper con.pdf", "application/pdf"),
        ("\0/.pdf", PDF, "paper.pdf", "application/pdf"),
        ("x" * 300 + ".pdf", PDF, "x" * 80 + ".pdf", "application/pdf"),
    ],
)
def test_a_paper_is_named_by_what_it_is(given: str, content: bytes, name: str, content_type: str) -> None:
    paper = read_paper(given, content)
    assert (paper.name, paper.content_type, paper.content) == (name, content_type, content)
    assert paper.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"GIF89a", b"PK\x03\x04", b" %PDF-1.7", b"MZ"])
def test_anything_else_is_refused_whatever_its_name(content: bytes) -> None:
    with pytest.raises(InvalidError, match="PDF, PNG or JPEG"):
        read_paper("scan.pdf", content)


def test_it_may_be_so_large_and_no_larger() -> None:
    assert read_paper("scan.pdf", PDF.ljust(LARGEST_PAPER)).content_type == "application/pdf"
    with pytest.raises(InvalidError, match="larger than"):
        read_paper("scan.pdf", PDF.ljust(LARGEST_PAPER + 1))
