"""Reads the front matter: a small strict part of what looks like YAML.

`key: value` lines, lists as `[a, b]`, one nested level by two blanks, comments on lines of their own. Nothing turns
into anything by itself: a value is the rest of its line as it stands (content-language.md, 'Front matter').
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.content.problems import Problems
from app.content.source import SourceText
from app.content.vocabulary import Space
from app.content.words import key_name, language_of, short
from app.kernel.messages import N_

_FENCE = "---"
_KEY = re.compile(r"(?P<indent>[ \t]*)(?P<key>[^:\s][^:]*?)[ \t]*:[ \t]*(?P<value>.*?)[ \t]*")
_NESTED_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Entry:
    """One `key: value` line. `column` is where the key stands, `value_column` where its value does, both from 1.

    `key` is the English name of the key, `written` how the trainer wrote it.
    """

    key: str
    written: str
    value: str
    line: int
    column: int
    value_column: int
    children: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The entries in order, and the number of the first line, from 0, that comes after the front matter."""

    entries: tuple[Entry, ...]
    body_line: int

    @property
    def language(self) -> str:
        """The language in which most of its keys are written."""
        return language_of(Space.KEY, (each.written for entry in self.entries for each in (entry, *entry.children)))


def read_front_matter(source: SourceText, problems: Problems) -> FrontMatter:
    """Read the lines between the two `---`; every line that is not understood is a problem."""
    if source.lines[0].rstrip() != _FENCE:
        problems.error(1, 1, N_("the file does not begin with front matter; begin it with a line of three dashes, ---"))
        return FrontMatter((), 0)
    end = next((number for number, line in enumerate(source.lines) if number and line.rstrip() == _FENCE), None)
    if end is None:
        problems.error(1, 1, N_("the front matter is not closed; end it with a line of three dashes, ---"))
        return FrontMatter((), len(source.lines))
    reader = _Reader(problems)
    for number in range(1, end):
        reader.take(source.lines[number], number + 1)
    return FrontMatter(reader.entries(), end + 1)


class _Reader:
    """Takes one line after the other and keeps the nesting."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._top: list[Entry] = []
        self._children: list[Entry] = []

    def take(self, line: str, number: int) -> None:
        if not line.strip() or line.lstrip().startswith("#"):
            return
        match = _KEY.fullmatch(line)
        if match is None:
            self._problems.error(
                number,
                len(line) - len(line.lstrip()) + 1,
                N_("“%(text)s” is not a “key: value” line; give it a key and a colon, or begin it with # as a comment"),
                text=short(line),
            )
            return
        entry = Entry(
            key_name(match["key"], nested=bool(match["indent"])),
            match["key"],
            match["value"],
            number,
            match.start("key") + 1,
            min(match.start("value"), len(line)) + 1,
        )
        if not match["indent"]:
            self._add(entry, self._top)
            return
        self._take_nested(entry, match["indent"])

    def _take_nested(self, entry: Entry, indent: str) -> None:
        if indent != _NESTED_INDENT:
            self._problems.error(
                entry.line, 1, N_("“%(key)s” is not indented by two blanks; use exactly two"), key=short(entry.written)
            )
        if not self._top or self._top[-1].value:
            self._problems.error(
                entry.line,
                entry.column,
                N_("“%(key)s” is indented but belongs to no key above it; take the blanks before it away"),
                key=short(entry.written),
            )
            return
        self._add(entry, self._children)

    def _add(self, entry: Entry, level: list[Entry]) -> None:
        if level is self._top:
            self._close()
        earlier = next((other for other in level if other.key == entry.key), None)
        if earlier is not None:
            self._problems.error(
                entry.line,
                entry.column,
                N_("the key “%(key)s” stands here again, after line %(line)s; keep one of the two"),
                key=short(entry.written),
                line=earlier.line,
            )
        level.append(entry)

    def _close(self) -> None:
        if self._children:
            self._top[-1] = replace(self._top[-1], children=tuple(self._children))
            self._children = []

    def entries(self) -> tuple[Entry, ...]:
        self._close()
        return tuple(self._top)
