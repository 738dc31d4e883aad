"""One's own account: how one is reached, and the devices one is signed in on."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.people import persons
from app.people import sign_in as sign_ins
from app.people.permissions import Permission, permissions_of
from app.web import here
from app.web.access import signed_in
from app.web.auth.device_words import device_words
from app.web.locales import speaking
from app.web.people.forms import OwnForm, language_choices

blueprint = Blueprint("account", __name__, url_prefix="/account")


@blueprint.get("")
@signed_in
def show() -> ResponseReturnValue:
    """Show what one may change about oneself, and the devices one is signed in on."""
    return _page(_form())


@blueprint.post("")
@signed_in
def change() -> ResponseReturnValue:
    """Change one's own language, time zone, contact and languages of test calls."""
    form = _form()
    if not form.validate():
        return _page(form), 422
    before = persons.own_details(here.actor())
    details = replace(
        before,
        language=form.language.data,
        time_zone=form.time_zone.data,
        contact=form.contact.data or "",
        spoken=tuple(form.spoken.data or ()) if form.spoken.choices else before.spoken,
    )
    persons.change_own(here.actor(), details)
    with speaking(details.language):
        flash(_("Saved."), "done")
    return redirect(url_for("account.show"))


def _form() -> OwnForm:
    own = persons.own_details(here.actor())
    form = OwnForm(obj=own)
    form.language.choices = language_choices(own.language)
    form.spoken.choices = []
    if any(Permission.ASSESS in permissions_of(roles) for roles in here.visitor().roles.values()):
        form.offer((code for client in here.visitor().clients for code in client.languages), own.spoken or ())
    return form


def _page(form: OwnForm) -> str:
    devices = sign_ins.devices(here.actor())
    this = here.visitor().person.login_id
    return render_template("auth/account.html", form=form, devices=devices, this=this, device_words=device_words)


@blueprint.post("/devices/<login_id>/end")
@signed_in
def end_device(login_id: str) -> ResponseReturnValue:
    """Sign one device out."""
    sign_ins.end_login(here.actor(), login_id)
    flash(_("That device is signed out."), "done")
    return redirect(url_for("account.show"))


@blueprint.post("/devices/end")
@signed_in
def end_every_device() -> ResponseReturnValue:
    """Sign out everywhere, here too."""
    sign_ins.end_every_login(here.actor().number, by=here.actor())
    flash(_("You are signed out everywhere."), "done")
    return redirect(url_for("auth.sign_in"))
