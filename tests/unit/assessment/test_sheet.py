"""The paper of an attempt: what a reader gets, and what stays on the server."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime

import pytest

from app.assessment.quizzes.rules import Shown
from app.assessment.quizzes.sheet import Given, QuestionShown, sheet
from app.content.answers import Answer
from app.content.documents import NumberAnswer, Question, TextAnswer
from app.content.kinds import QuestionKind
from tests.unit.assessment.quizzes_examples import multiple, single, text

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
CHOICE = replace(single("c"), explanation="secret: policy")
TICKS = multiple("m")
WORD = replace(text("t"), texts=(TextAnswer("refund", 1.0, feedback="secret: yes"), TextAnswer("secret", 0.5)))
NUMBER = Question("n", QuestionKind.NUMBER, "How many?", 1, numbers=(NumberAnswer("5", "7", 1.0),))


def shown(
    question: Question, answer: Answer, scores: dict[str, float] | None, choices: tuple[int, ...] = ()
) -> QuestionShown:
    given = {question.id: Given(answer, NOON, "page")} if answer is not None else {}
    return sheet({question.id: question}, [Shown(question.id, choices)], given, [], scores)[0]


def test_choices_stand_where_they_were_shown_and_the_chosen_one_is_found_by_its_number() -> None:
    question = shown(CHOICE, 1, None, (3, 1, 2))
    assert [(choice.position, choice.number, choice.chosen) for choice in question.choices] == [
        (1, 3, False),
        (2, 1, True),
        (3, 2, False),
    ]
    assert [choice.chosen for choice in shown(TICKS, [2, 4], None, (4, 3, 2, 1)).choices] == [True, False, True, False]


@pytest.mark.parametrize(
    ("question", "answer", "choices"),
    [(CHOICE, 1, (1, 2, 3)), (TICKS, [2], (1, 2, 3, 4)), (WORD, "refund", ()), (NUMBER, "6", ()), (WORD, None, ())],
)
def test_a_closed_sheet_holds_nothing_of_what_is_right(
    question: Question, answer: Answer, choices: tuple[int, ...]
) -> None:
    closed = shown(question, answer, None, choices)
    assert "secret" not in str(asdict(closed))
    assert (closed.earned, closed.right_answers, closed.feedback) == (None, (), ())
    assert {choice.share for choice in closed.choices} <= {None}


def test_an_open_sheet_says_what_was_right_and_why() -> None:
    assert shown(CHOICE, 2, {"c": 0.0}, (1, 2, 3)).explanation == "secret: policy"
    word = shown(WORD, "refund", {"t": 1.0})
    assert (word.earned, word.right_answers, word.feedback) == (1.0, ("refund",), ("secret: yes",))
    assert shown(NUMBER, None, {}).right_answers == ("5 – 7",)
    assert shown(NUMBER, None, {}).earned == 0.0
