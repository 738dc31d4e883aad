"""Forms of questions: asking about a paragraph, answering."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, IntegerField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import HiddenInput

from app.content.documents import Section
from app.content.paragraphs import paragraphs_of
from app.kernel.ids import ID_LENGTH, new_id
from app.questions.queries import QuestionFacts
from app.questions.rules import LONGEST_ANSWER, LONGEST_QUESTION
from app.web.numbers import LARGEST_NUMBER

QUOTED = 240
"""Characters of a paragraph that is offered; enough to know it by."""


class AskForm(FlaskForm):
    """A question about a section, or a paragraph of it."""

    token = HiddenField()
    section = HiddenField()
    paragraph = RadioField(_l("What do you ask about?"), validate_choice=False)
    words = TextAreaField(
        _l("Your question"),
        validators=[InputRequired(_l("Write your question first.")), Length(max=LONGEST_QUESTION)],
    )

    def safe_token(self) -> str:
        """Return the form's token; a fresh one for what is none of ours."""
        token = self.token.data or ""
        return token if len(token) == ID_LENGTH and token.isascii() and token.isalnum() else new_id()


class AnswerForm(FlaskForm):
    """An answer; `seen` is the number of the one that stood there when the form was opened."""

    seen = IntegerField(
        widget=HiddenInput(), validators=[InputRequired(), NumberRange(-LARGEST_NUMBER, LARGEST_NUMBER)]
    )
    words = TextAreaField(
        _l("Answer"),
        validators=[InputRequired(_l("Write the answer first.")), Length(max=LONGEST_ANSWER)],
        description=_l("In Markdown, as in a course. It stays at the paragraph for the next reader."),
    )
    private = BooleanField(_l("Only for the one who asked; it does not stay at the paragraph"))


def ask_form(section: Section, mark: str) -> AskForm:
    """Return an empty form, or what was sent. `mark` is the paragraph to begin with, '' for the whole section."""
    paragraphs = {one.mark: one.words for one in paragraphs_of(section.source)}
    form = AskForm(data={"token": new_id(), "section": section.anchor, "paragraph": mark if mark in paragraphs else ""})
    offered = [(mark, _short(words)) for mark, words in paragraphs.items()]
    form.paragraph.choices = [("", _("The whole section")), *offered]
    return form


def answer_form(question: QuestionFacts) -> AnswerForm:
    """Return the form with the answer that stands there, or what was sent."""
    answer = question.answer
    return AnswerForm(
        data={
            "seen": answer.number if answer else 0,
            "words": answer.words if answer else "",
            "private": answer.is_private if answer else False,
        }
    )


def _short(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= QUOTED else f"{one_line[:QUOTED].rstrip()} …"
