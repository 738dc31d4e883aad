"""The form with which a sample is drawn."""

from __future__ import annotations

from datetime import date, timedelta

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

from app.kernel.ids import ID_LENGTH, new_id
from app.reports.sample_rules import LEAST, LONGEST_SEED, MOST, SampleKind, WantedSample
from app.web.days import DayField

LATELY = timedelta(days=29)
"""The period that the form offers; any other can be chosen."""


class SampleForm(FlaskForm):
    """What is to be drawn, and how many."""

    token = HiddenField()
    kind = RadioField(
        _l("What to draw from"),
        choices=[
            SelectChoice(SampleKind.CALLS.value, _l("Live test calls")),
            SelectChoice(SampleKind.CERTIFICATES.value, _l("Certificates")),
        ],
    )
    size = IntegerField(
        _l("How many"),
        validators=[
            InputRequired(_l("Say how many to draw.")),
            NumberRange(LEAST, MOST, _l("Draw from %(min)s to %(max)s at once.")),
        ],
        description=_l("From 1 to 50."),
    )
    since = DayField(_l("From"), validators=[InputRequired(_l("Choose the first day."))])
    until = DayField(
        _l("To"),
        validators=[InputRequired(_l("Choose the last day."))],
        description=_l("Yesterday at the latest: only days that are over can be drawn from."),
    )
    seed = StringField(
        _l("Seed"),
        validators=[Length(max=LONGEST_SEED)],
        description=_l(
            "Leave it empty for a new one, or write your own, from dice for instance. "
            "The same seed draws the same sample again."
        ),
    )

    def wanted(self) -> WantedSample:
        """Return what was chosen; where no seed was typed the program makes one, which nobody could know before."""
        seed = " ".join((self.seed.data or "").split())
        return WantedSample(SampleKind(self.kind.data), self.since.data, self.until.data, self.size.data, seed)

    def safe_token(self) -> str:
        """Return the form's token; a fresh one for what is none of ours."""
        token = self.token.data or ""
        return token if len(token) == ID_LENGTH and token.isascii() and token.isalnum() else new_id()


def sample_form(last: date) -> SampleForm:
    """Return the form for the thirty days up to `last`, or what was sent."""
    first = {"kind": SampleKind.CALLS.value, "size": 10, "since": last - LATELY, "until": last, "token": new_id()}
    return SampleForm(data=first)
