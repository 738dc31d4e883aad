"""All clients of somebody who manages several, side by side."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.kernel import clock
from app.kernel.errors import ForbiddenError
from app.people.agreements import still_to_accept
from app.questions import queries as questions
from app.reports.side_by_side import client_cards
from app.reports.states import ALL_UNDER_WAY
from app.web import here
from app.web.access import signed_in
from app.web.cutting import cut
from app.web.learner.open_attempt import way_back_to_centre

blueprint = Blueprint("clients", __name__)


@blueprint.get("/clients")
@signed_in
def index() -> ResponseReturnValue:
    """Show how each client stands that the visitor manages, the centre last; link to those they do not manage.

    Of one whose agreements they have yet to accept no number shows. Raises ForbiddenError for who manages none.
    """
    visitor = here.visitor()
    managed = visitor.managed
    if not managed:
        raise ForbiddenError()
    actors = [visitor.actor(client.id) for client in managed]
    closed = still_to_accept([visitor.actor(client.id) for client in visitor.clients], visitor.clients)
    cards = client_cards([actor for actor in actors if actor.client_id not in closed], clock.now())
    centre = next((client for client in managed if client.is_centre and client.id not in closed), None)
    shown = cut(len(managed), request.args.get("page"))
    behind = max(cards, key=lambda client_id: cards[client_id].overdue, default="")
    return render_template(
        "manager/clients.html",
        cards=[(client, cards.get(client.id)) for client in managed[shown.first - 1 : shown.last]],
        cut=shown,
        behind=visitor.find_client(behind),
        most_overdue=cards[behind].overdue if behind else 0,
        all_under_way=ALL_UNDER_WAY,
        way_back=way_back_to_centre(visitor, closed),
        centre=centre,
        waiting=questions.waiting(visitor.actor(centre.id)) if centre else 0,
        others=[client for client in visitor.clients if client not in managed],
    )
