"""Making teams and moving people between them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import InvalidError, NotFoundError
from app.kernel.messages import N_
from app.kernel.races import look_again_if_beaten
from app.kernel.work import writing
from app.people import queries, service
from app.people.models import Team, TeamMember
from app.people.permissions import Permission, Role

LEADERS = (Role.TEAM_LEADER, Role.SUPERVISOR, Role.MANAGER)
"""Who may answer for a team, or stand in."""
TAKEN = N_("There is a team called %(title)s already.")


def make_team(actor: Actor, title: str, leader_id: int, deputy_id: int | None = None) -> str:
    """Create a team and return its id; of two clicks the second returns the team of the first.

    Raises InvalidError for a title that is taken, a leader or deputy who cannot be one, or who is both.
    """
    actor.check(Permission.ARRANGE_TEAMS)
    title = _fit(actor, title, leader_id, deputy_id)
    return look_again_if_beaten(lambda: _make(actor, title, leader_id, deputy_id))


def _make(actor: Actor, title: str, leader_id: int, deputy_id: int | None) -> str:
    with writing(actor) as work:  # a page's reading began before the first of two clicks was done, and does not see it
        twin = work.session.scalar(select(Team).where(Team.title == title))
        if twin is None:
            return service.create_team(actor, title, leader_id, deputy_id=deputy_id)
        members = select(TeamMember.id).where(TeamMember.team_id == twin.id, TeamMember.ended_at.is_(None))
        if (twin.leader_id, twin.deputy_id) != (leader_id, deputy_id) or work.session.scalar(members.limit(1)):
            raise InvalidError(TAKEN, title=title)
        return twin.id


def change_team(actor: Actor, team_id: str, title: str, leader_id: int, deputy_id: int | None) -> None:
    """Rename a team or name another leader or deputy. Raises as `make_team` does, NotFoundError for no such team."""
    actor.check(Permission.ARRANGE_TEAMS)
    title = _fit(actor, title, leader_id, deputy_id)
    try:
        with writing(actor) as work:
            team = work.session.get(Team, (actor.client_id, team_id), with_for_update=True)
            if team is None:
                raise NotFoundError()
            if (team.title, team.leader_id, team.deputy_id) == (title, leader_id, deputy_id):
                return
            team.title, team.leader_id, team.deputy_id = title, leader_id, deputy_id
            work.session.flush()
            work.record("team.changed", team_id, leader=leader_id, deputy=deputy_id)
    except IntegrityError:
        raise InvalidError(TAKEN, title=title) from None


def _fit(actor: Actor, title: str, leader_id: int, deputy_id: int | None) -> str:
    """Return the title as it is kept."""
    title = " ".join(title.split())
    if not title:
        raise InvalidError(N_("Give the team a name."))
    if deputy_id == leader_id:
        raise InvalidError(N_("Somebody else than the leader stands in as deputy."))
    numbers = {leader_id} | ({deputy_id} if deputy_id is not None else set())
    roles = {role.value for role in LEADERS}
    fit = {person.id for person in queries.people(actor, only=numbers) if person.roles & roles}
    if not numbers <= fit:
        raise InvalidError(N_("A team is led by a team leader, a supervisor or a manager of this client."))
    return title


def move(actor: Actor, team_id: str, people: Iterable[int]) -> None:
    """Move people into a team, from now on; all or none. Who is in it already stays.

    Raises NotFoundError for a team or a person who is not the client's.
    """
    actor.check(Permission.ARRANGE_TEAMS)
    numbers = sorted(set(people))
    with writing(actor) as work:
        service.hold_people(work, numbers)
        if len(queries.people(actor, only=numbers)) != len(numbers):
            raise NotFoundError()
        for number in numbers:
            service.join_team(actor, team_id, number)


def leave(actor: Actor, team_id: str, person_id: int) -> None:
    """Take a person out of a team; the time in it stays on record. Who is not in it stays as they are."""
    actor.check(Permission.ARRANGE_TEAMS)
    with writing(actor) as work:
        service.hold_people(work, [person_id])
        row = work.session.scalar(
            select(TeamMember).where(
                TeamMember.team_id == team_id, TeamMember.person_id == person_id, TeamMember.ended_at.is_(None)
            )
        )
        if row is not None:
            row.ended_at = clock.now()
            work.record("team.left", team_id, person=person_id)
