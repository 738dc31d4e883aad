"""How the questions of quizzes and modules are answered on a page: by which control, and how what is sent is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.content.kinds import QuestionKind

CONTROLS = {
    QuestionKind.SINGLE: "radio",
    QuestionKind.MULTIPLE: "checkbox",
    QuestionKind.TEXT: "text",
    QuestionKind.NUMBER: "number",
}
NO_SUCH_CHOICE = 0
"""What stands for a value that no choice has; the service refuses it with its own words."""


def sent_answer(kind: QuestionKind, values: Sequence[str], number: Callable[[str], int]) -> object:
    """Return the values sent for a question in the form of content-language.md, 'Answers as data'.

    `number` reads the value of a choice. Nothing sent is None, and [] where several may be ticked.
    """
    if kind is QuestionKind.MULTIPLE:
        return [number(value) for value in values]
    if not values:
        return None
    return number(values[0]) if kind is QuestionKind.SINGLE else values[0]
