"""All clients of somebody who manages several, side by side."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.kernel import clock
from app.kernel.errors import ForbiddenError
from app.people.permissions import Role
from app.reports.side_by_side import client_cards
from app.web import here
from app.web.access import signed_in
from app.web.cutting import cut

blueprint = Blueprint("clients", __name__)


@blueprint.get("/clients")
@signed_in
def index() -> ResponseReturnValue:
    """Show how each client stands that the visitor manages, the centre last; link to those they do not manage.

    Raises ForbiddenError for who manages none.
    """
    visitor = here.visitor()
    managed = [client for client in visitor.clients if Role.MANAGER in visitor.roles[client.id]]
    if not managed:
        raise ForbiddenError()
    cards = client_cards([visitor.actor(client.id) for client in managed], clock.now())
    shown = cut(len(managed), request.args.get("page"))
    behind = max(managed, key=lambda client: cards[client.id].overdue)
    return render_template(
        "manager/clients.html",
        cards=[(client, cards[client.id]) for client in managed[shown.first - 1 : shown.last]],
        cut=shown,
        behind=behind,
        most_overdue=cards[behind.id].overdue,
        others=[client for client in visitor.clients if client not in managed],
    )
