"""Grades one answer to one question (content-language.md, 'A question' and 'Answers as data'). Pure and total.

An answer is data as it comes out of JSON: the number of the chosen answer from 1 (single choice), a list of such
numbers (multiple choice), a string (short text, number). None means: not answered.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.content.anchors import folded
from app.content.answers import LONGEST_TEXT, is_choice
from app.content.documents import NumberAnswer, Question, TextAnswer
from app.content.kinds import QuestionKind
from app.content.markers import decimal_text, is_single_number
from app.kernel.messages import N_

_LARGEST_NUMBER = 10**30


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer earns: its share of the points (0 to 1), and the feedback (Markdown) to what was answered.

    `unreadable` says why the answer could not be read, as a message template; '' where it could.
    """

    share: Fraction
    feedback: tuple[str, ...] = ()
    unreadable: str = ""


def grade(question: Question, answer: object) -> float:
    """The points that an answer earns; an answer that cannot be read earns 0 (`unreadable` says why)."""
    return float(verdict(question, answer).share * question.points)


def unreadable(question: Question, answer: object) -> str:
    """Why an answer could not be read, as a message template without parameters; '' where it could."""
    return verdict(question, answer).unreadable


def feedback_for(question: Question, answer: object) -> tuple[str, ...]:
    """The feedback (Markdown) that the trainer wrote to what was answered: none, one, or one for each tick."""
    return verdict(question, answer).feedback


def verdict(question: Question, answer: object) -> Verdict:
    """Everything about one answer."""
    if answer is None:
        return Verdict(Fraction(0))
    return _BY_KIND.get(question.kind, _not_yet)(question, answer)


def _refused(message: str) -> Verdict:
    return Verdict(Fraction(0), unreadable=message)


def _not_yet(question: Question, answer: object) -> Verdict:  # noqa: ARG001 - one shape for all kinds
    return _refused(N_("questions of this kind cannot be graded yet"))


def _single(question: Question, answer: object) -> Verdict:
    if not is_choice(answer, question):
        return _refused(N_("the answer is not the number of one of the choices, from 1"))
    choice = question.choices[answer - 1]
    return Verdict(Fraction(choice.share).limit_denominator(1_000_000), _said(choice.feedback))


def _multiple(question: Question, answer: object) -> Verdict:
    if not isinstance(answer, list | tuple) or not all(is_choice(number, question) for number in answer):
        return _refused(N_("the answer is not a list of numbers of the choices, from 1"))
    ticked = set(answer)
    if len(ticked) != len(answer):
        return _refused(N_("the answer names one of the choices twice"))
    right = {number for number, choice in enumerate(question.choices, start=1) if choice.share == 1}
    feedback = tuple(f for number in sorted(ticked) for f in _said(question.choices[number - 1].feedback))
    if question.scoring == "exact" or not right:
        return Verdict(Fraction(ticked == right and bool(right)), feedback)
    wrong_ticks = len(ticked - right)
    return Verdict(max(Fraction(len(ticked & right) - wrong_ticks, len(right)), Fraction(0)), feedback)


def _text(question: Question, answer: object) -> Verdict:
    if not isinstance(answer, str) or len(answer) > LONGEST_TEXT:
        return _refused(N_("the answer is not a short text"))
    return _best([(each.share, each.feedback) for each in question.texts if _matches(each, answer)])


def _matches(accepted: TextAnswer, answer: str) -> bool:
    """Case, accents and outer blanks do not count; quotes around the accepted text keep case and blanks."""
    if accepted.exact:
        return _plain(accepted.text) == _plain(answer)
    return folded(accepted.text.strip()) == folded(answer.strip())


def _plain(text: str) -> str:
    """The text without accents, its case and blanks kept: upper and lower letters are folded apart."""
    return "".join(
        folded(c).upper() if c.isupper() else folded(c) if c.islower() else c
        for c in unicodedata.normalize("NFC", text)
    )


def _number(question: Question, answer: object) -> Verdict:
    if isinstance(answer, int | float) and not isinstance(answer, bool) and abs(answer) < _LARGEST_NUMBER:
        answer = str(answer)
    if not isinstance(answer, str) or len(answer) > LONGEST_TEXT:
        return _refused(N_("the answer is not a number"))
    written = answer.strip()
    if not is_single_number(written):
        return _refused(N_("the answer is not a number")) if written else Verdict(Fraction(0))
    value = Decimal(decimal_text(written))
    return _best([(each.share, each.feedback) for each in question.numbers if _within(each, value)])


def _within(accepted: NumberAnswer, value: Decimal) -> bool:
    return Decimal(accepted.low) <= value <= Decimal(accepted.high)


def _best(matches: list[tuple[float, str]]) -> Verdict:
    """The match that earns most; of equals the first written."""
    if not matches:
        return Verdict(Fraction(0))
    share, feedback = max(matches, key=lambda match: match[0])
    return Verdict(Fraction(share).limit_denominator(1_000_000), _said(feedback))


def _said(feedback: str) -> tuple[str, ...]:
    return (feedback,) if feedback else ()


_BY_KIND: dict[QuestionKind, Callable[[Question, object], Verdict]] = {
    QuestionKind.SINGLE: _single,
    QuestionKind.MULTIPLE: _multiple,
    QuestionKind.TEXT: _text,
    QuestionKind.NUMBER: _number,
}
