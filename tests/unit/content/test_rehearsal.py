"""A scenario played, its paths, and what a call earns."""

from __future__ import annotations

import pytest

from app.content.documents import Quote
from app.content.rehearsal import NotOfferedError, is_over, offered, outcome, quotes, replay, say, start
from app.content.scenario_paths import paths
from app.content.scoring import ScoringError, score_live_call
from tests.unit.content.samples import SCENARIO, changed, scenario_of

BEST = ("start/1", "reason/2", "escalation/1")
FULL = {"Identity": 30, "Solution": 40, "Empathy": 15, "Closing": 15}


def test_the_worked_example_has_its_fourteen_paths() -> None:
    found = list(paths(scenario_of()))
    assert len(found) == 14
    assert sorted(path.outcome.total for path in found if path.outcome.passed) == [85, 100]
    assert {path.outcome.ending for path in found if path.outcome.passed} == {"resolved"}
    assert [p.outcome.ending for p in found if p.outcome.total == 85 and not p.outcome.passed] == ["unresolved"]
    assert all(path.outcome.ending for path in found)


def test_paths_are_streamed_up_to_a_limit() -> None:
    endless = changed(SCENARIO, '- "Calm', "".join(f'- "D {n}." → Start\n' for n in range(40)) + '- "Calm')
    assert len(list(paths(scenario_of(endless), limit=7))) == 7


def test_the_first_path_of_a_huge_scenario_comes_at_once() -> None:
    replies = "".join(f'- "Detail {number}." → Start\n' for number in range(400))
    huge = scenario_of(changed(SCENARIO, '- "Calm', replies + '- "Calm'))
    assert next(paths(huge)).outcome.ending == "resolved"


def test_paths_come_in_the_order_in_which_replies_are_written() -> None:
    ids = [tuple(reply.id for reply in path.replies) for path in paths(scenario_of())]
    assert [path[0] for path in ids] == sorted(path[0] for path in ids)
    assert len(set(ids)) == 14


def test_a_call_begins_at_the_first_step_with_what_the_caller_says() -> None:
    scenario = scenario_of()
    state = start(scenario)
    assert quotes(scenario, state) == (Quote(("My card was refused and I must pay the hotel! Unblock it, now!",)),)
    assert [reply.id for reply in offered(scenario, state)] == ["start/1", "start/2", "start/3"]


def test_a_reply_already_said_is_not_offered_again() -> None:
    scenario = scenario_of()
    state = say(scenario, start(scenario), "start/3")
    assert [reply.id for reply in offered(scenario, state)] == ["start/1", "start/2"]
    with pytest.raises(NotOfferedError):
        say(scenario, state, "start/3")


@pytest.mark.parametrize(
    ("first", "then"), [("start/1", ["reason/2", "reason/3"]), ("start/2", ["reason/1", "reason/3"])]
)
def test_facts_decide_what_is_offered(first: str, then: list[str]) -> None:
    scenario = scenario_of()
    assert [reply.id for reply in offered(scenario, say(scenario, start(scenario), first))] == then


def test_a_quote_is_said_only_while_the_facts_are_so() -> None:
    text = changed(SCENARIO, "> The text message", "> Thanks.\n> - Only if: identity verified\n\n> The text message")
    scenario = scenario_of(text)
    assert len(quotes(scenario, replay(scenario, ["start/1"]))) == 2
    assert len(quotes(scenario, replay(scenario, ["start/2"]))) == 1


def test_the_best_call_earns_everything() -> None:
    scenario = scenario_of()
    state = replay(scenario, BEST)
    result = outcome(scenario, state)
    assert is_over(scenario, state)
    assert (result.total, result.percent, result.ending, result.passed) == (100, 100, "resolved", True)


def test_points_are_held_between_zero_and_the_maximum_only_at_the_end() -> None:
    scenario = scenario_of()
    # 15 taken away first and given back later: none are left, where holding at each step would leave 15.
    result = outcome(scenario, replay(scenario, ("start/3", *BEST)))
    assert result.points == {"Identity": 30, "Solution": 40, "Empathy": 0, "Closing": 15}
    more = scenario_of(changed(SCENARIO, "Solution +40", "Solution +400"))
    assert outcome(more, replay(more, BEST)).total == 100
    less = outcome(scenario, replay(scenario, ["start/3"]))
    assert (less.points["Empathy"], less.passed) == (0, False)


def test_a_critical_error_fails_the_call_whatever_the_points() -> None:
    scenario = scenario_of(changed(SCENARIO, "  - Score: Closing +15", "  - Score: Closing +15\n  - Critical: Leak"))
    result = outcome(scenario, replay(scenario, BEST))
    assert (result.total, result.critical, result.passed) == (100, ("Leak",), False)


def test_a_call_that_has_not_ended_has_not_passed() -> None:
    scenario = scenario_of()
    assert not outcome(scenario, replay(scenario, BEST[:-1])).passed


@pytest.mark.parametrize(
    ("points", "critical", "ending", "total", "percent", "passed"),
    [
        (FULL, [], "resolved", 100, 100, True),
        (FULL | {"Closing": 0}, [], "resolved", 85, 85, True),
        (FULL | {"Closing": 0, "Identity": 29}, [], "resolved", 84, 84, False),
        (FULL, ["Leak"], "resolved", 100, 100, False),
        (FULL, [], "unresolved", 100, 100, False),
        (FULL | {"Empathy": None}, [], "resolved", 85, 100, True),
        (FULL | {"Empathy": None, "Closing": 2}, [], "resolved", 72, 72 * 100 / 85, False),
        (FULL | {"Empathy": None, "Closing": 3}, [], "resolved", 73, 73 * 100 / 85, True),
    ],
)
def test_a_live_call_is_scored_on_the_criteria_that_apply(
    points: dict[str, int | None], critical: list[str], ending: str, total: int, percent: float, passed: bool
) -> None:
    result = score_live_call(scenario_of(), points, critical, ending)
    assert (result.points, result.percent, result.passed) == (total, percent, passed)


def test_a_certificate_may_ask_for_a_higher_mark() -> None:
    assert not score_live_call(scenario_of(), FULL | {"Closing": 5}, [], "resolved", percent=95).passed


@pytest.mark.parametrize(
    ("points", "critical", "ending", "words"),
    [
        ({"Identity": 30}, [], "resolved", "“Solution” has no points yet"),
        (FULL | {"Charm": 1}, [], "resolved", "“Charm” is no criterion"),
        (FULL | {"Closing": 16}, [], "resolved", "“Closing” takes points from 0 to 15"),
        (FULL | {"Closing": -1}, [], "resolved", "“Closing” takes points from 0 to 15"),
        (FULL | {"Closing": None}, [], "resolved", "“Closing” always applies"),
        (FULL, ["Leek"], "resolved", "“Leek” is no critical error"),
        (FULL, [], "solved", "“solved” is no ending"),
    ],
)
def test_a_score_that_the_scorecard_does_not_allow_is_refused(
    points: dict[str, int | None], critical: list[str], ending: str, words: str
) -> None:
    with pytest.raises(ScoringError, match=words):
        score_live_call(scenario_of(), points, critical, ending)
