"""The form of news: a few lines, perhaps one question with the answers to choose from."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.ids import ID_LENGTH, new_id
from app.news.queries import NewsFacts
from app.news.rules import (
    LONGEST_CHOICE,
    LONGEST_EXPLANATION,
    LONGEST_QUESTION,
    LONGEST_TITLE,
    LONGEST_WORDS,
    MOST_CHOICES,
    Draft,
)
from app.web.days import DayField
from app.web.numbers import LARGEST_NUMBER


class NewsForm(FlaskForm):
    """News to be written."""

    token = HiddenField()
    title = StringField(
        _l("Title"), validators=[InputRequired(_l("Give the news a title.")), Length(max=LONGEST_TITLE)]
    )
    words = TextAreaField(
        _l("What is new"),
        validators=[InputRequired(_l("Write what is new.")), Length(max=LONGEST_WORDS)],
        description=_l("A few lines in Markdown, as in a course: **important**, - lists, [links](blocked-cards.md)."),
    )
    last_day = DayField(
        _l("Last day"),
        validators=[Optional()],
        description=_l("After it nobody is shown the news any more. Leave it empty and they wait until read."),
    )
    question = StringField(
        _l("Question"),
        validators=[Length(max=LONGEST_QUESTION)],
        description=_l("Whoever answers it has read the news. The first answer counts."),
    )
    choice_1 = StringField(_l("Answer 1"), validators=[Length(max=LONGEST_CHOICE)])
    choice_2 = StringField(_l("Answer 2"), validators=[Length(max=LONGEST_CHOICE)])
    choice_3 = StringField(_l("Answer 3"), validators=[Length(max=LONGEST_CHOICE)])
    choice_4 = StringField(_l("Answer 4"), validators=[Length(max=LONGEST_CHOICE)])
    right = RadioField(
        _l("Which answer is right?"),
        choices=[str(number) for number in range(1, MOST_CHOICES + 1)],
        validators=[Optional()],
    )
    explanation = TextAreaField(
        _l("Why it is right"),
        validators=[Length(max=LONGEST_EXPLANATION)],
        description=_l("Everybody reads it after answering, right or wrong."),
    )

    def draft(self) -> Draft:
        """Return what was typed."""
        choices = (self.choice_1, self.choice_2, self.choice_3, self.choice_4)
        return Draft(
            title=self.title.data or "",
            words=self.words.data or "",
            question=self.question.data or "",
            choices=tuple(field.data or "" for field in choices),
            right_choice=int(self.right.data) if self.right.data in self.right.choices else 0,
            explanation=self.explanation.data or "",
            last_day=self.last_day.data,
        )

    def safe_token(self) -> str:
        """Return the form's token; a fresh one for what is none of ours."""
        token = self.token.data or ""
        return token if len(token) == ID_LENGTH and token.isascii() and token.isalnum() else new_id()

    @property
    def asks(self) -> bool:
        """Whether anything of a question is filled in."""
        draft = self.draft()
        return bool(draft.question or any(draft.choices) or draft.explanation)


class ChangeForm(NewsForm):
    """News to be changed; `seen` is the version that was there when the form was opened."""

    seen = IntegerField(
        widget=HiddenInput(), validators=[InputRequired(), NumberRange(-LARGEST_NUMBER, LARGEST_NUMBER)]
    )
    again = BooleanField(_l("Ask those who have read it to read it again"))

    def show_again(self, facts: NewsFacts) -> None:
        """Let the next press of the button replace what is there now, which the page shows beside what was typed."""
        self.seen.data, self.seen.raw_data = facts.number, None


def new_form() -> NewsForm:
    """Return an empty form, or what was sent."""
    return NewsForm(data={"token": new_id()})


def change_form(facts: NewsFacts, actor: Actor) -> ChangeForm:
    """Return the form of news as they are, or what was sent."""
    choices = {f"choice_{number}": choice for number, choice in enumerate(facts.choices, start=1)}
    return ChangeForm(
        data={
            "title": facts.title,
            "words": facts.words,
            "question": facts.question,
            "right": str(facts.right_choice) if facts.right_choice else None,
            "explanation": facts.explanation,
            "last_day": clock.day_of(facts.ends_at, actor.time_zone) if facts.ends_at else None,
            "seen": facts.number,
            **choices,
        }
    )
