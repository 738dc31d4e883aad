"""The form of one check: which question it is for, and the answer as data."""

from __future__ import annotations

from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from app.content.documents import ModuleDocument, Question
from app.kernel.errors import NotFoundError
from app.kernel.messages import N_
from app.web.learner.controls import NO_SUCH_CHOICE, sent_answer


@dataclass
class CheckForm:
    """An answer that was sent. `number` is the question's place in its module, from 1; `problem` what is wrong."""

    question: Question
    number: int
    values: list[str]
    problem: str = ""

    @classmethod
    def sent(cls, module: ModuleDocument, form: MultiDict[str, str]) -> CheckForm:
        """Read what was sent. Raises NotFoundError if the module has no such question (any more)."""
        for number, question in enumerate(module.questions, start=1):
            if question.id == form.get("question"):
                return cls(question, number, form.getlist("answer"))
        raise NotFoundError(N_("This question is not in the module any more. Reload the page."))

    @property
    def answer(self) -> object:
        """The answer in the form of content-language.md, 'Answers as data'; None for none."""
        return sent_answer(self.question.kind, self.values, _number)


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 4 else NO_SUCH_CHOICE
