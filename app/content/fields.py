"""Takes typed values out of the entries of a front matter and reports what nobody asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from app.content.frontmatter import Entry
from app.content.problems import Problems
from app.content.values import MistakenValueError
from app.content.vocabulary import GAP, Space
from app.content.words import language_of, nearest_key, short, spelled
from app.kernel.messages import N_

T = TypeVar("T")
D = TypeVar("D")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in its file, from 1."""

    line: int
    column: int


class Fields:
    """The keys of one level, asked for by their English names. `finish` reports those that nobody asked for."""

    def __init__(self, entries: Iterable[Entry], problems: Problems) -> None:
        self._entries: dict[str, Entry] = {}
        for entry in entries:
            self._entries.setdefault(entry.key, entry)
        self._problems = problems
        self._known: list[str] = []

    def take(self, key: str, convert: Callable[[str], T], default: D) -> T | D:
        """The typed value of a key; the default where it is missing or wrong (which is then reported)."""
        self._known.append(key)
        entry = self._entries.get(key)
        if entry is None:
            return default
        if entry.children:
            self._problems.error(
                entry.children[0].line,
                entry.children[0].column,
                N_("“%(key)s” has no keys of its own; write its value behind the colon"),
                key=entry.written,
            )
            return default
        return self._converted(entry, convert, default)

    def take_matching(self, prefix: str, convert: Callable[[str], T]) -> tuple[tuple[str, T, Entry], ...]:
        """(rest of the key, value, entry) of each key that begins with a word: `quiz final-exam: 80%`."""
        self._known.append(f"{prefix} {GAP}")
        found = []
        for key, entry in self._entries.items():
            name = key.removeprefix(prefix + " ").strip()
            if not key.startswith(prefix + " ") or not name:
                continue
            value = self._converted(entry, convert, None)
            if value is not None:
                found.append((name, value, entry))
        return tuple(found)

    def nested(self, key: str) -> Fields | None:
        """The level under a key; None where the key is missing."""
        self._known.append(key)
        entry = self._entries.get(key)
        if entry is None:
            return None
        if not entry.children:
            self._problems.error(
                entry.line,
                entry.column,
                N_("“%(key)s” has nothing under it; write its keys on the next lines, indented by two blanks"),
                key=entry.written,
            )
            return None
        return Fields(entry.children, self._problems)

    def require(self, key: str) -> None:
        """Report a key that has to be there and is not, at the first of its level."""
        if key not in self._entries:
            first = next(iter(self._entries.values()))
            language = language_of(Space.KEY, (entry.written for entry in self._entries.values()))
            self._problems.error(
                first.line,
                first.column,
                N_("the key “%(key)s” is missing; add it"),
                key=spelled(Space.KEY, key, language),
            )

    def finish(self) -> None:
        """Report every key that nobody asked for, with the nearest one that is known."""
        for entry in self._entries.values():
            if not self._is_known(entry.key):
                self._problems.error(
                    entry.line,
                    entry.column,
                    N_("the key “%(key)s” is not known here; the nearest known one is “%(nearest)s”"),
                    key=short(entry.written),
                    nearest=nearest_key(entry.written, self._known),
                )

    def _is_known(self, key: str) -> bool:
        patterns = (known.removesuffix(GAP) for known in self._known if known.endswith(GAP))
        return key in self._known or any(key.startswith(pattern) for pattern in patterns)

    def _converted(self, entry: Entry, convert: Callable[[str], T], default: D) -> T | D:
        if not entry.value:
            self._problems.error(
                entry.line,
                entry.column,
                N_("“%(key)s” has no value; write it behind the colon or take the line out"),
                key=entry.written,
            )
            return default
        try:
            return convert(entry.value)
        except MistakenValueError as mistake:
            self._problems.error(entry.line, entry.value_column, mistake.message, **mistake.params)
            return default
