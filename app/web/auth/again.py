"""The sign-in page for somebody whose form was not taken: it carries what they typed until they are signed in."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.web.auth.forms import SignInForm
from app.web.ours import from_our_page
from app.web.unsent import Unsent, unsealed


def sign_in_first(given: Unsent) -> ResponseReturnValue:
    """Ask for name and password before what was typed can be sent."""
    return render_template("auth/sign_in.html", form=SignInForm(formdata=None, unsent=given.sealed())), 403


def offer(given: Unsent) -> str:
    """Show what was typed to whoever has just signed in; with a button that sends it, if it is known to be theirs."""
    somebody = current_user.person
    return render_template("auth/unsent.html", given=given, name=somebody.name, person_id=somebody.person_id)


def sign_in_anew(problem: str) -> ResponseReturnValue:
    """Show the sign-in page again whose token was refused: reloaded after the sign-in, or open for too long."""
    form = SignInForm() if from_our_page() else SignInForm(formdata=None)
    given = unsealed(form.unsent.data)
    if given is not None and current_user.is_authenticated and given.is_of(current_user.person.person_id):
        return offer(given), 200
    return render_template("auth/sign_in.html", form=form, problem=problem), 400
