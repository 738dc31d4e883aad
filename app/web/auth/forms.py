"""Forms of signing in."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length


class SignInForm(FlaskForm):
    """Name and password; `next` is where to go on to, `unsent` what was typed when the sign-in had ended."""

    name = StringField(_l("Sign-in name"), validators=[InputRequired(_l("Enter your sign-in name.")), Length(max=254)])
    password = PasswordField(_l("Password"), validators=[InputRequired(_l("Enter your password.")), Length(max=1000)])
    next = HiddenField()
    unsent = HiddenField()
