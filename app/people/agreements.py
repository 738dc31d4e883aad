"""Agreements of several clients at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from app.kernel.actor import Actor
from app.kernel.work import reading_side_by_side
from app.people.models import AgreementAcceptance
from app.people.permissions import Side
from app.people.queries import ClientFacts


def still_to_accept(actors: Sequence[Actor], clients: Iterable[ClientFacts]) -> frozenset[str]:
    """Return those of `clients`, by id, of which nothing shows before the person accepts their agreements.

    `actors` are that person in the scope of each; the client's own people accept none. One statement.
    """
    bound = {actor.client_id: actor for actor in actors if actor.side == Side.CENTRE}
    asked = {client.id: client.agreements for client in clients if client.agreements and client.id in bound}
    if not asked:
        return frozenset()
    own = select(AgreementAcceptance.client_id, AgreementAcceptance.agreement).where(
        AgreementAcceptance.person_id == actors[0].number
    )
    with reading_side_by_side([bound[client_id] for client_id in asked]) as session:
        accepted = {(client_id, name) for client_id, name in session.execute(own)}
    return frozenset(key for key, names in asked.items() if any((key, name) not in accepted for name in names))
