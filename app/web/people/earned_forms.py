"""The form of a certificate earned before."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.certification.papers import LARGEST_PAPER, Paper, read_paper
from app.kernel.errors import InvalidError
from app.web.days import DayField
from app.web.people.words import refusal_words


class EarnedForm(FlaskForm):
    """A certificate earned before this program. `read` is its paper, once the form is validated and if one came."""

    read: Paper | None = None

    course = SelectField(_l("Course"), validators=[InputRequired(_l("Choose a course."))])
    earned_on = DayField(
        _l("Earned on"), validators=[InputRequired(_l("Enter the day on its paper, as in 2025-11-23."))]
    )
    until = DayField(
        _l("Holds until"),
        validators=[Optional()],
        description=_l("Leave it empty and the course's own rule counts, from the day it was earned."),
    )
    covers = SelectMultipleField(
        _l("Earned for"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        description=_l("The channels and languages in which it lets them take calls."),
        validate_choice=False,
    )
    proof = StringField(
        _l("Evidence"),
        validators=[InputRequired(_l("Say how one knows.")), Length(max=500)],
        description=_l("How one knows: the number of the paper, who tested, where it is kept."),
    )
    file = StringField(
        _l("Where it lies"),
        validators=[Length(max=300)],
        description=_l("If it is kept somewhere else: a folder, a document number, an address."),
    )
    paper = FileField(
        _l("Scan or photo of the paper"),
        description=_l(
            "PDF, PNG or JPEG, up to 5 MB. It is kept with the certificate, for everybody who may see the certificate."
        ),
    )

    def validate_paper(self, field: FileField) -> None:
        """Read the file, if one was chosen."""
        if not field.data:
            return
        try:
            self.read = read_paper(field.data.filename or "", field.data.read(LARGEST_PAPER + 1))
        except InvalidError as refusal:
            raise ValidationError(refusal_words(refusal)) from None
