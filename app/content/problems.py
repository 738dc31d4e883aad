"""What is wrong with a text, where, and how to mend it: the same everywhere it is shown.

A problem keeps its English template and its parameters apart, so that the one who shows it can translate it. The
templates use `%(name)s`; a plain per cent sign in one is written `%%`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.content.words import nearest, short
from app.kernel.messages import N_, filled


def _as_written(message: str) -> str:
    return message


class Severity(StrEnum):
    """An error keeps content from being published; a warning does not."""

    ERROR = N_("error")
    WARNING = N_("warning")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `line` and `column` count from 1, columns in characters; `message` says what and how."""

    path: str
    line: int
    column: int
    severity: Severity
    message: str
    params: tuple[tuple[str, object], ...] = ()

    def text(self, translate: Callable[[str], str] = _as_written) -> str:
        """The sentence alone: what is wrong; how to mend it."""
        return filled(self.message, dict(self.params), translate)

    def formatted(self, translate: Callable[[str], str] = _as_written) -> str:
        """The whole line: `path:line:column: error: what is wrong; how to mend it`."""
        return f"{self.path}:{self.line}:{self.column}: {translate(self.severity)}: {self.text(translate)}"

    def __str__(self) -> str:
        return self.formatted()

    @property
    def is_error(self) -> bool:
        """Whether this keeps the content from being published."""
        return self.severity is Severity.ERROR

    @property
    def position(self) -> tuple[str, int, int]:
        """The order in which problems are listed."""
        return (self.path, self.line, self.column)


class Problems:
    """Collects the problems of one file while it is read."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._found: dict[Problem, None] = {}

    def error(self, line: int, column: int, message: str, /, **params: object) -> None:
        """Note something that must be mended before the content can be published."""
        self._add(Severity.ERROR, line, column, message, params)

    def warning(self, line: int, column: int, message: str, /, **params: object) -> None:
        """Note something that looks like a mistake but may be meant."""
        self._add(Severity.WARNING, line, column, message, params)

    def unknown(self, line: int, column: int, name: str, known: Collection[str], message: str, when_none: str) -> None:
        """Note a name that means nothing: `message` says so with the nearest known one."""
        chosen = message if known else when_none
        self.error(line, column, chosen, name=short(name), nearest=nearest(name, known))

    def _add(self, severity: Severity, line: int, column: int, message: str, params: dict[str, object]) -> None:
        problem = Problem(self.path, line, column, severity, message, tuple(params.items()))
        self._found.setdefault(problem)

    @property
    def found(self) -> tuple[Problem, ...]:
        """Everything noted so far, by line and column."""
        return in_order(self._found)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems by path, line and column; those at one place stay in the order in which they were found."""
    return tuple(sorted(problems, key=lambda problem: problem.position))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether at least one of them is an error."""
    return any(problem.is_error for problem in problems)
