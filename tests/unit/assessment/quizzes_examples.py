"""Small quizzes for the tests of rules."""

from __future__ import annotations

from typing import Any

from app.content.documents import Choice, Pool, Question, QuizDocument, TextAnswer
from app.content.kinds import Kind, QuestionKind


def single(question_id: str, choices: int = 3, points: int = 1) -> Question:
    """A single choice whose first choice is right."""
    shares = [1.0] + [0.0] * (choices - 1)
    return Question(
        id=question_id,
        kind=QuestionKind.SINGLE,
        title=f"Which of these, {question_id}?",
        line=1,
        points=points,
        choices=tuple(Choice(f"choice {number}", share) for number, share in enumerate(shares, start=1)),
    )


def multiple(question_id: str) -> Question:
    """A multiple choice of four."""
    return Question(
        id=question_id,
        kind=QuestionKind.MULTIPLE,
        title="Which ones?",
        line=1,
        choices=tuple(Choice(f"choice {number}", float(number % 2)) for number in range(4)),
    )


def text(question_id: str, kind: QuestionKind = QuestionKind.TEXT) -> Question:
    """A short text, or a number."""
    return Question(id=question_id, kind=kind, title="What?", line=1, texts=(TextAnswer("refund", 1.0),))


def quiz(*pools: tuple[int, int], **settings: Any) -> QuizDocument:
    """A quiz with pools of (draw, number of questions)."""
    return QuizDocument(
        path="nordbank/card-line/final-exam.md",
        name="final-exam",
        kind=Kind.QUIZ,
        title="Final exam",
        pools=tuple(
            Pool(f"Pool {index}", draw, tuple(single(f"p{index}-{number}") for number in range(count)))
            for index, (draw, count) in enumerate(pools)
        ),
        **settings,
    )
