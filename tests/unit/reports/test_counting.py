"""The numbers of reports, by hand: completion, first attempts, times to clearance, and what a period covers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.people.groups import ClassFacts
from app.reports.clearance_times import Spread, class_time, first_clearances, spread
from app.reports.completion import Completed, Taken, count_completed
from app.reports.first_attempts import FirstAttempt, PassRate, count_passed, first_of_each
from app.reports.narrowing import By, Narrowing, share
from app.reports.placing import Groups, classes_of
from app.reports.roster import RosterPerson, RosterTeam, teams_of
from app.reports.side_by_side import people_by_state
from app.reports.standings import Cell
from app.reports.states import State
from app.reports.visits import is_over
from tests.unit.reports.test_standings import CARDS, DAY, NOW, OLGA, certificate

PLACES = Groups({1: "blue", 2: ""}, classes_of([("autumn", [1, 2]), ("spring", [1])]))


@pytest.mark.parametrize(
    ("by", "person", "keys"),
    [
        (By.COURSE, 1, ("cards",)),
        (By.TEAM, 1, ("blue",)),
        (By.TEAM, 2, ("",)),
        (By.TEAM, 9, ("",)),
        (By.CLASS, 1, ("autumn", "spring")),
        (By.CLASS, 2, ("autumn",)),
        (By.CLASS, 9, ("",)),
    ],
)
def test_in_which_rows_somebody_counts(by: By, person: int, keys: tuple[str, ...]) -> None:
    assert PLACES.keys(by)(person, "cards") == keys


TAKEN = [
    Taken(1, "cards", finished=True),
    Taken(2, "cards", overdue=True),
    Taken(1, "returns"),
    Taken(2, "returns", nothing_done=True),
]


def test_completion_by_course_and_by_class() -> None:
    assert count_completed(TAKEN, PLACES.keys(By.COURSE)) == [
        Completed(key="cards", enrolled=2, finished=1, overdue=1),
        Completed(key="returns", enrolled=2, nothing_done=1),
    ]
    assert count_completed(TAKEN, PLACES.keys(By.CLASS)) == [
        Completed(key="autumn", enrolled=4, finished=1, overdue=1, nothing_done=1),
        Completed(key="spring", enrolled=2, finished=1),
    ]
    assert [one.share for one in count_completed(TAKEN, PLACES.keys(By.COURSE))] == [0.5, 0]


@pytest.mark.parametrize(("part", "whole", "expected"), [(1, 2, 0.5), (0, 4, 0), (4, 4, 1), (0, 0, None)])
def test_a_share_of_nothing_is_none(part: int, whole: int, expected: float | None) -> None:
    assert share(part, whole) == expected


def attempt(person: int, quiz: str, *, passed: bool) -> FirstAttempt:
    return FirstAttempt(person, "cards", quiz, NOW, passed)


def test_only_the_first_attempt_counts() -> None:
    """Passing the second time does not make the first one better, nor does failing a later one make it worse."""
    given = [
        attempt(1, "exam", passed=False),
        attempt(2, "exam", passed=True),
        attempt(1, "exam", passed=True),
        attempt(2, "exam", passed=False),
        attempt(1, "warm-up", passed=True),
    ]
    first = first_of_each(given)
    assert count_passed(first, PLACES.keys(By.COURSE), by_quiz=True) == [
        PassRate("cards", "exam", 2, 1),
        PassRate("cards", "warm-up", 1, 1),
    ]
    assert count_passed(first, PLACES.keys(By.TEAM), by_quiz=False) == [
        PassRate("blue", "", 2, 1),
        PassRate("", "", 1, 1),
    ]


@pytest.mark.parametrize(
    ("days", "expected"),
    [([], None), ([4], Spread(4, 4, 4)), ([9, 1, 2], Spread(2, 1, 9)), ([1, 2, 4, 9], Spread(3, 1, 9))],
)
def test_the_median_and_the_range(days: list[float], expected: Spread | None) -> None:
    assert spread(days) == expected


def test_how_long_a_class_took() -> None:
    """Of five people two were cleared since, one before the class began, and two not at all."""
    group = ClassFacts("c", "Autumn", 7, NOW, (1, 2, 3, 4, 5))
    found = class_time(group, {1: NOW + 10 * DAY, 2: NOW + 12 * DAY, 3: NOW - DAY, 8: NOW}, date(2025, 11, 22))
    assert (found.people, found.cleared, found.before) == (5, 2, 1)
    assert found.days == Spread(11, 10, 12)


def test_a_renewed_certificate_is_no_first_clearance() -> None:
    first, second = certificate(NOW, NOW + DAY), certificate(NOW + 300 * DAY, None)
    assert first_clearances([second, first]) == {1: NOW}
    assert first_clearances([first], course=CARDS) == {1: NOW}
    assert first_clearances([first], course="returns") == {}


PERIODS = [
    (Narrowing(), True),
    (Narrowing(since=date(2025, 11, 22)), True),
    (Narrowing(since=date(2025, 11, 23)), False),
    (Narrowing(until=date(2025, 11, 22)), True),
    (Narrowing(until=date(2025, 11, 21)), False),
    (Narrowing(since=date(2025, 11, 23), zone="Asia/Tokyo"), True),
]


@pytest.mark.parametrize(("wanted", "inside"), PERIODS)
def test_a_period_is_made_of_the_readers_days(wanted: Narrowing, inside: bool) -> None:
    """At 20:00 UTC it is already tomorrow in Tokyo."""
    assert wanted.covers(datetime(2025, 11, 22, 20, tzinfo=UTC)) is inside


def test_people_are_counted_once_in_a_state() -> None:
    cells = [
        Cell(OLGA, CARDS, State.OVERDUE),
        Cell(OLGA, "returns", State.OVERDUE),
        Cell(OLGA, "chat", State.CLEARED),
    ]
    assert people_by_state(cells) == {State.OVERDUE: 1, State.CLEARED: 1}


def test_teams_are_those_that_people_are_in() -> None:
    ada = RosterPerson(3, "Ada", frozenset(), "t2", "Amber", 9)
    nobody = RosterPerson(4, "Otto", frozenset(), "", "")
    assert teams_of([OLGA, ada, nobody]) == [RosterTeam("t2", "Amber", 9, (3,)), RosterTeam("t1", "Blue", None, (1,))]


def test_a_visit_lasts_a_working_day() -> None:
    assert not is_over(NOW, NOW + timedelta(hours=7))
    assert is_over(NOW, NOW + timedelta(hours=8))
