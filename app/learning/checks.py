"""Looking at the answer to a check: what it earned and what may be said about it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.content import answers
from app.content.documents import Question
from app.content.grading import verdict
from app.kernel.clock import A_MOMENT
from app.kernel.errors import InvalidError
from app.kernel.messages import N_
from app.learning.facts import GivenAnswer


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What an answer earned, and the Markdown to show with it.

    `share` is the part of the points, 0 to 1. `feedback` belongs to what was answered and to nothing else;
    `explanation` is there only once the answer is fully right, because it may give the right answer away.
    """

    share: float
    feedback: tuple[str, ...]
    explanation: str

    @property
    def is_right(self) -> bool:
        """Whether the answer earned all points."""
        return self.share == 1


def clean(question: Question, answer: object) -> int | list[int] | str:
    """Return the answer in its one form. Raises InvalidError for none, or for one the question does not take.

    A quiz keeps what was typed for a number and takes a choice named twice for one; a check says what is wrong.
    """
    given = answers.clean(question, answer)
    if given is None:
        raise InvalidError(N_("Give an answer first."))
    unreadable = verdict(question, answer).unreadable
    if unreadable:
        raise InvalidError(unreadable)
    return given


def look_at(question: Question, answer: object) -> CheckResult:
    """Return what an answer earned."""
    found = verdict(question, answer)
    return CheckResult(float(found.share), found.feedback, question.explanation if found.share == 1 else "")


def is_sent_again(answer: object, share: float, last: GivenAnswer | None, moment: datetime) -> bool:
    """Tell whether an answer that earns this share of the points is the person's `last` one, sent again."""
    return last is not None and (last.answer, last.share) == (answer, share) and moment - last.at < A_MOMENT
