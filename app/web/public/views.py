"""The front door."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.kernel import clock
from app.people.agreements import still_to_accept
from app.web import here
from app.web.access import signed_in
from app.web.learner.open_attempt import way_back_to_centre
from app.web.public.client_words import client_words

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@signed_in
def start() -> ResponseReturnValue:
    """Go to the one client, to all side by side for who manages several, or let the person choose among theirs.

    Each of these is shown with what tells the person where to go first.
    """
    visitor = here.visitor()
    own = [client for client in visitor.clients if not client.is_centre] or list(visitor.clients)
    if len(visitor.managed) > 1:
        return redirect(url_for("clients.index"))
    if len(own) == 1:
        return redirect(url_for("start.show", client=own[0].id))
    if not own and visitor.person.is_administrator:
        return redirect(url_for("admin.start"))
    closed = still_to_accept([visitor.actor(client.id) for client in visitor.clients], visitor.clients)
    return render_template(
        "public/start.html",
        own=visitor.clients,
        words=client_words(visitor, closed, clock.now()) if visitor.clients else {},
        way_back=way_back_to_centre(visitor, closed),
    )
