"""Another due date, an enrolment taken back: what was said before stays, and a past day is answered as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from threading import Event
from typing import Any

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from flask import Flask

from app.authoring import queries as authoring
from app.kernel import clock
from app.kernel.errors import ForbiddenError, InvalidError, NotFoundError, RefusedError
from app.kernel.work import Work
from app.learning import changing, queries, service
from app.learning.changing import change_due, take_back
from app.learning.enrolling import enrol_by
from app.people import service as people_service
from app.reports.records import StepRecords
from app.reports.steps import CHANGED, TAKEN_BACK, Step, StepKind, enrolled_at, steps
from tests.factories import World
from tests.integration.learning.conftest import Courses

COURSE = "card-line"
MONDAY = datetime(2026, 11, 2, 12, tzinfo=UTC)
FIRST, LATER = date(2026, 11, 20), date(2026, 11, 27)
WHY = "The line opens a week later."


@pytest.fixture
def enrolled(world: World, courses: Courses) -> World:
    with clock.at(MONDAY):
        enrol_by(world.actor("tara"), [world.people["olga"], world.people["omar"]], COURSE, FIRST)
    return world


def said(world: World, name: str = "olga") -> list[Step]:
    return steps(world.system(), [world.people[name]], COURSE, [StepKind.ENROLMENT])


def test_a_due_date_changes_for_those_who_are_enrolled(enrolled: World) -> None:
    olga, omar, otis = (enrolled.people[name] for name in ("olga", "omar", "sven"))
    with clock.at(MONDAY + timedelta(days=1)):
        assert change_due(enrolled.actor("tara"), [olga, otis], COURSE, LATER, f"  {WHY} ") == 1
        assert change_due(enrolled.actor("tara"), [olga], COURSE, LATER, "Sent twice") == 0
    rows = {one.person_id: one for one in queries.enrolments(enrolled.system(), [olga, omar])}
    assert rows[olga].due_at == datetime(2026, 11, 27, 23, 59, 59, tzinfo=UTC)
    assert (rows[olga].started_at, rows[olga].reason) == (MONDAY, WHY)
    assert rows[omar].due_at == datetime(2026, 11, 20, 23, 59, 59, tzinfo=UTC)
    assert [(one.change, one.reason) for one in said(enrolled)] == [("", ""), (CHANGED, WHY)]


def test_what_was_taken_back_is_no_enrolment_and_what_was_done_counts_again_later(enrolled: World) -> None:
    tara, olga = enrolled.actor("tara"), enrolled.people["olga"]
    with clock.at(MONDAY + timedelta(days=1)):
        assert take_back(tara, [olga], COURSE, "In the wrong language") == 1
        with pytest.raises(RefusedError):
            take_back(tara, [olga], COURSE, "Once more")
        with pytest.raises(RefusedError):
            service.reach_section(enrolled.actor("olga"), COURSE, "verify", "two-factors")
    assert queries.enrolments(enrolled.system(), [olga]) == []
    assert COURSE not in queries.my_courses(enrolled.actor("olga"))
    record = read_record(enrolled)
    assert (record.enrolled, record.due_at) == (False, None)
    with clock.at(MONDAY + timedelta(days=2)):
        enrol_by(tara, [olga], COURSE, LATER)
    assert [one.change for one in said(enrolled)] == ["", TAKEN_BACK, ""]
    assert read_record(enrolled).enrolled
    (now,) = queries.enrolments(enrolled.system(), [olga])
    assert now.started_at == MONDAY + timedelta(days=2)


def read_record(world: World) -> object:
    content = authoring.get_course(world.system(), COURSE)
    return StepRecords().read(world.system(), [content], [world.people["olga"]])[world.people["olga"], COURSE]


def test_a_past_day_is_answered_as_it_was(enrolled: World) -> None:
    tara, olga = enrolled.actor("tara"), enrolled.people["olga"]
    with clock.at(MONDAY + timedelta(days=1)):
        change_due(tara, [olga], COURSE, LATER, WHY)
    with clock.at(MONDAY + timedelta(days=2)):
        take_back(tara, [olga], COURSE, "By mistake")
    dues = [
        found.due_at.date() if (found := enrolled_at(said(enrolled), MONDAY + timedelta(days=day)).get((olga, COURSE)))
        and found.due_at else None
        for day in (-1, 0, 1, 2)
    ]  # fmt: skip
    assert dues == [None, FIRST, LATER, None]


def test_who_reads_while_the_due_date_changes_is_not_in_the_way(
    app: Flask, enrolled: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each holds what the other waits for, unless a row may be written that only names a person who is held."""
    tara, olga, reads, holds = enrolled.actor("tara"), enrolled.actor("olga"), Event(), Event()

    def reading(*given: Any) -> queries.CourseProgress:
        reads.set()
        holds.wait(0.5)  # on SQLite nobody comes in between
        return queries.progress(*given)

    def holding(work: Work, people: Iterable[int]) -> frozenset[int]:
        reads.wait(5)
        held = people_service.hold_people(work, people)
        holds.set()
        return held

    monkeypatch.setattr(service, "progress", reading)
    monkeypatch.setattr(changing, "hold_people", holding)

    def apart(act: Callable[[], object]) -> object:
        with app.app_context(), clock.at(MONDAY + timedelta(days=1)):
            return act()

    with ThreadPoolExecutor(2) as pool:
        read = pool.submit(apart, lambda: service.reach_section(olga, COURSE, "verify", "two-factors"))
        change = pool.submit(apart, lambda: change_due(tara, [olga.number], COURSE, LATER, WHY))
        assert change.result(20) == 1
        assert "two-factors" in read.result(20).modules[0].reached


def test_the_tables_of_before_are_refused_what_they_cannot_hold(app: Flask, enrolled: World) -> None:
    migration = import_module("migrations.versions.0014_enrolments_change")
    engine = app.extensions["readyline.house"].engine

    def down_and_up() -> None:
        with engine.connect() as connection, connection.begin() as everything:
            with Operations.context(MigrationContext.configure(connection)):
                migration.downgrade()
                migration.upgrade()
            everything.rollback()

    down_and_up()
    with clock.at(MONDAY + timedelta(days=1)):
        take_back(enrolled.actor("tara"), [enrolled.people["olga"]], COURSE, WHY)
    with pytest.raises(RuntimeError, match="Enrolments of nordbank were changed"):
        down_and_up()


def test_what_cannot_be_is_refused(enrolled: World) -> None:
    tara, olga, sven = enrolled.actor("tara"), enrolled.people["olga"], enrolled.actor("sven")
    with clock.at(MONDAY + timedelta(days=1)):
        for people, day, reason in (([], LATER, WHY), ([olga], date(2026, 11, 2), WHY), ([olga], LATER, "  ")):
            with pytest.raises(InvalidError):
                change_due(tara, people, COURSE, day, reason)
        with pytest.raises(InvalidError):
            take_back(tara, [olga], COURSE, "x" * 1_001)
        for people in ([olga, enrolled.people["otto"]], [enrolled.people["otto"]]):
            with pytest.raises(NotFoundError):
                take_back(tara, people, COURSE, WHY)
        with pytest.raises(NotFoundError):
            change_due(sven, [olga], COURSE, LATER, WHY)
        with pytest.raises(ForbiddenError):
            take_back(enrolled.actor("olga"), [olga], COURSE, WHY)
        with pytest.raises(RefusedError):
            change_due(tara, [enrolled.people["sven"]], COURSE, LATER, WHY)
    assert [one.change for one in said(enrolled)] == [""]
