"""Answers as data (content-language.md): what is taken for which kind of question. Pure; what it earns: grading.py."""

from __future__ import annotations

from typing import TypeGuard

from app.content.documents import Question
from app.content.kinds import QuestionKind
from app.kernel.errors import InvalidError
from app.kernel.messages import N_

LONGEST_TEXT = 1000
"""More than any short text or number; what is longer was not typed as an answer."""

Answer = int | list[int] | str | None
"""The number of a choice as written, from 1; a list of them, in order; a text; None for 'not answered'."""


def clean(question: Question, answer: object) -> Answer:
    """Return `answer` in its one normal form; an empty list or a blank text is no answer.

    Raises InvalidError for a shape that the kind of question does not take. A text keeps its blanks and case, which
    an answer in quotes may ask for; a number is kept as typed, wrong or right.
    """
    if answer is None:
        return None
    if question.kind is QuestionKind.SINGLE:
        return _number(question, answer)
    if question.kind is QuestionKind.MULTIPLE:
        if not isinstance(answer, list):
            raise InvalidError(N_("Tick the answers you think are right."))
        return sorted({_number(question, one) for one in answer}) or None
    if question.kind in (QuestionKind.TEXT, QuestionKind.NUMBER):
        return _text(answer)
    raise InvalidError(N_("Questions of this kind cannot be answered here yet."))


def is_choice(answer: object, question: Question) -> TypeGuard[int]:
    """Tell whether `answer` is the number of one of the choices, from 1."""
    # True is an int in Python, but no number that anybody wrote.
    return isinstance(answer, int) and not isinstance(answer, bool) and 1 <= answer <= len(question.choices)


def _number(question: Question, answer: object) -> int:
    if not is_choice(answer, question):
        raise InvalidError(N_("This is not one of the answers to choose from."))
    return answer


def _text(answer: object) -> str | None:
    if not isinstance(answer, str):
        raise InvalidError(N_("Write the answer as text."))
    if len(answer) > LONGEST_TEXT:
        raise InvalidError(N_("The answer is too long: %(most)d characters at most."), most=LONGEST_TEXT)
    if not _can_be_kept(answer):
        raise InvalidError(N_("The answer has characters in it that cannot be stored. Type it instead of pasting it."))
    return answer if answer.strip() else None


def _can_be_kept(text: str) -> bool:
    """PostgreSQL keeps neither NUL nor half a surrogate pair; both come from hands other than people's."""
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)
