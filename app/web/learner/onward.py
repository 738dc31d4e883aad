"""From the centre, when its course is done, on to the clients for whom the person works."""

from __future__ import annotations

from app.people.permissions import Permission
from app.people.queries import ClientFacts
from app.web import here


def clients_beyond() -> list[ClientFacts]:
    """Return, at the centre, the visitor's own clients at which they learn; at a client none."""
    if not here.client().is_centre:
        return []
    visitor = here.visitor()
    return [
        client for client in visitor.clients if not client.is_centre and visitor.actor(client.id).may(Permission.LEARN)
    ]
