"""Cleared over time says of each day what the overview of that day says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.reports.over_time import cleared_over_time, week_days
from app.reports.roster import Stay, roster_of
from app.reports.standings import cells, count_cleared
from tests.unit.reports.test_standings import CARDS, DAY, NOW, RETURNS, certificate, enrolment

LINES = {CARDS: "cards", RETURNS: ""}
STAYS = [
    Stay(1, "Olga", "operator", None, None, None, NOW - 80 * DAY, None),
    Stay(2, "Sven", "supervisor", None, None, None, NOW - 80 * DAY, None),
    Stay(3, "Omar", "operator", None, None, None, NOW - 60 * DAY, NOW - 10 * DAY),
    Stay(4, "Oda", "team leader", None, None, None, NOW - 30 * DAY, None),
]
CERTIFICATES = [
    certificate(NOW - 50 * DAY, NOW - 20 * DAY),
    certificate(NOW - 15 * DAY, None),
    certificate(NOW - 40 * DAY, None, person=2),
    certificate(NOW - 45 * DAY, None, person=3),
]
ENROLMENTS = [enrolment(NOW - 70 * DAY, None), enrolment(NOW - 75 * DAY, None, person=2)]


def test_the_days_are_those_of_the_reader() -> None:
    moment = datetime(2030, 11, 22, 23, 30, tzinfo=UTC)
    days = week_days(moment, "Europe/Warsaw")
    assert len(days) == 12
    assert days[-1] == (date(2030, 11, 23), moment)
    assert days[-2] == (date(2030, 11, 16), datetime(2030, 11, 16, 23, tzinfo=UTC) - timedelta(microseconds=1))


def test_people_are_counted_who_were_there_and_held_it_then() -> None:
    found = cleared_over_time(week_days(NOW, "UTC"), STAYS, CERTIFICATES, ENROLMENTS, [LINES] * 12)
    cleared = [one.count.cleared for one in found]
    takes_calls = [one.count.total for one in found]
    assert cleared == [0, 0, 0, 0, 1, 2, 2, 2, 2, 2, 1, 1]
    assert takes_calls == [1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 2, 2]


@pytest.mark.parametrize("lines", [LINES, {CARDS: "", RETURNS: ""}, {}])
def test_each_day_is_what_the_overview_of_that_day_says(lines: dict[str, str]) -> None:
    for day, moment in week_days(NOW, "UTC"):
        [found] = cleared_over_time([(day, moment)], STAYS, CERTIFICATES, ENROLMENTS, [lines])
        seen = cells(roster_of(STAYS, moment).values(), list(lines), CERTIFICATES, ENROLMENTS, moment)
        assert found.count == count_cleared(seen, lines), day
