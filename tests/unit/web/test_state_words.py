"""The state of a person on a course in words."""

from __future__ import annotations

import pytest
from flask import Flask

from app.certification.rules import PartState
from app.content.headers import SIGN_OFF_ROLES
from app.learning.rules import ModuleState
from app.people.permissions import Role
from app.reports.states import State
from app.web.state_words import _CHIPS, _SIGN_OFFS, state_words


def test_every_state_has_words_of_its_own(one_app: Flask) -> None:
    with one_app.test_request_context():
        assert len({state_words(state) for state in State}) == len(State)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.WAITING, "Waits for a call"),
        (State.NOT_ENROLLED, "Not enrolled"),
        ("waiting", "Waiting"),
        (PartState.OPEN, "Open"),
        (ModuleState.LOCKED, "Not yet"),
    ],
)
def test_a_person_on_a_course_is_told_apart_from_what_else_has_the_same_chip(
    one_app: Flask, state: str, words: str
) -> None:
    with one_app.test_request_context():
        assert state_words(state) == words


def test_every_look_has_words_and_all_words_a_look(one_app: Flask) -> None:
    looks = one_app.jinja_env.get_template("_components/state.html").module.looks
    assert looks.keys() == _CHIPS.keys()


def test_every_sign_off_has_words() -> None:
    assert _SIGN_OFFS.keys() - {""} == set(SIGN_OFF_ROLES)


def test_who_signs_off_is_a_role() -> None:
    assert set(SIGN_OFF_ROLES) <= set(Role)
