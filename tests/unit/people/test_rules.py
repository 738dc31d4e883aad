"""How long wrong passwords make one wait, who needs a first link, and what size of team is sound."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.people.rules import (
    ArrivalState,
    arrival_state,
    failures_after_another,
    gets_first_link,
    mail_address,
    team_size_is_sound,
    wait_before_next_try,
)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("failures", "seconds_ago", "wait"),
    [
        (0, 0, 0),
        (4, 0, 0),
        (5, 0, 2),
        (5, 1, 1),
        (5, 2, 0),
        (6, 0, 4),
        (9, 0, 32),
        (30, 0, 900),
        (30, 899, 1),
        (30, 900, 0),
        (30, 3600, 0),
    ],
)
def test_the_wait_doubles_and_passes(failures: int, seconds_ago: int, wait: int) -> None:
    last = NOON - timedelta(seconds=seconds_ago)
    assert wait_before_next_try(failures, last, NOON) == timedelta(seconds=wait)


def test_a_shared_address_has_more_free_tries() -> None:
    assert wait_before_next_try(30, NOON, NOON, free=60) == timedelta(0)


def test_an_hour_forgets() -> None:
    assert failures_after_another(9, NOON - timedelta(hours=1), NOON) == 1
    assert failures_after_another(9, NOON - timedelta(minutes=59), NOON) == 10


@pytest.mark.parametrize(("members", "sound"), [(0, False), (9, False), (10, True), (15, True), (16, False)])
def test_team_sizes(members: int, sound: bool) -> None:
    assert team_size_is_sound(members) is sound


@pytest.mark.parametrize(
    ("signs_in", "is_address"),
    [
        ("olga@example.test", True),
        ("olga.k+x@mail.example.test", True),
        ("olga", False),
        ("olga@", False),
        ("@example.test", False),
        ("olga@example", False),
        ("olga@a@example.test", False),
        ("olga@example.test,eve@evil.test", False),
        ("olga@example.test\nbcc: eve@evil.test", False),
        ("olga k@example.test", False),
    ],
)
def test_mail_goes_to_one_address_or_nowhere(signs_in: str, is_address: bool) -> None:
    assert (mail_address(signs_in) is not None) is is_address


@pytest.mark.parametrize(
    ("has_password", "has_link", "signed_in", "state", "at_first", "again"),
    [
        (False, False, False, ArrivalState.NO_WAY_IN, True, False),
        (False, True, False, ArrivalState.HAS_LINK, False, True),
        (True, False, False, ArrivalState.MAY_SIGN_IN, False, False),
        (True, True, False, ArrivalState.MAY_SIGN_IN, False, False),
        (True, False, True, ArrivalState.SIGNED_IN, False, False),
        (True, True, True, ArrivalState.SIGNED_IN, False, False),
    ],
)
def test_how_far_somebody_has_come_and_which_request_for_links_is_about_them(
    has_password: bool, has_link: bool, signed_in: bool, state: ArrivalState, at_first: bool, again: bool
) -> None:
    assert arrival_state(has_password=has_password, has_link=has_link, signed_in=signed_in) is state
    assert gets_first_link(state, again=False, just_made=False) is at_first
    assert gets_first_link(state, again=True, just_made=False) is again


def test_a_link_just_made_counts_as_none_so_that_two_clicks_do_the_same() -> None:
    assert gets_first_link(ArrivalState.HAS_LINK, again=False, just_made=True)
    assert not gets_first_link(ArrivalState.MAY_SIGN_IN, again=False, just_made=True)
