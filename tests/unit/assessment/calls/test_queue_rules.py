"""Who comes next, how long a call may lie, which scenario is offered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.calls.queue_rules import (
    TIME_TO_SCORE,
    TIME_TO_START,
    Turn,
    Wanted,
    booking_time,
    check_booking,
    claim_ends,
    claim_has_run_out,
    has_come,
    least_had,
    queue_key,
    speaks,
)
from app.kernel.errors import InvalidError

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def minutes(number: float) -> datetime:
    return NOW + timedelta(minutes=number)


def test_the_order_of_the_queue() -> None:
    waiting = [
        Turn(minutes(-600), "no due date, came first"),
        Turn(minutes(-20), "due tomorrow, came second", minutes(1440)),
        Turn(minutes(-30), "due tomorrow, came first", minutes(1440)),
        Turn(minutes(-1), "overdue, came last", minutes(-1440)),
        Turn(minutes(-500), "no due date, came second"),
        Turn(minutes(-5), "booked for now", None, NOW),
        Turn(minutes(-2), "booked for ten minutes ago", minutes(1440), minutes(-10)),
        Turn(minutes(-3), "broke off, no due date", broke_off=True),
        Turn(minutes(-4), "broke off, booked", None, minutes(-20), broke_off=True),
    ]
    assert [turn.place_id for turn in sorted(waiting, key=queue_key)] == [
        "broke off, booked",
        "broke off, no due date",
        "booked for ten minutes ago",
        "booked for now",
        "overdue, came last",
        "due tomorrow, came first",
        "due tomorrow, came second",
        "no due date, came first",
        "no due date, came second",
    ]


@pytest.mark.parametrize(
    ("booked_for", "come"),
    [(None, True), (minutes(-60), True), (NOW, True), (minutes(5), True), (minutes(5.1), False), (minutes(60), False)],
)
def test_a_booking_comes_up_five_minutes_before_its_time(booked_for: datetime | None, come: bool) -> None:
    assert has_come(booked_for, NOW) is come


@pytest.mark.parametrize(
    ("booked_for", "refusal"),
    [
        (minutes(-1), "has passed"),
        (NOW, "has passed"),
        (minutes(1), None),
        (NOW + timedelta(days=14), None),
        (NOW + timedelta(days=14, minutes=1), "at most 14 days ahead"),
    ],
)
def test_a_booking_lies_ahead_and_not_too_far(booked_for: datetime, refusal: str | None) -> None:
    if refusal is None:
        check_booking(booked_for, NOW)
    else:
        with pytest.raises(InvalidError, match=refusal):
            check_booking(booked_for, NOW)


@pytest.mark.parametrize(
    ("local", "zone", "moment"),
    [
        (datetime(2026, 3, 2, 14, 30), "UTC", datetime(2026, 3, 2, 14, 30, tzinfo=UTC)),
        (datetime(2026, 3, 2, 14, 30), "Europe/Warsaw", datetime(2026, 3, 2, 13, 30, tzinfo=UTC)),
        (datetime(2026, 7, 2, 14, 30), "Europe/Warsaw", datetime(2026, 7, 2, 12, 30, tzinfo=UTC)),
        (datetime(2026, 10, 25, 2, 30), "Europe/Warsaw", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (datetime(2026, 3, 2, 1, 0), "Asia/Almaty", datetime(2026, 3, 1, 20, 0, tzinfo=UTC)),
    ],
)
def test_a_booking_is_typed_on_ones_own_clock(local: datetime, zone: str, moment: datetime) -> None:
    assert booking_time(local, zone) == moment


def test_an_hour_that_the_clocks_skip_is_refused() -> None:
    with pytest.raises(InvalidError, match="does not exist"):
        booking_time(datetime(2026, 3, 29, 2, 30), "Europe/Warsaw")


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        (Wanted(), True),
        (Wanted("cards"), True),
        (Wanted("cards", "phone", "pl"), True),
        (Wanted("disputes"), False),
        (Wanted(channel="chat"), False),
        (Wanted(language="en"), False),
    ],
)
def test_filters_leave_the_calls_that_are_wanted(wanted: Wanted, fits: bool) -> None:
    assert wanted.fits("cards", "phone", "pl") is fits


@pytest.mark.parametrize(
    ("spoken", "language", "can"),
    [((), "pl", True), (("pl",), "pl", True), (("en", "pl"), "pl", True), (("en",), "pl", False)],
)
def test_an_assessor_acts_callers_in_languages_they_speak(spoken: tuple[str, ...], language: str, can: bool) -> None:
    assert speaks(frozenset(spoken), language) is can


@pytest.mark.parametrize(("claim_until", "out"), [(None, True), (minutes(-1), True), (NOW, True), (minutes(1), False)])
def test_a_claim_runs_out(claim_until: datetime | None, out: bool) -> None:
    assert claim_has_run_out(claim_until, NOW) is out


def test_a_call_that_began_may_lie_longer_than_one_only_taken() -> None:
    assert claim_ends(NOW, started=False) == NOW + TIME_TO_START
    assert claim_ends(NOW, started=True) == NOW + TIME_TO_SCORE
    assert TIME_TO_SCORE > TIME_TO_START


@pytest.mark.parametrize(
    ("had", "offered"),
    [
        ([], "blocked"),
        (["blocked"], "lost"),
        (["blocked", "lost", "stolen"], "blocked"),
        (["lost", "blocked", "stolen"], "lost"),
        (["blocked", "lost", "stolen", "blocked"], "lost"),
        (["gone from the course"], "blocked"),
    ],
)
def test_the_scenario_had_least_and_longest_ago_is_offered(had: list[str], offered: str) -> None:
    assert least_had(["blocked", "lost", "stolen"], had) == offered


def test_without_scenarios_there_is_nothing_to_offer() -> None:
    assert least_had([], ["blocked"]) is None


@given(st.lists(st.sampled_from("abc"), max_size=30))
def test_following_the_offers_evens_out(had: list[str]) -> None:
    for _ in range(60):
        offered = least_had("abc", had)
        assert offered is not None
        had = [*had, offered]
    counts = [had.count(name) for name in "abc"]
    assert max(counts) - min(counts) <= 30
    assert least_had("abc", had) in {name for name in "abc" if had.count(name) == min(counts)}
