"""Who may search, and what for them is in the knowledge base."""

from __future__ import annotations

from app.kernel.actor import Actor
from app.people import queries as people
from app.people.permissions import Permission, Side


def may_search(actor: Actor) -> bool:
    """Tell whether the actor may read this client's content now: the permission, and every agreement accepted.

    The program itself (a command at the terminal) accepts nothing and may; so may the client's own people, whose
    content it is.
    """
    if not actor.may(Permission.READ):
        return False
    if actor.person_id is None or actor.side == Side.CLIENT:
        return True
    client = people.find_client(actor.client_id)
    return client is not None and not people.missing_agreements(actor, client)
