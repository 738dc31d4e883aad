"""What one may do about one other person: change how they are called, let them choose a new password."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.actor import Actor
from app.people import queries
from app.people.cards import standings
from app.people.permissions import InstallationPermission, Permission, Role
from app.people.power import may_renew
from app.people.sign_in import INSTALLATION


@dataclass(frozen=True, slots=True)
class Rights:
    """Whether the actor may change how a person is called, and whether they may make a link for a new password."""

    change: bool
    renew: bool


def rights_about(actor: Actor, person_id: int, *, led: bool | None = None) -> Rights:
    """Return what the actor may do about a person. Raises NotFoundError for nobody.

    `led` says whether the person is in a team that the actor leads, where the caller has made sure; else it is asked.
    """
    if actor.may(InstallationPermission.MAKE_EVERYBODY):
        return Rights(change=True, renew=actor.person_id != person_id)
    if not actor.may(Permission.MAKE_PEOPLE) and not actor.may(Permission.RENEW_PASSWORDS):
        return Rights(change=False, renew=False)
    me, person = standings(actor, actor.number, person_id)
    centre = actor.scope.centre_id if actor.scope else None
    as_manager = may_renew(me, person, actor.client_id, centre, own_team=False)
    own_team = _is_of_own_team(actor, person_id) if led is None else led
    as_supervisor = own_team and may_renew(me, person, actor.client_id, centre, own_team=True)
    return Rights(
        change=as_manager and actor.may(Permission.MAKE_PEOPLE),
        renew=(as_manager or as_supervisor) and actor.may(Permission.RENEW_PASSWORDS),
    )


def may_still_renew(maker: int, person_id: int) -> bool:
    """Tell whether somebody who made a link for a person could make it today, on a page of whichever client.

    Asked whenever the link is used: what either of them is now decides, not what they were then.
    """
    me, person = standings(INSTALLATION, maker, person_id)
    if me.is_administrator:
        return maker != person_id
    centre = queries.centre_id()
    return any(
        may_renew(me, person, client, centre, own_team=False)
        or (_leads(client, maker, person_id) and may_renew(me, person, client, centre, own_team=True))
        for client in person.held.keys() & me.held.keys()
    )


def _leads(client_id: str, leader: int, person_id: int) -> bool:
    return any(person_id in team.members for team in queries.teams(queries.system_actor(client_id), led_by=leader))


def _is_of_own_team(actor: Actor, person_id: int) -> bool:
    if Role.SUPERVISOR not in actor.roles:
        return False
    return any(person_id in team.members for team in queries.teams(actor, led_by=actor.number))
