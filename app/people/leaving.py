"""What goes with the last role of somebody at a client: the place in a team, the membership in the centre, sign-ins.

Whoever begins to work for a client on the centre's side becomes an operator of the centre by that, and nobody decides
it. So it ends as it came: with their last role at any client. Who was of the centre before, or was given another role
there, is so on purpose; that is the centre's to end.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Select, select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.scope import Scope
from app.kernel.work import Work, writing
from app.people.cards import standings
from app.people.events import ClientLeft
from app.people.links import end_links
from app.people.models import Membership, Person, TeamMember, present
from app.people.permissions import Role, Side
from app.people.sign_in import end_every_login


class Elsewhere(StrEnum):
    """Where somebody still belongs, apart from one client; which other clients it is stays behind the wall."""

    NOWHERE = "nowhere"
    CENTRE = "centre"
    CLIENTS = "clients"


def elsewhere(actor: Actor, person_id: int) -> Elsewhere:
    """Tell where a person holds roles apart from the actor's client. Raises NotFoundError for nobody."""
    centre = actor.scope.centre_id if actor.scope else None
    others = standings(actor, person_id)[0].held.keys() - {actor.client_id}
    if others - {centre}:
        return Elsewhere.CLIENTS
    return Elsewhere.CENTRE if others else Elsewhere.NOWHERE


def end_every_role(work: Work, people: Collection[int]) -> None:
    """End every role that people hold for the client of the scope, with all that goes with the last one: their links
    and those they made, their places in its teams, the membership in the centre that came with it.

    The caller holds the people (`service.hold_people`), and signs them out after the commit (`sign_out_leaver`).
    """
    for row in work.session.scalars(present_roles(work, people)):
        row.ended_at = clock.now()
        work.record("membership.ended", row.id, person=row.person_id, role=row.role)
    end_links(work, of=people, by=people)
    give_up_places(work, people)
    end_what_came_with(work, people)


def present_roles(work: Work, people: Collection[int]) -> Select[Membership]:
    """Select the roles that people hold for the client of the scope, to be held until the commit: a second click waits
    and finds them ended."""
    return (
        select(Membership)
        .where(
            Membership.client_id == work.actor.client_id,
            Membership.person_id.in_(list(people)),
            Membership.ended_at.is_(None),
        )
        .order_by(Membership.id)
        .with_for_update()
    )


def end_what_came_with(work: Work, people: Collection[int]) -> None:
    """End the membership in the centre of those whose last role at a client ended in `work`, if it came with one.

    The caller holds the people (`service.hold_people`): of two last roles ended at once the later one sees both.
    The centre's own chain gets its line, and a team of the centre loses them, after the commit.
    """
    centre = work.actor.scope.centre_id if work.actor.scope else None
    if centre is None or centre == work.actor.client_id:
        return
    statement = (
        select(Membership)
        .where(Membership.person_id.in_(list(people)), Membership.side == Side.CENTRE.value)
        .order_by(Membership.id)
        .with_for_update()
    )
    theirs: dict[int, list[Membership]] = {}
    for row in work.session.scalars(statement):
        theirs.setdefault(row.person_id, []).append(row)
    moment = clock.now()
    found = [_came_with_others(rows, centre, moment) for rows in theirs.values()]
    ending = [row for row in found if row is not None]
    for row in ending:
        row.ended_at = moment
        work.record("membership.ended with the last", row.id, person=row.person_id, role=row.role)
    if ending:
        gone = [(row.id, row.person_id, row.role) for row in ending]
        actor = work.actor
        work.after_commit(lambda: _leave_centre(actor, centre, gone))


def _came_with_others(rows: Collection[Membership], centre: str, moment: datetime) -> Membership | None:
    """Return somebody's present membership in the centre if it began while they worked for a client, and no client is
    left; None where the centre gave it, or another role beside it."""
    present = [row for row in rows if row.ended_at is None or row.ended_at > moment]
    if len(present) != 1 or present[0].client_id != centre or present[0].role != Role.OPERATOR.value:
        return None
    begun = present[0].started_at
    others = (row for row in rows if row.client_id != centre)
    came_with = any(one.started_at <= begun and (one.ended_at is None or one.ended_at > begun) for one in others)
    return present[0] if came_with else None


def _leave_centre(actor: Actor, centre: str, gone: Iterable[tuple[str, int, str]]) -> None:
    """Write into the centre's own chain who left it, and free their places in its teams."""
    with writing(Actor(person_id=actor.person_id, scope=Scope(centre, centre))) as work:
        for membership_id, person_id, role in gone:
            work.record("membership.ended", membership_id, person=person_id, role=role)
            give_up_places(work, [person_id])


def give_up_places(work: Work, people: Collection[int]) -> None:
    """End the time in its teams of people who leave the scope's client, and tell who keeps other places for them."""
    theirs = select(TeamMember).where(TeamMember.person_id.in_(list(people)), TeamMember.ended_at.is_(None))
    for row in work.session.scalars(theirs.order_by(TeamMember.person_id).with_for_update()):
        row.ended_at = clock.now()
        work.record("team.left", row.team_id, person=row.person_id)
    work.publish(ClientLeft(frozenset(people)))


def sign_out_leaver(actor: Actor, person_id: int) -> None:
    """End all sign-ins of a person who has no role for any client and is no administrator; of others none."""
    held = select(Membership.id).where(Membership.person_id == person_id, present())
    with writing(Actor(person_id=actor.person_id, scope=None)) as work:
        person = work.session.get(Person, person_id)
        if person is None or person.is_administrator or work.session.scalar(held.limit(1)):
            return
        end_every_login(person_id, by=actor)
