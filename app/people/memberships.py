"""Giving and ending roles, as far as the one who does it may."""

from __future__ import annotations

from sqlalchemy import select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError, InvalidError, NotFoundError, RefusedError
from app.kernel.messages import N_
from app.kernel.scope import Scope
from app.kernel.work import Work, writing
from app.people import queries, service
from app.people.cards import standings
from app.people.leaving import end_every_role, end_what_came_with, give_up_places, present_roles, sign_out_leaver
from app.people.links import end_links
from app.people.models import Membership
from app.people.permissions import InstallationPermission, Permission, Role, Side
from app.people.power import Held, may_give
from app.people.sign_in import end_every_login


def inside(actor: Actor, client_id: str) -> Actor:
    """Return an administrator as an actor of one client, allowed to arrange its people and to see none of its content.

    Raises ForbiddenError for anybody else, NotFoundError for a client that is not there.
    """
    actor.check(InstallationPermission.MAKE_EVERYBODY)
    if queries.find_client(client_id) is None:
        raise NotFoundError()
    allowed = frozenset({InstallationPermission.MAKE_EVERYBODY, Permission.MAKE_PEOPLE})
    return Actor(person_id=actor.person_id, scope=Scope(client_id, queries.centre_id()), permissions=allowed)


def grants(actor: Actor) -> list[Held]:
    """List the roles that the actor may give for the client of their scope."""
    return [Held(role, side) for side in Side for role in Role if can_give(actor, Held(role, side))]


def can_give(actor: Actor, wanted: Held) -> bool:
    """Tell whether the actor may give or end a role for the client of their scope."""
    administrator = actor.may(InstallationPermission.MAKE_EVERYBODY)
    return may_give(actor.roles, actor.side, wanted, administrator=administrator)


def check_can_give(actor: Actor, wanted: Held) -> None:
    """Raise ForbiddenError unless the actor may give or end a role."""
    actor.check(Permission.MAKE_PEOPLE)
    if not can_give(actor, wanted):
        raise ForbiddenError(N_("You may not give or end this role. Ask an administrator."))


def give(actor: Actor, person_id: int, role: Role, side: Side) -> bool:
    """Give a person a role for the client of the scope; one already held stays as it is. Tell whether that ended
    links with which they could have chosen a password (`links.end_outgrown_links`).

    Whoever begins to work for a client on the centre's side belongs to the centre from then on. Raises ForbiddenError
    for a role that is not the actor's to give, RefusedError for one's own roles and for somebody of the other side.
    """
    check_can_give(actor, Held(role, side))
    _refuse_self(actor, person_id)
    ended = service.add_membership(actor, person_id, role, side)
    centre = actor.scope.centre_id if actor.scope else None
    if side is Side.CENTRE and centre and centre != actor.client_id:
        ended |= service.join_centre(Actor(person_id=actor.person_id, scope=Scope(centre, centre)), person_id)
    return ended


def take_on(actor: Actor, sign_in_name: str, role: Role, side: Side) -> int:
    """Give a role to a colleague of the centre who signs in so, and return their number.

    Raises InvalidError if nobody of the centre does: who works for other clients only is not told of.
    """
    check_can_give(actor, Held(role, side))
    number = queries.find_number(sign_in_name)
    centre = actor.scope.centre_id if actor.scope else None
    known = standings(actor, number)[0].held if number is not None else {}
    if number is None or not ({centre, actor.client_id} & known.keys()):
        raise InvalidError(N_("Nobody of the centre signs in as “%(name)s”."), name=sign_in_name.strip())
    give(actor, number, role, side)
    return number


def end(actor: Actor, person_id: int, membership_id: str) -> None:
    """End one role of a person for the client of the scope; with the last one they leave, as `leave` says.

    Raises NotFoundError for a role that is not the person's here, ForbiddenError for one not the actor's to end,
    RefusedError for one's own. A role already ended stays as it is.
    """
    with writing(actor) as work:
        service.hold_people(work, [person_id])
        present = work.session.scalars(present_roles(work, [person_id])).all()
        row = next((one for one in present if one.id == membership_id), None)
        if row is None:
            _check_was_theirs(work, actor, person_id, membership_id)
            return
        check_can_give(actor, Held(Role(row.role), Side(row.side)))
        _refuse_self(actor, person_id)
        row.ended_at = clock.now()
        end_links(work, of=[person_id], by=[person_id])
        work.record("membership.ended", row.id, person=person_id, role=row.role)
        if len(present) == 1:
            give_up_places(work, [person_id])
            end_what_came_with(work, [person_id])
            work.after_commit(lambda: sign_out_leaver(actor, person_id))


def leave(actor: Actor, person_id: int) -> None:
    """A leaver: every role for the client of the scope ends now, the place in a team; records stay.

    Whoever works for no client any more leaves the centre too, if they came to it by working for one, and is signed
    out everywhere; of another client's people nobody is. All or nothing: raises NotFoundError for who holds no role
    here, ForbiddenError if one of the roles is not the actor's to end, RefusedError for oneself. A second click finds
    them gone, and nothing happens.
    """
    _refuse_self(actor, person_id)
    with writing(actor) as work:
        service.hold_people(work, [person_id])
        present = work.session.scalars(present_roles(work, [person_id])).all()
        if not present:
            _check_left_just_now(work, actor, person_id)
            return
        for row in present:
            check_can_give(actor, Held(Role(row.role), Side(row.side)))
        end_every_role(work, [person_id])
        work.after_commit(lambda: sign_out_leaver(actor, person_id))


def leave_everywhere(actor: Actor, person_id: int) -> None:
    """End every role of a person for every client, one after the other, and all their sign-ins."""
    _refuse_self(actor, person_id)
    for client_id in standings(actor, person_id)[0].held:
        leave(inside(actor, client_id), person_id)
    end_every_login(person_id, by=actor)


def _check_was_theirs(work: Work, actor: Actor, person_id: int, membership_id: str) -> None:
    row = work.session.get(Membership, membership_id)
    if row is None or (row.client_id, row.person_id) != (actor.client_id, person_id):
        raise NotFoundError()


def _check_left_just_now(work: Work, actor: Actor, person_id: int) -> None:
    latest = select(Membership.ended_at).where(
        Membership.client_id == actor.client_id,
        Membership.person_id == person_id,
        Membership.ended_at > clock.now() - clock.A_MOMENT,
    )
    if work.session.scalar(latest.limit(1)) is None:
        raise NotFoundError()


def _refuse_self(actor: Actor, person_id: int) -> None:
    if actor.person_id == person_id:
        raise RefusedError(N_("Nobody gives or ends their own roles. Ask somebody else who may."))
