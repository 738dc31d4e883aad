"""Questions as an operator with a caller in the ear types them, on the shipped content of `courses/`, by language.

A line of `<set>/<language>.txt` is `client | what is typed | sections that answer it`. Sections are named by their
English addresses without the client; those asked for in another language are their translations, which have the same
sections in the same order. Where a course teaches what an article sums up, both are right.

`tuned` are those the search was improved with. `unseen` were written from the sections alone, by several hands who knew
neither the search nor the phrases of `asked as`; nobody looked at which ones failed before changing either.

`unanswered` are questions that operators of these desks might ask and the content answers nowhere: `client | what is
typed`. The rule that tells them apart (docs/adr/0041) was chosen by the first, third, fifth of a file and so on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.content.addresses import name_of
from app.content.anchors import heading_anchor

HERE = Path(__file__).parent
COURSES = HERE.parents[3] / "courses"
LANGUAGES = ("en", "ru", "pl", "el")
SETS = ("tuned", "unseen")


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed at a client, and the addresses of the sections any of which answers it."""

    client: str
    typed: str
    right: frozenset[str]


@cache
def questions(kind: str, language: str) -> list[Question]:
    """Return a set of questions (one of SETS) in a language, in the order of its file."""
    lines = (HERE / kind / f"{language}.txt").read_text("utf-8").splitlines()
    return [_question(line, language) for line in lines]


@cache
def unanswered(language: str) -> list[Question]:
    """Return the questions that nothing answers, in the order of their file."""
    lines = (HERE / "unanswered" / f"{language}.txt").read_text("utf-8").splitlines()
    return [Question(*line.split(" | "), right=frozenset()) for line in lines]


def _question(line: str, language: str) -> Question:
    client, typed, addresses = line.split(" | ")
    return Question(client, typed, frozenset(_translated(f"{client}/{each}", language) for each in addresses.split()))


def _translated(address: str, language: str) -> str:
    page, anchor = address.split("#")
    client, folder, name = page.split("/")
    number = _anchors(client, folder, name).index(anchor)
    if language != "en":
        folder, name = (folder, f"{name}-{language}") if folder == "kb" else (f"{folder}-{language}", name)
    return f"{client}/{folder}/{name}#{_anchors(client, folder, name)[number]}"


@cache
def _anchors(client: str, folder: str, name: str) -> list[str]:
    """Return the names of a file's sections, in order."""
    [path] = [path for path in (COURSES / client / folder).glob("*.md") if name_of(path.name) == name]
    lines = path.read_text("utf-8").splitlines()
    return [heading_anchor(line.removeprefix("## ")) for line in lines if line.startswith("## ")]
