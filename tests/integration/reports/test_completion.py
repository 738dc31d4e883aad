"""In which period an enrolment counts in the report of completion."""

from __future__ import annotations

from datetime import UTC, date, datetime

from app.kernel import clock
from app.learning.changing import change_due, take_back
from app.learning.service import enrol
from app.reports.completion import completion
from app.reports.narrowing import Narrowing
from tests.factories import World
from tests.integration.certification import courses
from tests.integration.certification.courses import CARDS

BEGINNING, CHANGED, NOW = (datetime(2031, 3, day, 12, tzinfo=UTC) for day in (3, 5, 6))


def test_an_enrolment_counts_from_its_beginning_whatever_was_changed_since(trained: World) -> None:
    """Omar got another due date; Sara's enrolment was taken back, and Olga's too, who was enrolled again then."""
    mira, (olga, omar, sara) = trained.actor("mira"), (trained.people[name] for name in ("olga", "omar", "sara"))
    with clock.at(BEGINNING):
        for person in (olga, omar, sara):
            courses.enrol(trained.system(), person, CARDS)
    with clock.at(CHANGED):
        change_due(mira, [omar], CARDS, date(2031, 4, 1), "On leave until then.")
        take_back(mira, [olga, sara], CARDS, "The wrong course.")
    with clock.at(NOW):
        enrol(mira, [olga], CARDS)
        counted = {
            day.day: [row.enrolled for row in completion(mira, Narrowing(since=day, until=day), NOW)[1]]
            for day in (BEGINNING.date(), CHANGED.date(), NOW.date())
        }
    assert counted == {3: [1], 5: [], 6: [1]}
