"""The same click twice at one moment: one row, one line on the trail, and no error for the second."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import func, select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError, RefusedError
from app.kernel.work import reading, writing
from app.people import classes, invitations, memberships, queries, service
from app.people.models import Membership, TeamMember
from app.people.permissions import EVERYTHING, Role, Side
from app.people.sign_in import INSTALLATION
from app.trail import service as trail
from tests.factories import CENTRE, FENWICK, NORDBANK, World


def twice(act: Callable[[], object]) -> None:
    """Run `act` in two threads let go at the same moment; raise what either raised."""
    gate = Barrier(2)

    def run(_click: int) -> None:
        gate.wait()
        act()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, range(2)))


def test_a_role_given_twice_at_once_is_held_once(world: World) -> None:
    system, otto = world.system(), world.people["otto"]
    before, _ = trail.head(system)
    twice(lambda: service.add_membership(system, otto, Role.OPERATOR, Side.CENTRE))
    held = select(func.count()).where(Membership.client_id == NORDBANK, Membership.person_id == otto)
    with reading(INSTALLATION) as session:
        assert session.scalar(held) == 1
    assert trail.head(system)[0] == before + 1


def test_a_role_given_back_after_it_ended_is_a_second_membership(world: World) -> None:
    system, omar = world.system(), world.people["omar"]
    memberships.leave(system, omar)
    twice(lambda: service.add_membership(system, omar, Role.OPERATOR, Side.CENTRE))
    rows = select(Membership.ended_at.is_(None)).where(Membership.client_id == NORDBANK, Membership.person_id == omar)
    with reading(INSTALLATION) as session:
        assert sorted(session.scalars(rows)) == [False, True]


def test_a_person_moved_twice_at_once_is_in_the_team_once(world: World) -> None:
    system, olga = world.system(), world.people["olga"]
    teams = [service.create_team(system, title, world.people["sven"]) for title in ("A", "B")]
    service.join_team(system, teams[0], olga)
    before, _ = trail.head(system)
    twice(lambda: service.join_team(system, teams[1], olga))
    with reading(system) as session:
        present = session.scalars(select(TeamMember.team_id).where(TeamMember.ended_at.is_(None))).all()
    assert present == [teams[1]]
    assert trail.head(system)[0] == before + 1


def administrator_at(world: World, client_id: str) -> Actor:
    return replace(queries.system_actor(client_id), person_id=world.people["root"], permissions=EVERYTHING)


def test_of_roles_on_both_sides_given_at_once_one_is_refused(world: World) -> None:
    administrator, otto = administrator_at(world, NORDBANK), world.people["otto"]
    sides = iter([(Role.OPERATOR, Side.CENTRE), (Role.AUDITOR, Side.CLIENT)])
    with pytest.raises(RefusedError, match="both sides"):
        twice(lambda: memberships.give(administrator, otto, *next(sides)))
    held = select(func.count()).where(Membership.client_id == NORDBANK, Membership.person_id == otto)
    with reading(INSTALLATION) as session:
        assert session.scalar(held) == 1


def test_an_auditor_of_the_centre_who_works_for_a_client_is_no_operator_of_the_centre(world: World) -> None:
    otto = world.people["otto"]
    service.add_membership(world.system(CENTRE), otto, Role.AUDITOR, Side.CLIENT)
    memberships.give(administrator_at(world, FENWICK), otto, Role.TRAINER, Side.CENTRE)
    centre = select(Membership.role).where(Membership.client_id == CENTRE, Membership.person_id == otto)
    with reading(INSTALLATION) as session:
        assert session.scalars(centre).all() == [Role.AUDITOR.value]


@pytest.mark.parametrize("what", ["put into a class", "given a link", "invited"])
def test_who_leaves_at_the_same_moment_is_gone_before(world: World, what: str) -> None:
    """Whoever ends the role holds the person; the other waits, and then finds nobody there."""
    mira = world.actor("mira")
    nina = service.create_person(mira, name="Nina", sign_in_name="nina")
    service.add_membership(world.system(), nina, Role.OPERATOR, Side.CENTRE)
    group = classes.make_class(mira, "Autumn", world.people["tara"], clock.now())
    acts: dict[str, Callable[[], object]] = {
        "put into a class": lambda: classes.join(mira, group, [nina]),
        "given a link": lambda: invitations.make_link(mira, nina),
        "invited": lambda: invitations.invite(mira, [nina]),
    }
    with ThreadPoolExecutor(1) as pool:
        with writing(world.system()):
            memberships.leave(world.system(), nina)
            acting = pool.submit(acts[what])
            time.sleep(0.2)
            assert not acting.done()
        if what == "invited":
            assert acting.result() == []
        else:
            with pytest.raises(NotFoundError):
                acting.result()


def test_a_role_for_nobody(world: World) -> None:
    with pytest.raises(NotFoundError):
        service.add_membership(world.system(), 1, Role.OPERATOR, Side.CENTRE)
