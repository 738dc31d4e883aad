"""How these pages say things: roles, sides, refusals; and what narrows a list, in words."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _

from app.kernel.errors import ReadylineError
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


def held_words(role: str, side: str) -> str:
    """Return a role with its side where it is not the centre's, as in 'Auditor (of the client)'."""
    if side == Side.CLIENT:
        return str(_("%(role)s (of the client)", role=role_words(role)))
    return role_words(role)


def pair_of(held: Held) -> str:
    """Return a role and a side as one value of a form."""
    return f"{held.role.value}|{held.side.value}"


def held_of(pair: str) -> Held:
    """Return what `pair_of` made a value of. Raises ValueError for anything else."""
    role, _bar, side = pair.partition("|")
    return Held(Role(role), Side(side))


def grant_choices(grants: Iterable[Held]) -> list[tuple[str, str]]:
    """Return the roles one may give as choices of a form."""
    return [(pair_of(one), held_words(one.role, one.side)) for one in grants]


def refusal_words(refusal: ReadylineError) -> str:
    """Return a refusal in the reader's language."""
    return refusal.text(_)
