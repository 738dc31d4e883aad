"""Whoever works for no client any more is signed out at once; nobody else is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.kernel.work import reading
from app.people import memberships, queries, service
from app.people.models import Membership
from app.people.sign_in import INSTALLATION, sign_in
from tests.factories import CENTRE, FENWICK, NORDBANK, PASSWORD, World


def token_of(name: str) -> str:
    return sign_in(f"{name}@example.test", PASSWORD, address="192.0.2.7", device="", length=timedelta(hours=1))


def test_the_last_membership_takes_the_sign_ins_with_it(world: World) -> None:
    token = token_of("olga")
    service.end_memberships(world.system(NORDBANK), world.people["olga"])
    assert queries.find_visitor(token) is not None
    service.end_memberships(world.system(CENTRE), world.people["olga"])
    assert queries.find_visitor(token) is None


def test_an_administrator_stays_signed_in(world: World) -> None:
    token = token_of("root")
    service.end_memberships(world.system(NORDBANK), world.people["root"])
    assert queries.find_visitor(token) is not None


@pytest.mark.parametrize(("name", "client_id", "stays"), [("otto", FENWICK, False), ("olga", NORDBANK, True)])
def test_so_does_the_last_single_role(world: World, name: str, client_id: str, stays: bool) -> None:
    token, administrator = token_of(name), queries.find_visitor(token_of("root"))
    assert administrator is not None
    role = select(Membership.id).where(
        Membership.person_id == world.people[name], Membership.client_id == client_id, Membership.ended_at.is_(None)
    )
    with reading(INSTALLATION) as session:
        held = session.scalars(role).one()
    memberships.end(memberships.inside(administrator.outside(), client_id), world.people[name], held)
    assert (queries.find_visitor(token) is not None) is stays
