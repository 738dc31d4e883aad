"""The documents lead somewhere, and show exactly the pictures that a script takes of the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.take_screenshots import IMAGES, PICTURES

ROOT = Path(__file__).parents[2]
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


def test_every_picture_that_is_taken_is_shown_and_kept_and_no_other() -> None:
    """Mend with a line in a document and `make screenshots`, or take the picture out of the script and the folder."""
    shown = {Path(link).name for document in DOCUMENTS for link in LINK.findall(document.read_text("utf-8"))}
    taken = {f"{picture.name}.png" for picture in PICTURES}
    assert {name for name in shown if name.endswith(".png")} == taken
    assert {path.name for path in IMAGES.iterdir()} == taken


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_of_a_document_lead_to_files(document: Path) -> None:
    links = LINK.findall(document.read_text("utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []
