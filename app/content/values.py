"""Typed values of front matter: what a trainer writes, turned into what the program reckons with.

Each function takes the value as written and returns it typed, or raises `MistakenValueError` with a sentence that
says how to write it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TypeVar

from app.content.documents import Duration, PassRule, SeriesRule, Targets
from app.content.durations import is_sensible
from app.content.kinds import Unit
from app.content.vocabulary import GAP, Space
from app.content.words import filled, meaning, nearest_spelling, short, spelled
from app.kernel.messages import N_

E = TypeVar("E", bound=StrEnum)

# More than any real number of points, minutes or calls; keeps arithmetic and databases within their bounds.
MAX_WHOLE = 1_000_000

_FACTORS = {"s": 1, "min": 60, "h": 3600}
_DURATION = re.compile(r"([0-9]{1,6}) +([^\W\d_].{0,60})")
_TIME = re.compile(r"([0-9]{1,6}) *([^\W\d_].{0,60})")
_PERCENT = re.compile(r"([0-9]{1,3}) ?%")
_CALLS = re.compile(r"[0-9]{1,3}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class MistakenValueError(Exception):
    """A value that cannot be read. `message` is a template, `params` what it names."""

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message)
        self.message = message
        self.params = params


def text(value: str) -> str:
    """A text as it stands."""
    return value


def whole_number(value: str) -> int:
    """`12`; at least 1."""
    if re.fullmatch(r"[0-9]{1,7}", value) is None or not 1 <= int(value) <= MAX_WHOLE:
        raise MistakenValueError(N_("“%(value)s” is not a whole number from 1; write digits only"), value=short(value))
    return int(value)


def percent(value: str) -> int:
    """`80%`, from 0 to 100."""
    match = _PERCENT.fullmatch(value)
    if match is None or int(match[1]) > 100:
        raise MistakenValueError(N_("“%(value)s” is not a share of 100; write it like 80%%"), value=short(value))
    return int(match[1])


def yes_no(value: str) -> bool:
    """`yes` or `no`."""
    found = meaning(Space.VALUE, value)
    if found not in ("yes", "no"):
        raise MistakenValueError(N_("“%(value)s” is neither yes nor no; write one of the two"), value=short(value))
    return found == "yes"


def colour(value: str) -> str:
    """`#0b6e4f`, in lower case."""
    if _COLOUR.fullmatch(value) is None:
        raise MistakenValueError(N_("“%(value)s” is not a colour; write it like #0b6e4f"), value=short(value))
    return value.lower()


def mark(value: str) -> str:
    """The client's short mark: at most four characters."""
    if len(value) > 4:
        raise MistakenValueError(
            N_("the mark “%(value)s” is too long; use at most four characters"), value=short(value)
        )
    return value


def language(value: str) -> str:
    """A language by its code: `en`, `pl`."""
    if _LANGUAGE.fullmatch(value) is None:
        raise MistakenValueError(
            N_("“%(value)s” is not the code of a language; write it like en or pl"), value=short(value)
        )
    return value


def items(value: str) -> tuple[str, ...]:
    """A list: `[a, b]`."""
    if not (value.startswith("[") and value.endswith("]") and len(value) > 1):
        raise MistakenValueError(N_("“%(value)s” is not a list; write it in brackets, like [a, b]"), value=short(value))
    inner = value[1:-1].strip()
    found = tuple(item.strip() for item in inner.split(",")) if inner else ()
    if "" in found:
        raise MistakenValueError(
            N_("the list “%(value)s” has an empty place; take the extra comma out"), value=short(value)
        )
    seen: set[str] = set()
    for item in found:
        if item in seen:
            raise MistakenValueError(N_("the list names “%(item)s” twice; name it once"), item=short(item))
        seen.add(item)
    return found


def languages(value: str) -> tuple[str, ...]:
    """A list of languages."""
    return tuple(language(item) for item in items(value))


def one_of(kind: type[E], space: Space) -> Callable[[str], E]:
    """One word of a fixed set."""
    convert = one_word(space, [member.value for member in kind])
    return lambda value: kind(convert(value))


def several_of(kind: type[E], space: Space) -> Callable[[str], tuple[E, ...]]:
    """A list of words of a fixed set, each once."""
    convert = one_of(kind, space)

    def convert_all(value: str) -> tuple[E, ...]:
        found: list[E] = []
        for item in items(value):
            member = convert(item)
            if member in found:
                raise MistakenValueError(N_("the list names “%(item)s” twice; name it once"), item=short(item))
            found.append(member)
        return tuple(found)

    return convert_all


