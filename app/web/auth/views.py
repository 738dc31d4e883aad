"""Signing in and out."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user

from app.kernel.errors import DeclinedError
from app.people import sign_in as sign_ins
from app.web.access import public
from app.web.auth.account import load_account
from app.web.auth.again import offer
from app.web.auth.forms import SIGNS_IN_AS, SignInForm
from app.web.locales import keep_language, select_language
from app.web.ours import safe_next
from app.web.people.forms import language_choices
from app.web.refusals import headers_of
from app.web.unsent import WHOSE, unsealed

blueprint = Blueprint("auth", __name__)
blueprint.add_app_template_global(language_choices, "language_choices")


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """Ask for name and password; `?language=` chooses in which language, for this browser."""
    keep_language(request.args.get("language", ""))
    form = SignInForm(next=request.args.get("next", ""), name=session.pop(SIGNS_IN_AS, ""))
    if current_user.is_authenticated and request.method == "GET":
        return redirect(safe_next(form.next.data) or url_for("home.start"))
    if not form.validate_on_submit():
        return render_template("auth/sign_in.html", form=form), 422 if form.is_submitted() else 200
    try:
        token = sign_ins.sign_in(
            form.name.data,
            form.password.data,
            address=request.remote_addr or "",
            device=request.user_agent.string,
            length=current_app.extensions["readyline.settings"].login_length,
        )
    except DeclinedError as refusal:
        problem = refusal.text(_)
        return render_template("auth/sign_in.html", form=form, problem=problem), refusal.status, headers_of(refusal)
    _begin(token)
    given = unsealed(form.unsent.data)
    if given is None:
        return redirect(safe_next(form.next.data) or url_for("home.start"))
    if given.is_of(current_user.person.person_id):
        return offer(given)
    flash(_("Somebody else had typed something here. It was not sent."), "note")
    return redirect(url_for("home.start"))


def _begin(token: str) -> None:
    """Begin a session that has nothing of the one before, the token of its forms included."""
    session.clear()
    g.pop("csrf_token", None)
    login_user(load_account(token))
    session[WHOSE] = current_user.person.person_id


@blueprint.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    """End this sign-in."""
    language = select_language()
    if current_user.is_authenticated:
        sign_ins.end_login(current_user.visitor.outside(), current_user.person.login_id)
    logout_user()
    session.clear()
    keep_language(language)
    flash(_("You are signed out."), "done")
    return redirect(url_for("auth.sign_in"))
