"""One's own account: the devices one is signed in on."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.people import sign_in as sign_ins
from app.web import here
from app.web.access import signed_in

blueprint = Blueprint("account", __name__, url_prefix="/account")


@blueprint.get("")
@signed_in
def show() -> ResponseReturnValue:
    """List the devices one is signed in on."""
    return render_template(
        "auth/account.html", devices=sign_ins.devices(here.actor()), this=here.visitor().person.login_id
    )


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