def one_word(space: Space, known: Sequence[str]) -> Callable[[str], str]:
    """One of the known words, in any language; gives the English one."""

    def convert(value: str) -> str:
        found = meaning(space, value)
        if found in known:
            return str(found)
        near = nearest_spelling(space, value, known)
        language = near.language if near else "en"
        raise MistakenValueError(
            N_("“%(value)s” is not known here; the nearest word is “%(nearest)s”, all are: %(words)s"),
            value=short(value),
            nearest=near.word if near else "",
            words=", ".join(spelled(space, word, language) for word in known),
        )

    return convert


def duration(value: str) -> Duration:
    """`10 working days`, `12 months`."""
    match = _DURATION.fullmatch(value)
    unit = meaning(Space.UNIT, match[2]) if match else None
    if match is None or unit is None:
        raise MistakenValueError(
            N_("“%(value)s” is not a length of time; write it like 10 working days or 12 months"), value=short(value)
        )
    found = Duration(whole_number(match[1]), Unit(unit))
    if not is_sensible(found):
        raise MistakenValueError(
            N_("“%(value)s” is longer than a hundred years; write what a person may live to see"), value=short(value)
        )
    return found


def duration_within(phrase: str) -> Callable[[str], Duration]:
    """A duration in the gap of a phrase, named in English: `from … before`."""

    def convert(value: str) -> Duration:
        found = filled(phrase, value)
        if found is None:
            raise MistakenValueError(
                N_("“%(value)s” is not understood; write it like “%(example)s”"),
                value=short(value),
                example=_example(phrase, value),
            )
        return duration(found[0])

    return convert


def _example(phrase: str, value: str) -> str:
    """The phrase with 30 days in its gap, in the language of the value that was not understood."""
    near = nearest_spelling(Space.PHRASE, value, [phrase])
    language = near.language if near else "en"
    return spelled(Space.PHRASE, phrase, language).replace(GAP, f"30 {spelled(Space.UNIT, 'days', language)}")


def seconds(value: str) -> int:
    """`30 s`, `6 min`, in seconds."""
    match = _TIME.fullmatch(value)
    factor = _FACTORS.get(meaning(Space.TIME, match[2]) or "") if match else None
    if match is None or factor is None or not 1 <= int(match[1]) * factor <= MAX_WHOLE:
        raise MistakenValueError(N_("“%(value)s” is not a time; write it like 30 s or 6 min"), value=short(value))
    return int(match[1]) * factor


def series(value: str) -> SeriesRule:
    """`4 of 5 at 85%`."""
    found = filled("… of … at …", value)
    if found is None or not all(_CALLS.fullmatch(number) for number in found[:2]):
        raise MistakenValueError(
            N_("“%(value)s” is not a series of calls; write it like 4 of 5 at 85%%"), value=short(value)
        )
    passed, calls = whole_number(found[0]), whole_number(found[1])
    if passed > calls:
        raise MistakenValueError(
            N_("%(passed)s calls of %(calls)s can never be passed; ask for %(calls)s at most"),
            passed=passed,
            calls=calls,
        )
    return SeriesRule(passed, calls, percent(found[2]))


def targets(value: str) -> Targets:
    """`reply 45 s, call 6 min, notes 2 min`, each at most once."""
    found: dict[str, int] = {}
    target = one_word(Space.TARGET, ("reply", "call", "notes"))
    for part in value.split(","):
        word, _, time = part.strip().partition(" ")
        name = target(word)
        if name in found:
            raise MistakenValueError(N_("the target “%(name)s” stands here twice; keep one"), name=word)
        found[name] = seconds(time.strip())
    return Targets(**found)


def pass_rule(value: str) -> PassRule:
    """`85%, ending resolved, no critical error`. A critical error fails the call whether or not this says so."""
    share: int | None = None
    endings: list[str] = []
    for part in (part.strip() for part in value.split(",")):
        ending = filled("ending …", part)
        if ending is not None and ending[0] not in endings:
            endings += ending
        elif part.endswith("%") and share is None:
            share = percent(part)
        elif meaning(Space.PHRASE, part) != "no critical error":
            raise MistakenValueError(
                N_("“%(part)s” is not understood; write it like 85%%, ending resolved, no critical error"),
                part=short(part),
            )
    if share is None:
        raise MistakenValueError(N_("“%(value)s” names no share of the points; begin it like 85%%"), value=short(value))
    return PassRule(share, tuple(endings))
