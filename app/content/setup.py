"""The line right under a question's heading that sets it up: `id: balance-01 | points: 2 | tags: identity`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.content import values
from app.content.problems import Problems
from app.content.source import SourceText
from app.content.values import MistakenValueError
from app.content.vocabulary import Space
from app.content.words import SetupKey, nearest_word, setup_key, short
from app.kernel.messages import N_

# Some systems write an accent as a character of its own (U+0300 to U+036F), which is no letter.
KEY_WORD = r"[^\W\d_][\w\u0300-\u036f-]{0,30}"
_KEY = re.compile(rf"[ \t]{{0,3}}({KEY_WORD})[ \t]*:(?!//)[ \t]*")
_ID = re.compile(r"[\w.-]{1,64}")
_SCORING = values.one_word(Space.SETUP_VALUE, ("exact", "partial"))
_ANSWER = values.one_word(Space.SETUP_VALUE, ("blanks", "long"))


@dataclass(slots=True)
class Setup:
    """What the line said. `end` is the first line after it, from 0; `at` is where each key stands."""

    end: int
    id: str = ""
    points: int = 1
    tags: tuple[str, ...] = ()
    scoring: str = "exact"
    order: bool = False
    answer: str = ""
    at: dict[SetupKey, tuple[int, int]] = field(default_factory=dict)


def read_setup(source: SourceText, first: int, end: int, problems: Problems) -> Setup:
    """Read the set-up lines among lines `first` to `end`; a blank line between heading and set-up is allowed."""
    line = first
    while line < end and not source.lines[line].strip():
        line += 1
    setup = Setup(end=first)
    while line < end and _sets_up(source.lines[line]):
        _read_line(source.lines[line], line + 1, setup, problems)
        line += 1
        setup.end = line
    return setup


def _sets_up(line: str) -> bool:
    """Whether a line begins with a known key, or so nearly that it can hardly be meant as text."""
    match = _KEY.match(line)
    if match is None:
        return False
    if setup_key(match[1]) is not None:
        return True
    parts = [_KEY.match(part) for part in line.split("|")[1:]]
    others_known = any(part is not None and setup_key(part[1]) is not None for part in parts)
    return (
        others_known
        or setup_key(match[1].lower()) is not None
        or nearest_word(Space.SETUP, match[1], cutoff=0.85) != ""
    )


def _read_line(line: str, number: int, setup: Setup, problems: Problems) -> None:
    position = 0
    for part in line.split("|"):
        column = position + len(part) - len(part.lstrip()) + 1
        position += len(part) + 1
        match = _KEY.match(part.lstrip())
        key = setup_key(match[1]) if match else None
        if match is None or key is None:
            written = match[1] if match else part.strip()
            problems.error(
                number,
                column,
                N_("“%(key)s” is no key of a question; the nearest known one is “%(nearest)s”"),
                key=short(written),
                nearest=nearest_word(Space.SETUP, written),
            )
        elif key in setup.at:
            problems.error(number, column, N_("the key “%(key)s” stands here again; keep one of the two"), key=match[1])
        else:
            setup.at[key] = (number, column)
            _set(setup, key, part.lstrip()[match.end() :].strip(), number, column + match.end(), problems)


def _set(setup: Setup, key: SetupKey, value: str, line: int, column: int, problems: Problems) -> None:
    try:
        match key:
            case SetupKey.ID:
                setup.id = _identifier(value)
            case SetupKey.POINTS:
                setup.points = values.whole_number(value)
            case SetupKey.TAGS:
                setup.tags = _tags(value)
            case SetupKey.SCORING:
                setup.scoring = _SCORING(value)
            case SetupKey.ORDER:
                setup.order = values.yes_no(value)
            case SetupKey.ANSWER:
                setup.answer = _ANSWER(value)
    except MistakenValueError as mistake:
        problems.error(line, column, mistake.message, **mistake.params)


def _identifier(value: str) -> str:
    if _ID.fullmatch(value) is None:
        raise MistakenValueError(
            N_("“%(value)s” cannot be an id; use up to 64 letters, digits, hyphens, points"), value=short(value)
        )
    return value


def _tags(value: str) -> tuple[str, ...]:
    found = tuple(tag.strip() for tag in value.split(","))
    if "" in found:
        raise MistakenValueError(N_("“%(value)s” has an empty tag; take the extra comma out"), value=short(value))
    return tuple(dict.fromkeys(found))
