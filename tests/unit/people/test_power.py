"""Who may give which role, and whose password one may renew: the tables of domain.md's roles."""

from __future__ import annotations

import pytest

from app.people.permissions import Role, Side
from app.people.power import Held, Standing, may_give, may_renew, may_renew_somewhere

CENTRE, OURS, OTHER = "centre", "nordbank", "pellwick"
HERE, THERE = Side.CENTRE, Side.CLIENT


@pytest.mark.parametrize(
    ("giver", "side", "gives"),
    [
        (Role.MANAGER, HERE, {Role.OPERATOR, Role.TEAM_LEADER, Role.SUPERVISOR, Role.TRAINER}),
        (Role.MANAGER, THERE, {Role.OPERATOR, Role.TEAM_LEADER, Role.SUPERVISOR, Role.TRAINER, Role.AUDITOR}),
        (Role.TRAINER, HERE, set()),
        (Role.SUPERVISOR, HERE, set()),
        (Role.TEAM_LEADER, HERE, set()),
        (Role.OPERATOR, HERE, set()),
        (Role.AUDITOR, THERE, set()),
    ],
)
def test_which_roles_of_ones_own_side_one_gives(giver: Role, side: Side, gives: set[Role]) -> None:
    assert {role for role in Role if may_give(frozenset({giver}), side, Held(role, side))} == gives


@pytest.mark.parametrize("role", Role)
def test_nobody_but_an_administrator_gives_a_role_of_the_other_side(role: Role) -> None:
    everything = frozenset(Role)
    assert not may_give(everything, HERE, Held(role, THERE))
    assert not may_give(everything, THERE, Held(role, HERE))
    assert may_give(frozenset(), HERE, Held(role, THERE), administrator=True)


def somebody(number: int, *held: tuple[str, Role] | tuple[str, Role, Side], administrator: bool = False) -> Standing:
    roles: dict[str, frozenset[Held]] = {}
    for client, role, *side in held:
        roles[client] = roles.get(client, frozenset()) | {Held(role, side[0] if side else HERE)}
    return Standing(number, administrator, roles)


EVERYBODYS = (CENTRE, Role.OPERATOR)
MANAGER = somebody(1, EVERYBODYS, (OURS, Role.MANAGER))
SUPERVISOR = somebody(2, EVERYBODYS, (OURS, Role.SUPERVISOR))
TRAINER = somebody(3, EVERYBODYS, (OURS, Role.TRAINER))
OPERATOR = somebody(4, EVERYBODYS, (OURS, Role.OPERATOR))
ROOT = somebody(5, administrator=True)


@pytest.mark.parametrize(
    ("why", "renewer", "person", "own_team", "may"),
    [
        ("a manager, for an operator", MANAGER, OPERATOR, False, True),
        ("a manager, for a supervisor", MANAGER, SUPERVISOR, False, True),
        ("a supervisor, for an operator of their team", SUPERVISOR, OPERATOR, True, True),
        ("a supervisor, for a team leader of theirs", SUPERVISOR, somebody(9, (OURS, Role.TEAM_LEADER)), True, True),
        ("a supervisor, for an operator of another team", SUPERVISOR, OPERATOR, False, False),
        ("a supervisor, for another supervisor", SUPERVISOR, somebody(9, (OURS, Role.SUPERVISOR)), True, False),
        ("a supervisor, for their manager", SUPERVISOR, MANAGER, True, False),
        ("a manager, for another manager", MANAGER, somebody(9, (OURS, Role.MANAGER)), False, False),
        ("a manager, for an administrator", MANAGER, ROOT, False, False),
        ("a manager, for one who is administrator too", MANAGER, somebody(9, (OURS, Role.OPERATOR), administrator=True), False, False),  # noqa: E501 - a row of a table
        ("a manager, for oneself", MANAGER, MANAGER, False, False),
        ("a trainer, for an operator", TRAINER, OPERATOR, True, False),
        ("an operator, for an operator", OPERATOR, somebody(9, (OURS, Role.OPERATOR)), True, False),
        ("a manager of the centre's side, for the client's auditor", MANAGER, somebody(9, (OURS, Role.AUDITOR, THERE)), False, False),  # noqa: E501
        ("a manager, for one who also works elsewhere", MANAGER, somebody(9, (OURS, Role.OPERATOR), (OTHER, Role.OPERATOR)), False, False),  # noqa: E501
        ("a manager of both clients", somebody(1, (OURS, Role.MANAGER), (OTHER, Role.MANAGER)), somebody(9, (OURS, Role.OPERATOR), (OTHER, Role.OPERATOR)), False, True),  # noqa: E501
        ("a manager, for a trainer of the centre", MANAGER, somebody(9, (OURS, Role.OPERATOR), (CENTRE, Role.TRAINER)), False, False),  # noqa: E501
        ("a manager, for one of the centre only", MANAGER, somebody(9, EVERYBODYS), False, False),
        ("a manager, for one who has left", MANAGER, somebody(9), False, False),
        ("an administrator, for a manager", ROOT, MANAGER, False, True),
        ("an administrator, for another administrator", ROOT, somebody(9, administrator=True), False, True),
        ("an administrator, for oneself", ROOT, ROOT, False, False),
    ],
)  # fmt: skip
def test_whose_password_one_renews(why: str, renewer: Standing, person: Standing, own_team: bool, may: bool) -> None:
    assert may_renew(renewer, person, OURS, CENTRE, own_team=own_team) is may, why


@pytest.mark.parametrize(
    ("why", "renewer", "person", "led", "may"),
    [
        ("a manager of one of their clients alone", MANAGER, somebody(9, (OURS, Role.OPERATOR), (OTHER, Role.OPERATOR)), {}, False),  # noqa: E501 - a row of a table
        ("a manager, for who has become a supervisor", MANAGER, somebody(9, EVERYBODYS, (OURS, Role.OPERATOR), (OURS, Role.SUPERVISOR)), {}, True),  # noqa: E501
        ("a manager, for who has become a manager", MANAGER, somebody(9, EVERYBODYS, (OURS, Role.OPERATOR), (OURS, Role.MANAGER)), {}, False),  # noqa: E501
        ("a supervisor, for the own team", SUPERVISOR, OPERATOR, {OURS: {4}}, True),
        ("a supervisor, for who has become one of the own team", SUPERVISOR, somebody(4, (OURS, Role.SUPERVISOR)), {OURS: {4}}, False),  # noqa: E501
        ("a supervisor, for another's team", SUPERVISOR, OPERATOR, {OURS: {9}}, False),
        ("an administrator, for who has left", ROOT, somebody(9), {}, True),
        ("an administrator, for oneself", ROOT, ROOT, {}, False),
        ("a manager, for who has left", MANAGER, somebody(9), {}, False),
    ],
)  # fmt: skip
def test_whose_links_live_on(
    why: str, renewer: Standing, person: Standing, led: dict[str, set[int]], may: bool
) -> None:
    assert may_renew_somewhere(renewer, person, CENTRE, led) is may, why
