"""Reads the `Label: value` items nested under a reply or a quote of a scenario."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.content import values
from app.content.documents import Criterion, CriticalError
from app.content.problems import Problems
from app.content.values import MistakenValueError
from app.content.vocabulary import Space
from app.content.words import Label, label, nearest_word, short
from app.kernel.messages import N_

_LABEL = re.compile(r"(?P<word>[^:\n]{1,40}?)[ \t]*:[ \t]*(?P<value>.*)", re.DOTALL)
_SCORE = re.compile(r"(?P<name>.+?)[ \t]*(?P<sign>[-+\u2212])[ \t]*(?P<points>[0-9]{1,6})")
_ONE_LINK = re.compile(r"\[[^\n]+\]\([^\n]+\)")

# Labels that may stand more than once; what they name is put together.
_GATHERING = frozenset({Label.SCORE, Label.REMEMBER, Label.ONLY_IF, Label.ONLY_IF_NOT, Label.CRITICAL})
_LONG_TEXTS = frozenset({Label.FEEDBACK, Label.NOTE})
CONDITIONS = frozenset({Label.ONLY_IF, Label.ONLY_IF_NOT})


@dataclass(slots=True)
class Meaning:
    """What the labels under one reply or quote say."""

    score: list[tuple[str, int]] = field(default_factory=list)
    remembers: list[str] = field(default_factory=list)
    only_if: list[str] = field(default_factory=list)
    only_if_not: list[str] = field(default_factory=list)
    critical: list[str] = field(default_factory=list)
    feedback: str = ""
    article: str = ""
    seconds: int | None = None
    note: str = ""
    seen: set[Label] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Condition:
    """A fact that something asks for, and where."""

    fact: str
    line: int
    column: int


def split_label(text: str) -> tuple[Label | None, str, str]:
    """(label, the word as written, value) of `Label: value`; the word is '' where there is no colon."""
    match = _LABEL.fullmatch(text)
    return (label(match["word"]), match["word"], match["value"]) if match else (None, "", "")


class LabelReader:
    """Reads labels and checks the names in them against the scorecard."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self.criteria: Sequence[Criterion] = ()
        self.critical_errors: Sequence[CriticalError] = ()
        self.conditions: list[Condition] = []

    def read(self, text: str, line: int, column: int, meaning: Meaning, allowed: frozenset[Label]) -> None:
        """Add what one item says to `meaning`."""
        found, word, value = split_label(text)
        if found is None:
            self._error(
                line,
                column,
                N_("“%(word)s” is no label; the nearest known one is “%(nearest)s”, written as “%(nearest)s: ...”"),
                word=short(word or text),
                nearest=nearest_word(Space.LABEL, word or text),
            )
        elif found not in allowed:
            self._error(
                line,
                column,
                N_("“%(word)s” cannot stand under a quote; only “Only if” and “Only if not” can"),
                word=word,
            )
        elif found in meaning.seen and found not in _GATHERING:
            self._error(line, column, N_("the label “%(word)s” stands here again; keep one of the two"), word=word)
        elif not value.strip():
            self._error(line, column, N_("the label “%(word)s” says nothing; write its value behind it"), word=word)
        else:
            meaning.seen.add(found)
            # The value begins on the label's line; its column is where a wrong name in it is shown.
            start = column + len(text.split("\n", 1)[0]) - len(value.split("\n", 1)[0])
            self._set(found, value.strip(), line, start, meaning)

    def _error(self, line: int, column: int, message: str, /, **params: object) -> None:
        self._problems.error(line, column, message, **params)

    def _set(self, found: Label, value: str, line: int, column: int, meaning: Meaning) -> None:
        if "\n\n" in value and found not in _LONG_TEXTS:
            self._error(line, column, N_("only feedback and notes may have more than one paragraph; write one line"))
        one_line = " ".join(value.split())
        match found:
            case Label.SCORE:
                self._score(one_line, line, column, meaning)
            case Label.REMEMBER:
                meaning.remembers += self._names(one_line, line, column, meaning.remembers)
            case Label.ONLY_IF:
                meaning.only_if += self._facts(one_line, line, column, meaning.only_if)
            case Label.ONLY_IF_NOT:
                meaning.only_if_not += self._facts(one_line, line, column, meaning.only_if_not)
            case Label.CRITICAL:
                self._critical(one_line, line, column, meaning)
            case Label.FEEDBACK:
                meaning.feedback = value
            case Label.ARTICLE:
                meaning.article = self._article(one_line, line, column)
            case Label.TIME:
                meaning.seconds = self._seconds(one_line, line, column)
            case Label.NOTE:
                meaning.note = value

    def _names(self, value: str, line: int, column: int, taken: Sequence[str]) -> list[str]:
        """The names of a list separated by commas, each once."""
        found: list[str] = []
        for name in (part.strip() for part in value.split(",")):
            if not name:
                self._error(line, column, N_("the list has an empty place; take the extra comma out"))
            elif name in found or name in taken:
                self._error(line, column, N_("“%(name)s” is named twice; name it once"), name=short(name))
            else:
                found.append(name)
        return found

    def _facts(self, value: str, line: int, column: int, taken: Sequence[str]) -> list[str]:
        facts = self._names(value, line, column, taken)
        self.conditions += [Condition(fact, line, column) for fact in facts]
        return facts

    def _score(self, value: str, line: int, column: int, meaning: Meaning) -> None:
        known = [criterion.name for criterion in self.criteria]
        for part in (part.strip() for part in value.split(",")):
            match = _SCORE.fullmatch(part)
            if match is None:
                self._error(
                    line,
                    column,
                    N_("“%(part)s” is no score; write it like “Identity +30, Empathy -15”"),
                    part=short(part),
                )
            elif match["name"] not in known:
                self._problems.unknown(
                    line,
                    column,
                    match["name"],
                    known,
                    N_("“%(name)s” is no criterion of the scorecard; the nearest is “%(nearest)s”"),
                    N_("“%(name)s” is no criterion; the scorecard has none yet, add it there"),
                )
            elif any(name == match["name"] for name, _ in meaning.score):
                self._error(line, column, N_("“%(name)s” is named twice; name it once"), name=short(match["name"]))
            else:
                points = int(match["points"])
                meaning.score.append((match["name"], points if match["sign"] == "+" else -points))

    def _critical(self, value: str, line: int, column: int, meaning: Meaning) -> None:
        known = [critical.name for critical in self.critical_errors]
        for name in self._names(value, line, column, meaning.critical):
            if name in known:
                meaning.critical.append(name)
            else:
                self._problems.unknown(
                    line,
                    column,
                    name,
                    known,
                    N_("“%(name)s” is no critical error of the scorecard; the nearest is “%(nearest)s”"),
                    N_("“%(name)s” is no critical error; the scorecard has none yet, add it there"),
                )

    def _article(self, value: str, line: int, column: int) -> str:
        if _ONE_LINK.fullmatch(value) is None:
            self._error(
                line,
                column,
                N_("“%(value)s” is no link; write it like [Blocked cards](../kb/cards.md)"),
                value=short(value),
            )
        return value

    def _seconds(self, value: str, line: int, column: int) -> int | None:
        try:
            return values.seconds(value)
        except MistakenValueError as mistake:
            self._error(line, column, mistake.message, **mistake.params)
            return None
