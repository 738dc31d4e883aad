"""What is said of each client to somebody who works for several, so that they see where to go first."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from app.people.permissions import Permission, Role
from app.people.queries import Visitor
from app.reports.side_by_side import ClientCard, client_cards, waiting_of_each


def client_words(visitor: Visitor, closed: frozenset[str], moment: datetime) -> dict[str, str]:
    """Return a short line for each client where the visitor teaches, assesses, manages or audits, by the client's id.

    Five statements at most, whatever the number of clients: the cards of the manager's page for those who see
    everybody there, and the queue for those who assess without. Of the clients in `closed`, by id, whose agreements
    they have yet to accept, nothing else is said.
    """
    actors = [visitor.actor(client.id) for client in visitor.clients if client.id not in closed]
    seeing = [actor for actor in actors if actor.may(Permission.SEE_EVERYBODY)]
    assessing = [
        actor
        for actor in actors
        if actor.may(Permission.ASSESS) and actor not in seeing and actor.client_id != visitor.centre_id
    ]
    cards = client_cards(seeing, moment)
    waiting = waiting_of_each(assessing) if assessing else {}
    said = {client_id: _card_words(card, visitor.roles[client_id]) for client_id, card in cards.items()}
    said |= {client_id: _waiting_words(people) for client_id, people in waiting.items()}
    return said | dict.fromkeys(closed, _("Its agreements are to be accepted first"))


def _card_words(card: ClientCard, roles: frozenset[Role]) -> str:
    """Say how many are cleared, and to all but auditors, who only look, how many are late and wait for a call."""
    said = []
    if card.cleared:
        said.append(_("%(cleared)d of %(all)d cleared", cleared=card.cleared.cleared, all=card.cleared.total))
    if card.overdue and roles - {Role.AUDITOR}:
        said.append(ngettext("%(num)d is overdue", "%(num)d are overdue", card.overdue))
    if card.cleared and roles - {Role.AUDITOR}:
        said.append(_waiting_words(card.waiting))
    return " · ".join(said)


def _waiting_words(people: int) -> str:
    if not people:
        return _("Nobody waits for a call")
    return ngettext("%(num)d person waits for a call", "%(num)d people wait for a call", people)
