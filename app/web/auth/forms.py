"""Forms of signing in."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from app.people.service import SHORTEST_PASSWORD

SIGNS_IN_AS = "signs_in_as"
"""In the session of a browser in which a password was chosen just now: the sign-in name, to be shown once."""


class SignInForm(FlaskForm):
    """Name and password; `next` is where to go on to, `unsent` what was typed when the sign-in had ended."""

    name = StringField(_l("Sign-in name"), validators=[InputRequired(_l("Enter your sign-in name.")), Length(max=254)])
    password = PasswordField(_l("Password"), validators=[InputRequired(_l("Enter your password.")), Length(max=1000)])
    next = HiddenField()
    unsent = HiddenField()


class PasswordForm(FlaskForm):
    """A new password, typed twice."""

    password = PasswordField(
        _l("New password"),
        validators=[
            InputRequired(_l("Choose a password.")),
            Length(
                min=SHORTEST_PASSWORD,
                max=1000,
                message=_l("A password needs %(least)d characters or more.", least=SHORTEST_PASSWORD),
            ),
        ],
    )
    again = PasswordField(
        _l("The same once more"),
        validators=[EqualTo("password", _l("The two are not the same. Type both again."))],
    )


class ForgottenForm(FlaskForm):
    """By which name somebody signs in who forgot the password."""

    name = StringField(_l("Sign-in name"), validators=[InputRequired(_l("Enter your sign-in name.")), Length(max=254)])
