"""Series of live test calls: when they are met, lost, begun again, and which rule holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.calls.rules import SeriesCall, SeriesState, rule_for, series, standing, standings
from app.content.documents import SeriesRule

FOUR_OF_FIVE = SeriesRule(passed=4, calls=5, percent=85)
ONE_OF_TWO = SeriesRule(passed=1, calls=2, percent=85)
PHONE, CHAT = ("phone", "en"), ("chat", "en")

outcomes = st.lists(st.booleans(), max_size=12)


@st.composite
def rules(draw: st.DrawFn) -> SeriesRule:
    calls = draw(st.integers(1, 8))
    return SeriesRule(passed=draw(st.integers(1, calls)), calls=calls, percent=85)


def calls(marks: str, rule: SeriesRule = FOUR_OF_FIVE, number: int = 1) -> list[SeriesCall]:
    """Return calls from a text of + (passed) and - (not)."""
    return [SeriesCall(number, mark == "+", rule) for mark in marks]


@pytest.mark.parametrize(
    ("marks", "rule", "passed", "scored", "met", "lost", "left"),
    [
        ("", FOUR_OF_FIVE, 0, 0, False, False, 5),
        ("+", FOUR_OF_FIVE, 1, 1, False, False, 4),
        ("-", FOUR_OF_FIVE, 0, 1, False, False, 4),
        ("++++", FOUR_OF_FIVE, 4, 4, True, False, 0),
        ("-++++", FOUR_OF_FIVE, 4, 5, True, False, 0),
        ("--", FOUR_OF_FIVE, 0, 2, False, True, 0),
        ("+++--", FOUR_OF_FIVE, 3, 5, False, True, 0),
        ("++++-", FOUR_OF_FIVE, 4, 4, True, False, 0),
        ("--++++", FOUR_OF_FIVE, 0, 2, False, True, 0),
        ("-", ONE_OF_TWO, 0, 1, False, False, 1),
        ("-+", ONE_OF_TWO, 1, 2, True, False, 0),
        ("--", ONE_OF_TWO, 0, 2, False, True, 0),
        ("+", SeriesRule(1, 1, 80), 1, 1, True, False, 0),
        ("-", SeriesRule(1, 1, 80), 0, 1, False, True, 0),
    ],
)
def test_series(marks: str, rule: SeriesRule, passed: int, scored: int, met: bool, lost: bool, left: int) -> None:
    state = series([mark == "+" for mark in marks], rule)
    assert state == SeriesState(1, passed, scored, rule.passed, rule.calls, met, lost)
    assert state.left == left


@given(outcomes, rules())
def test_a_series_is_never_met_and_lost_and_never_too_long(given_calls: list[bool], rule: SeriesRule) -> None:
    state = series(given_calls, rule)
    assert not (state.met and state.lost)
    assert state.scored <= state.of
    assert state.passed <= state.needed
    assert (state.left == 0) == (state.met or state.lost)


@given(outcomes, rules())
def test_an_open_series_can_still_be_met_and_a_lost_one_cannot(given_calls: list[bool], rule: SeriesRule) -> None:
    state = series(given_calls, rule)
    best = series([*given_calls[: state.scored], *[True] * state.left], rule)
    assert best.met != state.lost


@given(outcomes, outcomes, rules())
def test_what_comes_after_the_decision_changes_nothing(before: list[bool], after: list[bool], rule: SeriesRule) -> None:
    state = series(before, rule)
    if state.met or state.lost:
        assert series([*before, *after], rule) == state


def test_a_lost_series_waits_for_coaching_and_then_begins_anew() -> None:
    assert standing(calls("--"), [], FOUR_OF_FIVE).lost
    begun = standing(calls("--"), [1], FOUR_OF_FIVE)
    assert (begun.number, begun.scored, begun.lost) == (2, 0, False)
    going = standing([*calls("--"), *calls("+", number=2)], [1], FOUR_OF_FIVE)
    assert (going.number, going.passed, going.scored) == (2, 1, 1)


def test_coaching_for_an_earlier_series_does_not_excuse_a_later_one() -> None:
    assert standing([*calls("--"), *calls("--", number=2)], [1], FOUR_OF_FIVE).lost


def test_a_decided_series_stays_decided_under_a_new_rule() -> None:
    stricter = SeriesRule(passed=5, calls=5, percent=90)
    assert standing(calls("++++"), [], stricter).met
    assert standing(calls("--"), [], ONE_OF_TWO).lost


def test_a_series_that_the_rule_of_today_lost_begins_anew_with_coaching() -> None:
    two_of_two = SeriesRule(passed=2, calls=2, percent=85)
    assert standing(calls("-"), [], two_of_two).lost
    begun = standing(calls("-"), [1], two_of_two)
    assert (begun.number, begun.scored, begun.lost) == (2, 0, False)


def test_an_open_series_follows_the_rule_of_today() -> None:
    state = standing(calls("+-"), [], SeriesRule(passed=2, calls=3, percent=85))
    assert (state.needed, state.of, state.left) == (2, 3, 1)


def test_a_further_channel_has_the_shorter_rule_once_the_first_is_met() -> None:
    begun = standings([PHONE, CHAT], {PHONE: calls("+++")}, {}, FOUR_OF_FIVE, ONE_OF_TWO)
    assert (begun[PHONE].of, begun[CHAT].of) == (5, 5)
    assert rule_for(CHAT, begun, FOUR_OF_FIVE, ONE_OF_TWO) == FOUR_OF_FIVE
    met = standings([PHONE, CHAT], {PHONE: calls("++++"), CHAT: calls("-")}, {}, FOUR_OF_FIVE, ONE_OF_TWO)
    assert (met[PHONE].met, met[CHAT].of, met[CHAT].left) == (True, 2, 1)
    assert rule_for(CHAT, met, FOUR_OF_FIVE, ONE_OF_TWO) == ONE_OF_TWO
    assert rule_for(PHONE, met, FOUR_OF_FIVE, ONE_OF_TWO) == FOUR_OF_FIVE


def test_without_a_further_rule_every_channel_has_the_same() -> None:
    met = standings([PHONE, CHAT], {PHONE: calls("++++")}, {}, FOUR_OF_FIVE, None)
    assert met[CHAT].of == 5
    assert rule_for(CHAT, met, FOUR_OF_FIVE, None) == FOUR_OF_FIVE


def test_both_met_stay_met() -> None:
    both = standings(
        [PHONE, CHAT],
        {PHONE: calls("++++"), CHAT: calls("-+", ONE_OF_TWO)},
        {},
        FOUR_OF_FIVE,
        ONE_OF_TWO,
    )
    assert both[PHONE].met
    assert both[CHAT].met
