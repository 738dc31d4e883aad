"""Agreements of several clients at once."""

from __future__ import annotations

from sqlalchemy import select

from app.kernel.work import reading_side_by_side
from app.people.models import AgreementAcceptance
from app.people.permissions import Side
from app.people.queries import Visitor


def still_to_accept(visitor: Visitor) -> frozenset[str]:
    """Return the clients, by id, of which nothing shows before the visitor accepts their agreements; one statement.

    The client's own people accept none.
    """
    bound = (client for client in visitor.clients if visitor.sides[client.id] == Side.CENTRE)
    asked = {client.id: client.agreements for client in bound if client.agreements}
    if not asked:
        return frozenset()
    statement = select(AgreementAcceptance.client_id, AgreementAcceptance.agreement).where(
        AgreementAcceptance.person_id == visitor.person.person_id
    )
    with reading_side_by_side([visitor.actor(client_id) for client_id in asked]) as session:
        accepted = {(client_id, name) for client_id, name in session.execute(statement)}
    return frozenset(key for key, names in asked.items() if any((key, name) not in accepted for name in names))
