"""Enrolling those whom one answers for, by a day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.kernel import clock
from app.kernel.errors import ForbiddenError, InvalidError, NotFoundError
from app.learning import queries
from app.learning.enrolling import enrol_by
from app.people import persons, teams
from app.people.persons import Details
from tests.factories import World
from tests.integration.learning.conftest import Courses

COURSE = "card-line"
FRIDAY = datetime(2026, 11, 6, 12, tzinfo=UTC)


def due(world: World, name: str) -> datetime | None:
    (found,) = queries.enrolments(world.actor("mira"), people=[world.people[name]])
    return found.due_at


def test_a_day_ends_where_each_person_is(world: World, courses: Courses) -> None:
    persons.change_own(world.actor("olga"), Details("", "", "en", "Europe/Athens"))
    with clock.at(FRIDAY):
        enrol_by(world.actor("tara"), [world.people["olga"], world.people["omar"]], COURSE, date(2026, 11, 27))
        enrol_by(world.actor("tara"), [world.people["olga"]], COURSE, date(2027, 1, 1))
    assert due(world, "olga") == datetime(2026, 11, 27, 21, 59, 59, tzinfo=UTC)
    assert due(world, "omar") == datetime(2026, 11, 27, 23, 59, 59, tzinfo=UTC)


def test_without_a_day_the_courses_own_rule_counts(world: World, courses: Courses) -> None:
    with clock.at(FRIDAY):
        enrol_by(world.actor("mira"), [world.people["olga"]], COURSE, None)
    assert due(world, "olga") == datetime(2026, 11, 20, 23, 59, 59, tzinfo=UTC)


def test_a_supervisor_enrols_their_own_team(world: World, courses: Courses) -> None:
    mira, sven, olga, omar = world.actor("mira"), world.actor("sven"), world.people["olga"], world.people["omar"]
    teams.move(mira, teams.make_team(mira, "Blue", sven.number), [olga])
    enrol_by(sven, [olga], COURSE, None)
    with pytest.raises(NotFoundError):
        enrol_by(sven, [olga, omar], COURSE, None)
    assert queries.enrolments(mira, people=[omar]) == []


def test_what_cannot_be_is_refused(world: World, courses: Courses) -> None:
    tara, olga = world.actor("tara"), world.people["olga"]
    with clock.at(FRIDAY):
        for people, day in (([], None), ([olga], date(2026, 11, 5))):
            with pytest.raises(InvalidError):
                enrol_by(tara, people, COURSE, day)
        for people, course in (([olga], "no-such-course"), ([olga, world.people["otto"]], COURSE)):
            with pytest.raises(NotFoundError):
                enrol_by(tara, people, course, date(2026, 11, 27))
    with pytest.raises(ForbiddenError):
        enrol_by(world.actor("olga"), [olga], COURSE, None)
