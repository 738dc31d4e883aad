"""How these pages say things: roles, sides, refusals; and what narrows a list, in words."""

from __future__ import annotations

from collections.abc import Collection

from flask_babel import gettext as _

from app.kernel.actor import Actor
from app.kernel.errors import ReadylineError
from app.people.leaving import Elsewhere, elsewhere
from app.people.permissions import Role, Side
from app.people.power import Held


def role_words(role: str) -> str:
    """Return a role in the reader's language."""
    names = {
        Role.OPERATOR.value: _("Operator"),
        Role.TEAM_LEADER.value: _("Team leader"),
        Role.SUPERVISOR.value: _("Supervisor"),
        Role.TRAINER.value: _("Trainer"),
        Role.MANAGER.value: _("Manager"),
        Role.AUDITOR.value: _("Auditor"),
    }
    return str(names.get(role, role))


def roles_words(roles: Collection[Role]) -> str:
    """Return the people who hold any of these roles, in the order of the roles: 'trainers, managers'."""
    names = {
        Role.OPERATOR: _("operators"),
        Role.TEAM_LEADER: _("team leaders"),
        Role.SUPERVISOR: _("supervisors"),
        Role.TRAINER: _("trainers"),
        Role.MANAGER: _("managers"),
        Role.AUDITOR: _("auditors"),
    }
    return ", ".join(names[role] for role in Role if role in roles)


def held_words(role: str, side: str) -> str:
    """Return a role with its side where that is not the usual one: 'Supervisor (of the client)'.

    An auditor's is always said: most are of the client, and one of the centre is easily taken for one of them.
    """
    if side == Side.CLIENT:
        return str(_("%(role)s (of the client)", role=role_words(role)))
    if role == Role.AUDITOR:
        return str(_("%(role)s (of the centre)", role=role_words(role)))
    return role_words(role)


def pair_of(held: Held) -> str:
    """Return a role and a side as one value of a form."""
    return f"{held.role.value}|{held.side.value}"


def held_of(pair: str) -> Held:
    """Return what `pair_of` made a value of. Raises ValueError for anything else."""
    role, _bar, side = pair.partition("|")
    return Held(Role(role), Side(side))


def refusal_words(refusal: ReadylineError) -> str:
    """Return a refusal in the reader's language."""
    return refusal.text(_)


def role_given_words(*, ended_link: bool) -> str:
    """Say that a role is given, and whether that ended a link with which a password could have been chosen."""
    given = str(_("The role is given."))
    if not ended_link:
        return given
    over = _("A link that was made for them before opens nothing any more: for a password they need a new one.")
    return f"{given} {over}"


def leaver_words(actor: Actor, person_id: int, client: str) -> str:
    """Say of somebody who holds no role for the actor's client any more, called `client`, what they can still open.

    Other clients are not named: the reader may not belong to them.
    """
    still = {
        Elsewhere.CLIENTS: _("They still work for other clients."),
        Elsewhere.CENTRE: _("They still belong to the centre; its manager or an administrator ends that."),
    }
    where = elsewhere(actor, person_id)
    if where is Elsewhere.NOWHERE:
        return str(_("They have left: access has ended."))
    ended = _("Access to %(client)s has ended.", client=client)
    return f"{ended} {still[where]}"
