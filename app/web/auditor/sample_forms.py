"""The form with which a sample is drawn."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

from app.kernel.ids import ID_LENGTH, new_id
from app.reports.sample_rules import LEAST, LONGEST_SEED, MOST, SampleKind, WantedSample
from app.web.days import DayField

SEED_BYTES = 8
LATELY = timedelta(days=30)
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
    until = DayField(_l("To"), validators=[InputRequired(_l("Choose the last day."))])
    seed = StringField(
        _l("Seed"),
        validators=[Length(max=LONGEST_SEED)],
        description=_l(
            "Leave it empty for a new one, or write your own, from dice for instance. "
            "The same seed draws the same sample again."
        ),
    )

    def wanted(self) -> WantedSample:
        """Return what was chosen; without a seed a new one is made, which nobody could know before."""
        seed = " ".join((self.seed.data or "").split()) or secrets.token_hex(SEED_BYTES)
        return WantedSample(SampleKind(self.kind.data), self.since.data, self.until.data, self.size.data, seed)

    def safe_token(self) -> str:
        """Return the form's token; a fresh one for what is none of ours."""
        token = self.token.data or ""
        return token if len(token) == ID_LENGTH and token.isascii() and token.isalnum() else new_id()


def sample_form(today: date) -> SampleForm:
    """Return the form for the last thirty days, or what was sent."""
    first = {"kind": SampleKind.CALLS.value, "size": 10, "since": today - LATELY, "until": today, "token": new_id()}
    return SampleForm(data=first)
