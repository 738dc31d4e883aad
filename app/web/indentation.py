"""Templates are written with indentation and a line for each statement, for people. A browser has no use for either,
and on a long page they were a third of what was sent."""

from __future__ import annotations

import re

from jinja2.ext import Extension

_INDENTATION = re.compile(r"\n[ \t]+")
_STATEMENT_ALONE = re.compile(r"(?<=\n)(\{%(?:(?!%\}).)*|\{#(?:(?!#\}).)*)(?<![-+])([%#]\})(?=\n)", re.DOTALL)
"""A statement or comment that has its lines to itself, up to its closing sign."""


class WithoutIndentation(Extension):
    """Takes indentation, and the line ends after statements that stand alone, out of every template as it is compiled.

    The line end before such a statement stays, so that words stay apart; Jinja strips the one behind it (`-%}`), so
    that the lines of errors are still right. What is text to the last space (a `<textarea>`) begins and ends on the
    line of its tags and is filled from a value: nothing of it is lost.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 Jinja's
        """Return the template's source without them."""
        return _STATEMENT_ALONE.sub(r"\1-\2", _INDENTATION.sub("\n", source))
