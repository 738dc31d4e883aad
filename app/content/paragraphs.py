"""The paragraphs of a section: what one can point at in it, whatever stands before and after."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from app.content.markdown import StructureParser, inline_text

MARK_LENGTH = 16
_PARSER = StructureParser()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A top block of a piece of Markdown: a paragraph, a list, a table.

    `words` are its words without markup; `mark` is made of them, so that it stays while they do, wherever they move.
    `end` is the line of the piece, from 0, behind which the block is over; `headings` how many headings stand up to
    there. A heading is no paragraph of its own.
    """

    words: str
    mark: str
    end: int
    headings: int


@lru_cache(maxsize=2048)
def paragraphs_of(source: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a piece of Markdown, in order."""
    found: list[Paragraph] = []
    lines: list[str] = []
    end = headings = 0
    for token in _PARSER.parse(source):
        headings += token.type == "heading_open"
        if token.type == "inline":
            lines.append(inline_text(token).strip())
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.strip())
        if token.level == 0:
            end = token.map[1] if token.map else end  # what closes a block has no lines of its own
            if token.nesting <= 0:
                words = "\n".join(line for line in lines if line)
                if words and token.type != "heading_close":
                    found.append(Paragraph(words, mark_of(words), end, headings))
                lines = []
    return tuple(found)


def mark_of(words: str) -> str:
    """Return the mark of a paragraph with these words; blanks and line ends make no difference."""
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:MARK_LENGTH]
