"""What one may do about one other person: change how they are called, let them choose a new password."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from app.kernel.actor import Actor
from app.people import queries
from app.people.cards import standings
from app.people.permissions import InstallationPermission, Permission
from app.people.power import RENEW_OWN_TEAM, Held, Standing, may_renew, may_renew_somewhere
from app.people.sign_in import INSTALLATION


@dataclass(frozen=True, slots=True)
class Rights:
    """Whether the actor may change how a person is called, and whether they may make a link for a new password."""

    change: bool
    renew: bool


def rights_about(actor: Actor, person_id: int, *, led: bool = False) -> Rights:
    """Return what the actor may do about a person. Raises NotFoundError for nobody.

    `led`: the caller has made sure that the person is in a team which the actor leads or stands in for; else it is
    asked.
    """
    return rights_about_each(actor, [person_id], led=frozenset({person_id}) if led else None)[person_id]


def rights_about_each(actor: Actor, people: Collection[int], *, led: frozenset[int] | None = None) -> dict[int, Rights]:
    """Return what the actor may do about each of `people`, in a fixed number of reads. Raises NotFoundError for nobody.

    `led` are the people of the teams that the actor leads or stands in for, where the caller knows them.
    """
    if actor.may(InstallationPermission.MAKE_EVERYBODY):
        return {number: Rights(change=True, renew=actor.person_id != number) for number in people}
    makes, renews = actor.may(Permission.MAKE_PEOPLE), actor.may(Permission.RENEW_PASSWORDS)
    if not makes and not renews:
        return {number: Rights(change=False, renew=False) for number in people}
    me, *others = standings(actor, actor.number, *people)
    centre = actor.scope.centre_id if actor.scope else None
    own_team = _own_team(actor, me) if led is None else led
    return {
        one.person_id: Rights(
            change=makes and may_renew(me, one, actor.client_id, centre, own_team=False),
            renew=renews and may_renew(me, one, actor.client_id, centre, own_team=one.person_id in own_team),
        )
        for one in others
    }


def may_still_renew(maker: int, person_id: int) -> bool:
    """Tell whether somebody who made a link for a person could make it today, on a page of whichever client.

    Asked whenever the link is used: what either of them is now decides, not what they were then.
    """
    me, person = standings(INSTALLATION, maker, person_id)
    return may_renew_somewhere(me, person, queries.centre_id(), led_by_each([me])[maker])


def led_by_each(people: Collection[Standing]) -> dict[int, dict[str, frozenset[int]]]:
    """Return by number, then by client, whom each of `people` leads or stands in for, where that lets them renew.

    One read for each client. Inside a unit of work that of its own client sees what was just written.
    """
    leaders: dict[str, list[int]] = {}
    for one in people:
        for client, held in one.held.items():
            if _renews_own_team(held):
                leaders.setdefault(client, []).append(one.person_id)
    found: dict[int, dict[str, frozenset[int]]] = {one.person_id: {} for one in people}
    for client, numbers in leaders.items():
        for number, members in queries.led_by_each(queries.system_actor(client), numbers).items():
            found[number][client] = members
    return found


def _own_team(actor: Actor, me: Standing) -> frozenset[int]:
    """Return the people of the teams that `me` leads or stands in for at the actor's client, where that counts."""
    if not _renews_own_team(me.held.get(actor.client_id, frozenset())):
        return frozenset()
    return queries.led_people(actor, me.person_id)


def _renews_own_team(held: Collection[Held]) -> bool:
    return any(one.role in RENEW_OWN_TEAM for one in held)
