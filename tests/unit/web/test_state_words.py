"""The state of a person on a course in words."""

from __future__ import annotations

from app.content.headers import SIGN_OFF_ROLES
from app.people.permissions import Role
from app.reports.states import State
from app.web.state_words import _SIGN_OFFS, _STATES


def test_every_state_and_every_sign_off_has_words() -> None:
    assert _STATES.keys() == set(State)
    assert _SIGN_OFFS.keys() - {""} == set(SIGN_OFF_ROLES)


def test_who_signs_off_is_a_role() -> None:
    assert set(SIGN_OFF_ROLES) <= set(Role)
