"""The paper of one attempt as a reader may see it: questions as shown, answers as given, the rest if allowed. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.assessment.quizzes.rules import Shown
from app.content.answers import Answer
from app.content.documents import NumberAnswer, Question
from app.content.grading import feedback_for
from app.content.kinds import QuestionKind


@dataclass(frozen=True, slots=True)
class Given:
    """The answer that stands for a question, when it was given, and on which opened page."""

    answer: Answer
    at: datetime
    page: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceShown:
    """A choice at its place, from 1. `share` (0 to 1) is None and `feedback` empty while answers may not be shown.

    `number` is its number as written, by which the server knows it. It never goes to a browser: trainers like to
    write the right one first.
    """

    position: int
    number: int
    source: str
    chosen: bool
    share: float | None = None
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question at its place, from 1. `text` is the typed answer, `points` the most it can earn;
    `saved_by_page` names the opened page that sent the answer.

    `earned` is None, and `right_answers` (of typed answers), `feedback` and `explanation` are empty, while answers may
    not be shown. Feedback to a choice stands with the choice.
    """

    number: int
    question_id: str
    kind: QuestionKind
    title: str
    body: str
    points: int
    choices: tuple[ChoiceShown, ...]
    text: str
    answered: bool
    saved_at: datetime | None
    saved_by_page: str
    marked: bool
    earned: float | None = None
    right_answers: tuple[str, ...] = ()
    feedback: tuple[str, ...] = ()
    explanation: str = ""


def sheet(
    questions: Mapping[str, Question],
    drawn: Sequence[Shown],
    given: Mapping[str, Given],
    marked: Sequence[str],
    scores: Mapping[str, float] | None,
) -> tuple[QuestionShown, ...]:
    """Return the questions of an attempt in the order shown.

    `scores` None: right answers may not be shown, and nothing of them is in what is returned.
    """
    return tuple(
        _question(number, questions[shown.question_id], shown, given.get(shown.question_id), marked, scores)
        for number, shown in enumerate(drawn, start=1)
    )


def _question(
    number: int,
    question: Question,
    shown: Shown,
    given: Given | None,
    marked: Sequence[str],
    scores: Mapping[str, float] | None,
) -> QuestionShown:
    answer = given.answer if given else None
    open_book = scores is not None
    return QuestionShown(
        number=number,
        question_id=question.id,
        kind=question.kind,
        title=question.title,
        body=question.body,
        points=question.points,
        choices=_choices(question, shown, answer, open_book),
        text=answer if isinstance(answer, str) else "",
        answered=answer is not None,
        saved_at=given.at if given else None,
        saved_by_page=given.page if given else "",
        marked=question.id in marked,
        earned=scores.get(question.id, 0.0) if scores is not None else None,
        right_answers=_right_answers(question) if open_book else (),
        feedback=feedback_for(question, answer) if open_book and not question.choices else (),
        explanation=question.explanation if open_book else "",
    )


def _choices(question: Question, shown: Shown, answer: Answer, open_book: bool) -> tuple[ChoiceShown, ...]:
    chosen = answer if isinstance(answer, list) else [answer]
    written = [(number, question.choices[number - 1]) for number in shown.choices]
    return tuple(
        ChoiceShown(
            position,
            number,
            choice.source,
            number in chosen,
            choice.share if open_book else None,
            choice.feedback if open_book else "",
        )
        for position, (number, choice) in enumerate(written, start=1)
    )


def _right_answers(question: Question) -> tuple[str, ...]:
    texts = [answer.text for answer in question.texts if answer.share == 1]
    return (*texts, *(_range(answer) for answer in question.numbers if answer.share == 1))


def _range(answer: NumberAnswer) -> str:
    return answer.low if answer.low == answer.high else f"{answer.low} – {answer.high}"
