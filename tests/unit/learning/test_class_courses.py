"""What the courses of a class are, who of it is missing there, in which language they are offered it, and by when."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from app.learning.class_courses import courses_of
from app.learning.queries import EnrolmentFacts
from app.people.queries import PersonFacts

LEARNERS = {
    number: PersonFacts(number, "", language, time_zone, "", frozenset({"operator"}), "centre")
    for number, language, time_zone in (
        (1, "pl", "Europe/Warsaw"),
        (2, "en", "UTC"),
        (3, "pl", "UTC"),
        (4, "el", "UTC"),
    )
}
FRIDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 30)


def enrolled(person: int, due: date | None = FRIDAY, course: str = "cards") -> EnrolmentFacts:
    hour = 22 if person == 1 else 23  # the end of the day in Warsaw, and in UTC
    due_at = datetime(due.year, due.month, due.day, hour, 59, 59, tzinfo=UTC) if due else None
    return EnrolmentFacts(f"e{person}", person, course, "r1", datetime(2026, 11, 1, tzinfo=UTC), due_at)


def content(part: str, language: str = "en", translates: str = "") -> Any:
    course = SimpleNamespace(title=part.title(), language=language, translates=translates)
    return SimpleNamespace(release=SimpleNamespace(part=part), course=course)


CARDS, CARDS_PL, DISPUTES = content("cards"), content("cards-pl", "pl", "../cards"), content("disputes")
CONTENTS = [CARDS, CARDS_PL, DISPUTES]


@pytest.mark.parametrize(
    ("rows", "missing", "due"),
    [
        ([enrolled(1), enrolled(2), enrolled(3, MONDAY)], (4,), FRIDAY),
        ([enrolled(1), enrolled(2, MONDAY)], (3, 4), MONDAY),
        ([enrolled(1, None)], (2, 3, 4), None),
        ([enrolled(person) for person in LEARNERS], (), FRIDAY),
    ],
    ids=["the day of most", "of several the latest", "no day", "all are in it"],
)
def test_those_who_are_not_in_a_course_of_the_class_are_missing(
    rows: list[EnrolmentFacts], missing: tuple[int, ...], due: date | None
) -> None:
    (found,) = courses_of(rows, LEARNERS, CONTENTS)
    assert (found.course, found.missing, found.due) == ("cards", missing, due)
    assert found.enrolled == tuple(row.person_id for row in rows)


@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        ([enrolled(1, course="cards-pl"), enrolled(2)], {"cards": (4,), "cards-pl": (3,)}),
        ([enrolled(1, course="cards-pl"), enrolled(2), enrolled(3), enrolled(4)], {"cards": (), "cards-pl": ()}),
        ([enrolled(1, course="cards-pl")], {"cards-pl": (2, 3, 4)}),
    ],
    ids=["offered in one's own language, else what most take", "one language is enough", "only what the class takes"],
)
def test_a_translation_is_the_same_course(rows: list[EnrolmentFacts], missing: dict[str, tuple[int, ...]]) -> None:
    assert {one.course: one.missing for one in courses_of(rows, LEARNERS, CONTENTS)} == missing


def test_a_class_in_no_course_misses_nothing() -> None:
    assert courses_of([], LEARNERS, CONTENTS) == []
