"""Roles where one is chosen: every one is explained, and the usual one of each side comes first."""

from __future__ import annotations

import pytest
from flask import Flask

from app.people.permissions import Role, Side
from app.people.power import BELOW_MANAGERS, Held
from app.questions.queries import ANSWERING
from app.web.people.forms import GrantForm
from app.web.people.roles import WHAT_FOR, offered
from app.web.people.words import role_words, roles_words

EVERY = {Held(role, side) for side in Side for role in Role}


def test_every_role_of_both_sides_says_what_it_is_for() -> None:
    assert WHAT_FOR.keys() == EVERY


def test_every_role_has_a_word_for_one_and_for_many(one_app: Flask) -> None:
    with one_app.test_request_context():
        assert len({role_words(role) for role in Role} | {roles_words([role]) for role in Role}) == 2 * len(Role)
        assert roles_words([Role.MANAGER, Role.TRAINER]) == "trainers, managers"
        assert "" not in {roles_words([role]) for role in ANSWERING}


@pytest.mark.parametrize("grants", [EVERY, {Held(role, Side.CENTRE) for role in BELOW_MANAGERS}])
def test_roles_stand_under_their_side_where_both_can_be_given(one_app: Flask, grants: set[Held]) -> None:
    with one_app.test_request_context():
        form = GrantForm(meta={"csrf": False})
        form.role.offer(grants)
        sides, html = offered(grants), form.role()
    assert sides[0].roles[0].pair == "operator|centre"
    assert sum(len(side.roles) for side in sides) == len(grants)
    if grants == EVERY:
        assert [side.roles[0].words for side in sides] == ["Operator", "Auditor (of the client)"]
        assert '<optgroup label="Of the client"><option value="auditor|client">' in html
        assert ">Auditor (of the centre)<" in html
    else:
        assert "optgroup" not in html
