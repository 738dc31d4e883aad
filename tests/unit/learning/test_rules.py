"""When a course is due, when a module is complete, which one is open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.documents import Duration, ModuleDocument, Question, Section
from app.content.kinds import Kind, QuestionKind, Unit
from app.learning.rules import (
    LanguageChange,
    ModuleState,
    due_at,
    is_complete,
    language_change,
    module_states,
    place_to_continue,
)

DONE, IN_PROGRESS, OPEN, LOCKED = ModuleState.DONE, ModuleState.IN_PROGRESS, ModuleState.OPEN, ModuleState.LOCKED


def module(name: str, *, anchors: tuple[str, ...] = ("one", "two"), checks: tuple[str, ...] = ()) -> ModuleDocument:
    """Return a module; its checks are in its last section."""
    questions = tuple(Question(id_, QuestionKind.SINGLE, id_, 1) for id_ in checks)
    sections = [Section(anchor, anchor, 1, "text") for anchor in anchors]
    sections[-1] = Section(anchors[-1], anchors[-1], 1, "text", questions)
    return ModuleDocument(f"c/k/{name}.md", name, Kind.MODULE, name, sections=tuple(sections))


@pytest.mark.parametrize(
    ("start", "amount", "unit", "zone", "last_second"),
    [
        ("2026-11-02T09:00+00:00", 10, Unit.WORKING_DAYS, "UTC", "2026-11-16T23:59:59"),  # Monday to Monday
        (
            "2026-11-06T09:00+00:00",
            1,
            Unit.WORKING_DAYS,
            "UTC",
            "2026-11-09T23:59:59",
        ),  # Friday: the weekend is left out
        ("2026-11-07T09:00+00:00", 5, Unit.WORKING_DAYS, "UTC", "2026-11-13T23:59:59"),  # from a Saturday
        (
            "2026-11-08T23:30+00:00",
            1,
            Unit.WORKING_DAYS,
            "Europe/Warsaw",
            "2026-11-10T23:59:59",
        ),  # Monday there already
        ("2026-11-09T02:00+00:00", 1, Unit.WORKING_DAYS, "America/New_York", "2026-11-09T23:59:59"),  # still Sunday
        ("2026-03-28T12:00+00:00", 2, Unit.DAYS, "Europe/Warsaw", "2026-03-30T23:59:59"),  # the clocks change between
        ("2026-01-31T12:00+00:00", 1, Unit.MONTHS, "UTC", "2026-02-28T23:59:59"),
        ("2024-02-29T12:00+00:00", 1, Unit.YEARS, "UTC", "2025-02-28T23:59:59"),
        ("2026-11-02T09:00+00:00", 2, Unit.WEEKS, "UTC", "2026-11-16T23:59:59"),
        ("2026-11-02T09:00+00:00", 90, Unit.MINUTES, "Europe/Warsaw", "2026-11-02T11:30:00"),
        ("2026-11-02T09:00+00:00", 3, Unit.HOURS, "UTC", "2026-11-02T12:00:00"),
    ],
)
def test_due_at(start: str, amount: int, unit: Unit, zone: str, last_second: str) -> None:
    found = due_at(datetime.fromisoformat(start), Duration(amount, unit), zone)
    assert found.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == datetime.fromisoformat(last_second)


@given(
    start=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
    amount=st.integers(1, 400),
    zone=st.sampled_from(["UTC", "Europe/Warsaw", "America/New_York", "Asia/Kolkata"]),
)
def test_working_days_end_on_a_working_day_and_hold_that_many(start: datetime, amount: int, zone: str) -> None:
    first = start.astimezone(ZoneInfo(zone)).date()
    last = due_at(start, Duration(amount, Unit.WORKING_DAYS), zone).astimezone(ZoneInfo(zone)).date()
    days = [first + timedelta(days=number) for number in range(1, (last - first).days + 1)]
    assert last.weekday() < 5
    assert sum(day.weekday() < 5 for day in days) == amount


@pytest.mark.parametrize(
    ("reached", "answered", "complete"),
    [
        (set(), set(), False),
        ({"one"}, {"q1", "q2"}, False),
        ({"two"}, {"q1"}, False),
        ({"two"}, {"q1", "q2"}, True),
        ({"one", "two"}, {"q1", "q2", "gone-since"}, True),
    ],
)
def test_a_module_is_complete_with_its_last_section_and_each_check(
    reached: set[str], answered: set[str], complete: bool
) -> None:
    assert is_complete(module("m", checks=("q1", "q2")), reached, answered) is complete


@pytest.mark.parametrize(
    ("completed", "begun", "unlocked", "states"),
    [
        (set(), set(), True, [OPEN, LOCKED, LOCKED]),
        (set(), {"a"}, True, [IN_PROGRESS, LOCKED, LOCKED]),
        ({"a"}, {"a"}, True, [DONE, OPEN, LOCKED]),
        ({"a", "c"}, {"a", "c"}, True, [DONE, OPEN, DONE]),  # a release put b in between: c stays done
        ({"a", "b", "c"}, {"a"}, True, [DONE, DONE, DONE]),
        (set(), set(), False, [LOCKED, LOCKED, LOCKED]),  # a course that comes before is missing
        ({"a"}, {"a"}, False, [DONE, LOCKED, LOCKED]),
    ],
)
def test_modules_open_in_their_order(
    completed: set[str], begun: set[str], unlocked: bool, states: list[ModuleState]
) -> None:
    assert module_states([module("a"), module("b"), module("c")], completed, begun, unlocked=unlocked) == states


@pytest.mark.parametrize(
    ("reached", "answered", "anchor"),
    [
        (set(), set(), "one"),
        ({"one"}, set(), "two"),
        ({"two"}, {"q"}, "one"),
        ({"one", "two"}, set(), "two"),
        ({"one", "two"}, {"q"}, "one"),
    ],
)
def test_going_on_begins_where_something_is_missing(reached: set[str], answered: set[str], anchor: str) -> None:
    assert place_to_continue(module("m", checks=("q",)), reached, answered) == anchor


@pytest.mark.parametrize(
    ("begun_themselves", "finished", "attempt_open", "change"),
    [
        (True, False, False, LanguageChange.ALLOWED),
        (False, False, False, LanguageChange.BY_OTHERS),
        (False, False, True, LanguageChange.BY_OTHERS),
        (True, False, True, LanguageChange.ATTEMPT_OPEN),
        (True, True, False, LanguageChange.FINISHED),
        (False, True, False, LanguageChange.FINISHED),
    ],
)
def test_who_began_a_course_themselves_may_go_on_in_another_language(
    begun_themselves: bool, finished: bool, attempt_open: bool, change: LanguageChange
) -> None:
    assert language_change(begun_themselves=begun_themselves, finished=finished, attempt_open=attempt_open) is change
