"""A text as lines that print again byte for byte, whatever ends them."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Larger than any module a person would want to read; a limit keeps the time to parse hostile text bounded.
MAX_CHARACTERS = 200_000
# Some Markdown costs the square of its paragraph's length, so a run of lines without a blank one is bounded too.
MAX_PARAGRAPH = 20_000

BYTE_ORDER_MARK = "\ufeff"
_LINE_END = re.compile(r"(\r\n|\r|\n)")
# Lines that end a paragraph as a blank one does: headings and items of a list.
_BEGINS_ANEW = re.compile(r" {0,3}(?:#{1,6}[ \t]|[-*+][ \t]+\S)")


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text cut into lines. `endings` holds what ended each line; the last one has none."""

    lines: tuple[str, ...]
    endings: tuple[str, ...]
    mark: str = ""

    @classmethod
    def read(cls, text: str) -> SourceText:
        """Cut a text into lines at LF, CRLF or CR; a byte order mark before the first is kept apart."""
        mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
        pieces = _LINE_END.split(text[len(mark) :])
        return cls(tuple(pieces[::2]), (*pieces[1::2], ""), mark)

    def printed(self) -> str:
        """The same text again, byte for byte."""
        return self.mark + "".join(line + ending for line, ending in zip(self.lines, self.endings, strict=True))

    @property
    def newline(self) -> str:
        """What ends this text's lines; a text of one line would end it with LF."""
        return self.endings[0] or "\n"

    def part(self, first: int, end: int) -> str:
        """Lines `first` up to but without `end`, from 0, as Markdown without blank lines around them."""
        return "\n".join(self.lines[first:end]).strip("\n").rstrip()

    def longest_paragraph(self) -> tuple[int, int]:
        """(characters, number of its first line from 1) of the longest run of lines that may be one paragraph."""
        longest, at, length, start = 0, 1, 0, 1
        for number, line in enumerate(self.lines, start=1):
            if not line.strip():
                length, start = 0, number + 1
                continue
            if _BEGINS_ANEW.match(line):
                length, start = 0, number
            length += len(line) + 1
            if length > longest:
                longest, at = length, start
        return longest, at
