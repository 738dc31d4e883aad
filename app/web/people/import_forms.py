"""Forms of an import, and of a certificate earned before."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.web.days import DayField


class ImportForm(FlaskForm):
    """A file with people."""

    file = FileField(
        _l("File"),
        validators=[FileRequired(_l("Choose a file."))],
        description=_l(
            "CSV or XLSX, up to 2 MB and 12,000 rows. Nothing is written before you have seen what it does."
        ),
    )


class EarnedForm(FlaskForm):
    """A certificate earned before this program."""

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
        _l("File"),
        validators=[Length(max=300)],
        description=_l("Where a copy lies, if there is one: a folder, a document number, an address."),
    )
