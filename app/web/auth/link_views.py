"""Choosing a password by a one-time link, and asking for such a link by mail."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_timedelta
from flask_babel import gettext as _

from app.kernel import clock
from app.kernel.errors import DeclinedError
from app.people import invitations
from app.people.errors import LinkOverError
from app.people.invitations import LinkFacts
from app.web.access import public
from app.web.auth.forms import SIGNS_IN_AS, ForgottenForm, PasswordForm
from app.web.locales import keep_language, speaking
from app.web.people.letters import link_letter
from app.web.people.words import refusal_words
from app.web.refusals import headers_of

blueprint = Blueprint("links", __name__)


@blueprint.route("/welcome/<token>", methods=["GET", "POST"])
@public
def show(token: str) -> ResponseReturnValue:
    """Let the person of a link choose a password, in their own language.

    Looking does not use the link up: programs of mail look too.
    """
    link = invitations.find_link(token)
    if link is None:
        keep_language(request.args.get("language", ""))
        return _over()
    with speaking(link.language):
        return _choose(token, link)


def _choose(token: str, link: LinkFacts) -> ResponseReturnValue:
    form = PasswordForm()
    if not form.validate_on_submit():
        return _page(form, link), 422 if form.is_submitted() else 200
    try:
        signs_in = invitations.use_link(token, form.password.data)
    except LinkOverError:
        return _over()
    except DeclinedError as refusal:
        return _page(form, link, refusal_words(refusal)), refusal.status
    session.clear()
    keep_language(link.language)
    session[SIGNS_IN_AS] = signs_in
    flash(_("Your password is set. Sign in with it as %(name)s.", name=signs_in), "done")
    return redirect(url_for("auth.sign_in"))


def _page(form: PasswordForm, link: LinkFacts, problem: str = "") -> str:
    return render_template(
        "auth/welcome.html",
        form=form,
        link=link,
        left=format_timedelta(link.expires_at - clock.now()),
        problem=problem,
    )


def _over() -> tuple[str, int]:
    return render_template("auth/link_over.html"), LinkOverError.status


@blueprint.route("/forgotten", methods=["GET", "POST"])
@public
def forgotten() -> ResponseReturnValue:
    """Mail a link to whoever signs in so. The answer is the same whether or not anybody does."""
    form = ForgottenForm()
    letter = link_letter()
    if letter is None or not form.validate_on_submit():
        page = render_template("auth/forgotten.html", form=form, mailed=letter is not None)
        return page, 422 if letter is not None and form.is_submitted() else 200
    try:
        invitations.forgotten(form.name.data, address=request.remote_addr or "", letter=letter)
    except DeclinedError as refusal:
        page = render_template("auth/forgotten.html", form=form, mailed=True, problem=refusal_words(refusal))
        return page, refusal.status, headers_of(refusal)
    return redirect(url_for("links.asked"))


@blueprint.get("/forgotten/asked")
@public
def asked() -> ResponseReturnValue:
    """Say what happens now, to everybody the same."""
    return render_template("auth/forgotten_asked.html")
