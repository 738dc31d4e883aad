"""Who comes next, how long a call may lie, which scenario is offered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.calls.queue_rules import (
    TIME_TO_SCORE,
    TIME_TO_START,
    claim_ends,
    claim_has_run_out,
    least_had,
    Turn,
    queue_key,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def minutes(number: int) -> datetime:
    return NOW + timedelta(minutes=number)


def test_nearest_due_date_first_then_longest_wait_and_no_due_date_last() -> None:
    waiting = [
        ("no due date, came first", None, minutes(-600)),
        ("due tomorrow, came second", minutes(1440), minutes(-20)),
        ("due tomorrow, came first", minutes(1440), minutes(-30)),
        ("overdue, came last", minutes(-1440), minutes(-1)),
        ("no due date, came second", None, minutes(-500)),
    ]
    assert [name for name, due, asked in sorted(waiting, key=lambda one: queue_key(Turn(one[2], one[0], one[1])))] == [
        "overdue, came last",
        "due tomorrow, came first",
        "due tomorrow, came second",
        "no due date, came first",
        "no due date, came second",
    ]


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
