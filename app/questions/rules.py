"""Pure decisions about questions: what can be asked and answered, and where answers stand in a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from app.content.paragraphs import Paragraph
from app.kernel.errors import InvalidError
from app.kernel.messages import N_
from app.kernel.texts import checked

LONGEST_QUESTION = 1000
LONGEST_ANSWER = 4000
LONGEST_QUOTE = 2000
"""Characters."""


class Placed(Protocol):
    """What was asked about a paragraph: the section's anchor, the paragraph's mark ('' for the whole section)."""

    @property
    def anchor(self) -> str:
        """The anchor of the section."""
        ...

    @property
    def mark(self) -> str:
        """The mark of the paragraph."""
        ...


P = TypeVar("P", bound=Placed)


@dataclass(frozen=True, slots=True)
class Places(Generic[P]):
    """Where in a text of today each question belongs.

    `at` holds, by anchor and then by the number of the paragraph from 0, those whose paragraph stands there still;
    `of_section`, by anchor, those about the whole section or a paragraph that reads otherwise now; `elsewhere` those
    whose section is gone.
    """

    at: Mapping[str, Mapping[int, tuple[P, ...]]]
    of_section: Mapping[str, tuple[P, ...]]
    elsewhere: tuple[P, ...]


def place(asked: Iterable[P], sections: Mapping[str, Sequence[Paragraph]]) -> Places[P]:
    """Put each question where it belongs in the sections of today, given by anchor with their paragraphs."""
    at: dict[str, dict[int, tuple[P, ...]]] = {}
    of_section: dict[str, tuple[P, ...]] = {}
    elsewhere: tuple[P, ...] = ()
    for one in asked:
        if one.anchor not in sections:
            elsewhere += (one,)
            continue
        marks = [paragraph.mark for paragraph in sections[one.anchor]]
        if one.mark in marks:
            there = at.setdefault(one.anchor, {})
            number = marks.index(one.mark)
            there[number] = (*there.get(number, ()), one)
        else:
            of_section[one.anchor] = (*of_section.get(one.anchor, ()), one)
    return Places(at, of_section, elsewhere)


def fit_question(words: str) -> str:
    """Return a question as it is kept. Raises InvalidError for none, or one too long."""
    kept = checked(words, LONGEST_QUESTION)
    if not kept:
        raise InvalidError(N_("Write your question first."))
    return kept


def fit_answer(words: str) -> str:
    """Return an answer as it is kept. Raises InvalidError for none, or one too long."""
    kept = checked(words, LONGEST_ANSWER)
    if not kept:
        raise InvalidError(N_("Write the answer first."))
    return kept


def quote_of(words: str) -> str:
    """Return the words of a paragraph to keep beside a question: a very long table or list is cut."""
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE].rstrip()} …"
