"""Who may give which role, and whose password one may renew. Pure; the sentences stand beside the tables."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.people.permissions import Role, Side

RANK: dict[Role, int] = {
    Role.OPERATOR: 0,
    Role.TEAM_LEADER: 1,
    Role.SUPERVISOR: 2,
    Role.TRAINER: 2,
    Role.AUDITOR: 2,
    Role.MANAGER: 3,
}
"""How much a role can do to others. A password is renewed only by somebody of a higher rank."""

BELOW_MANAGERS = frozenset({Role.OPERATOR, Role.TEAM_LEADER, Role.SUPERVISOR, Role.TRAINER})
RENEW_OWN_TEAM = frozenset({Role.SUPERVISOR})
"""Who renews passwords within the teams that they lead or stand in for. Managers do on their whole side."""


@dataclass(frozen=True, slots=True)
class Held:
    """A role on a side."""

    role: Role
    side: Side


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is, everywhere: their present roles by client. For rules only, never for a page."""

    person_id: int
    is_administrator: bool
    held: Mapping[str, frozenset[Held]]


def may_give(roles: frozenset[str], side: str, wanted: Held, *, administrator: bool = False) -> bool:
    """Tell whether the holder of `roles` on `side` may give, or take away, the role `wanted` for the same client.

    Administrators give every role. Managers give what is below them, on their own side; the client's own managers
    also the auditor, who is the client's eye. Nobody else gives any.
    """
    if administrator:
        return True
    if Role.MANAGER.value not in roles or wanted.side != side:
        return False
    return wanted.role in BELOW_MANAGERS or (wanted.role is Role.AUDITOR and wanted.side is Side.CLIENT)


def may_renew(renewer: Standing, person: Standing, client_id: str, centre_id: str | None, *, own_team: bool) -> bool:
    """Tell whether `renewer` may let `person` choose a new password, asked on a page of `client_id`.

    Administrators may for everybody but themselves. Managers may for those of their own side below them; supervisors
    for operators and team leaders of a team of their own (`own_team`). Every client of the person must be within
    reach: a new password opens all of them. That somebody works for the centre as an operator, as everybody does,
    does not stand in the way of a colleague.
    """
    if renewer.person_id == person.person_id:
        return False
    if renewer.is_administrator:
        return True
    if person.is_administrator:
        return False
    out_of_reach = {
        client
        for client, theirs in person.held.items()
        if not _outranks(renewer.held.get(client, frozenset()), theirs, with_team=own_team and client == client_id)
    }
    colleagues = _works_as_everybody(renewer, person, centre_id)
    return client_id in person.held.keys() - out_of_reach and out_of_reach <= ({centre_id} if colleagues else set())


def may_renew_somewhere(
    renewer: Standing, person: Standing, centre_id: str | None, led: Mapping[str, Collection[int]]
) -> bool:
    """Tell whether there is a page on which `renewer` may let `person` choose a new password.

    By this rule links live on: it is asked when one is used, and when a person becomes more than they were. `led` are,
    by client, the people of the teams that the renewer leads or stands in for, where that counts.
    """
    if renewer.is_administrator:
        return renewer.person_id != person.person_id
    return any(
        may_renew(renewer, person, client, centre_id, own_team=person.person_id in led.get(client, ()))
        for client in person.held.keys() & renewer.held.keys()
    )


def _outranks(mine: frozenset[Held], theirs: frozenset[Held], *, with_team: bool) -> bool:
    """Tell whether for each of their roles there is one of mine, on the same side, that renews and ranks higher."""
    renewing = [one for one in mine if one.role is Role.MANAGER or (one.role in RENEW_OWN_TEAM and with_team)]
    return all(any(my.side is one.side and RANK[my.role] > RANK[one.role] for my in renewing) for one in theirs)


def _works_as_everybody(renewer: Standing, person: Standing, centre_id: str | None) -> bool:
    return (
        centre_id is not None
        and bool(renewer.held.get(centre_id))
        and person.held.get(centre_id) == frozenset({Held(Role.OPERATOR, Side.CENTRE)})
    )
