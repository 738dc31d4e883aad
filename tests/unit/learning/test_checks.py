"""What an answer to a check earns, and what may be said about it."""

from __future__ import annotations

import pytest

from app.content.documents import Choice, NumberAnswer, Question, TextAnswer
from app.content.kinds import QuestionKind
from app.kernel.errors import InvalidError
from app.learning.checks import clean, look_at

SINGLE = Question(
    "s", QuestionKind.SINGLE, "Which?", 1,
    choices=(Choice("right", 1.0, "well done"), Choice("half", 0.5, "nearly"), Choice("wrong", 0.0)),
    explanation="Because.",
)  # fmt: skip
MULTIPLE = Question(
    "m", QuestionKind.MULTIPLE, "Which?", 1,
    choices=(Choice("a", 1.0, "A!"), Choice("b", 1.0, "B!"), Choice("c", 0.0, "not C")),
)  # fmt: skip
TEXT = Question(
    "t", QuestionKind.TEXT, "Say it", 1, texts=(TextAnswer("refund", 1.0), TextAnswer("cashback", 0.0, feedback="No."))
)
NUMBER = Question("n", QuestionKind.NUMBER, "How many?", 1, numbers=(NumberAnswer("14", "15", 1.0),))


@pytest.mark.parametrize(
    ("question", "answer", "share", "feedback"),
    [
        (SINGLE, 1, 1, ("well done",)),
        (SINGLE, 2, 0.5, ("nearly",)),
        (SINGLE, 3, 0, ()),
        (MULTIPLE, [2, 1], 1, ("A!", "B!")),
        (MULTIPLE, [1, 3], 0, ("A!", "not C")),
        (TEXT, " Refund ", 1, ()),
        (TEXT, "cashback", 0, ("No.",)),
        (NUMBER, "14,5", 1, ()),
        (NUMBER, "16", 0, ()),
    ],
)
def test_feedback_is_for_what_was_answered_and_nothing_else(
    question: Question, answer: object, share: float, feedback: tuple[str, ...]
) -> None:
    result = look_at(question, clean(question, answer))
    assert (result.share, result.feedback) == (share, feedback)


def test_the_explanation_waits_for_the_right_answer() -> None:
    assert look_at(SINGLE, 2).explanation == ""
    assert look_at(SINGLE, 1).explanation == "Because."


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (SINGLE, None), (SINGLE, 0), (SINGLE, 4), (SINGLE, True), (SINGLE, "1"), (SINGLE, [1]),
        (MULTIPLE, []), (MULTIPLE, [1, 1]), (MULTIPLE, ["a"]), (MULTIPLE, 1),
        (TEXT, ""), (TEXT, "  "), (TEXT, 5), (TEXT, "x" * 1001), (TEXT, "a\0b"), (TEXT, "\ud800"),
        (NUMBER, "fourteen"), (NUMBER, "1e5"), (NUMBER, None),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused(question: Question, answer: object) -> None:
    with pytest.raises(InvalidError):
        clean(question, answer)
