"""The form of an attempt: what stands in its fields, and the answers that come back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.assessment.quizzes.queries import AttemptSheet, QuestionShown
from app.kernel.errors import InvalidError
from app.kernel.ids import new_id
from app.web.learner.controls import CONTROLS, NO_SUCH_CHOICE, sent_answer


@dataclass(frozen=True, slots=True)
class Field:
    """One question on the page. `before` is the answer as the page was made: what equals it was not touched here."""

    question: QuestionShown
    chosen: frozenset[str]
    text: str
    before: str
    problem: str

    @property
    def name(self) -> str:
        """The name of its controls: by place, never by id."""
        return f"q{self.question.number}"

    @property
    def kind(self) -> str:
        """How it is answered: by `radio`, `checkbox`, `text` or `number`."""
        return CONTROLS[self.question.kind]


class AnswerForm:
    """The fields of an attempt's page, filled from what is saved or, once `sent`, from what was typed.

    Choices are named by the place where they are shown. A whole page that is sent holds old answers too: one that
    was not touched on it counts only if nothing newer was saved from elsewhere, say from a second tab.
    """

    def __init__(self, sheet: AttemptSheet, sent: MultiDict[str, str] | None = None) -> None:
        self._sheet = sheet
        self._sent = sent
        self.page = sent.get("page", "") if sent is not None else new_id()

    def fields(self, refused: Mapping[str, InvalidError] | None = None) -> list[Field]:
        """Return the fields in order, with what is wrong beside each."""
        problems = refused or {}
        return [self._field(question, problems.get(question.question_id)) for question in self._sheet.questions]

    def _field(self, question: QuestionShown, problem: InvalidError | None) -> Field:
        chosen = frozenset(str(choice.position) for choice in question.choices if choice.chosen)
        text = question.text
        if self._sent is not None and str(question.number) in self._sent.getlist("shown"):
            values = self._sent.getlist(f"q{question.number}")
            chosen, text = frozenset(values), values[0] if values else ""
        before = _as_text(question)
        words = problem.text(_) if problem else ""
        return Field(question, chosen, text, before, words)

    def shows(self, number: int) -> bool:
        """Tell whether what was sent holds the question shown as `number`."""
        return self._sent is not None and str(number) in self._sent.getlist("shown")

    def answers(self) -> dict[str, object]:
        """Return the answers sent, as data by question id; those that were not touched are left out."""
        if self._sent is None:
            return {}
        shown = {number for number in self._sent.getlist("shown") if number.isdecimal()}
        found: dict[str, object] = {}
        for question in self._sheet.questions:
            if str(question.number) in shown and not self._is_stale(question):
                found[question.question_id] = self._answer(question)
        return found

    def _is_stale(self, question: QuestionShown) -> bool:
        assert self._sent is not None
        values = self._sent.getlist(f"q{question.number}")
        untouched = ",".join(values) == self._sent.get(f"before{question.number}")
        return untouched and question.saved_by_page != self.page

    def _answer(self, question: QuestionShown) -> object:
        assert self._sent is not None
        values = self._sent.getlist(f"q{question.number}")
        numbers = {str(choice.position): choice.number for choice in question.choices}
        return sent_answer(question.kind, values, lambda value: numbers.get(value, NO_SUCH_CHOICE))


def _as_text(question: QuestionShown) -> str:
    if question.choices:
        return ",".join(str(choice.position) for choice in question.choices if choice.chosen)
    return question.text
