"""Who of a class is not enrolled in what the others take, and the day they are offered."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.learning.latecomers import late_in
from app.learning.queries import EnrolmentFacts

ZONES = {1: "Europe/Warsaw", 2: "UTC", 3: "UTC", 4: "UTC"}
FRIDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 30)


def enrolled(person: int, due: date | None, course: str = "cards") -> EnrolmentFacts:
    hour = 22 if person == 1 else 23  # the end of the day in Warsaw, and in UTC
    due_at = datetime(due.year, due.month, due.day, hour, 59, 59, tzinfo=UTC) if due else None
    return EnrolmentFacts(f"e{person}", person, course, "r1", datetime(2026, 11, 1, tzinfo=UTC), due_at)


@pytest.mark.parametrize(
    ("rows", "people", "due"),
    [
        ([enrolled(1, FRIDAY), enrolled(2, FRIDAY), enrolled(3, MONDAY)], (4,), FRIDAY),
        ([enrolled(1, FRIDAY), enrolled(2, MONDAY)], (3, 4), MONDAY),
        ([enrolled(1, None)], (2, 3, 4), None),
        ([enrolled(1, date(2026, 11, 2))], (2, 3, 4), None),
    ],
    ids=["the day of most", "of several the latest", "no day", "a day that is over"],
)
def test_those_who_are_not_in_a_course_of_the_class_are_offered_its_day(
    rows: list[EnrolmentFacts], people: tuple[int, ...], due: date | None
) -> None:
    (late,) = late_in(rows, ZONES, date(2026, 11, 22))
    assert (late.course, late.people, late.due) == ("cards", people, due)


def test_nobody_is_late_where_all_are_enrolled_or_nobody_is() -> None:
    assert late_in([enrolled(person, FRIDAY) for person in ZONES], ZONES, date(2026, 11, 22)) == []
    assert late_in([], ZONES, date(2026, 11, 22)) == []
