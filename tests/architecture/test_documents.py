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


PATH = re.compile(r"`(\w[\w./-]*(?:\.(?:py|html|css)|/))`")
NAMED = re.compile(r"((?:`\w+`(?:, | and )?)+)[^`|]* in `([\w./-]+\.py)`")
"""Names, and the file in which the map says that they stand."""
BASES = (ROOT / "app", ROOT / "app" / "web", ROOT / "app" / "web" / "templates", ROOT)
ROWS = [
    line.partition("|")[2].rpartition("|")[0].partition("|")
    for line in (ROOT / "docs" / "architecture.md")
    .read_text("utf-8")
    .partition("## Where would I change")[2]
    .splitlines()
    if line.startswith("| ") and "---" not in line
]


def find(name: str, beside: list[Path]) -> Path | None:
    """Return what the map means by a name: from a base, beside a file that its row has named before, or in any room."""
    found = (base / name for base in (*BASES, *(path.parent for path in reversed(beside))))
    return next((path for path in found if path.exists()), None) or next((ROOT / "app").rglob(name), None)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].strip()[:50])
def test_the_map_of_changes_leads_to_files_that_hold_what_it_names(row: tuple[str, str, str]) -> None:
    """Mend the row in docs/architecture.md: the file moved, or what it names does."""
    _what, _, where = row
    beside: list[Path] = []
    for name in PATH.findall(where):
        path = find(name, beside)
        assert path is not None, f"{name} is not there"
        beside.append(path)
    for names, file in NAMED.findall(where):
        path = find(file, beside)
        assert path is not None
        text = path.read_text("utf-8")
        assert [name for name in re.findall(r"`(\w+)`", names) if name not in text] == []
