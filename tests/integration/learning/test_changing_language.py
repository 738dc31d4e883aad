"""Going on with a course in another language: one enrolment ends, one begins, and what was done stays where it was."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.authoring.drafts import read_drafts
from app.authoring.media import MediaStore
from app.authoring.service import publish
from app.kernel import clock
from app.kernel.errors import ForbiddenError, NotFoundError, RefusedError
from app.kernel.work import reading
from app.learning import queries, service
from app.learning.changing import change_due
from app.learning.changing_language import go_on_in
from app.learning.enrolling import enrol_by
from app.reports.steps import LANGUAGE_CHANGED, Step, StepKind, steps
from app.trail.models import TrailEntry
from tests.factories import CENTRE, World
from tests.folders import edit, write_client
from tests.integration.learning.conftest import SYSTEM

COURSE, POLISH = "card-line", "card-line-pl"
MONDAY = datetime(2026, 11, 2, 12, tzinfo=UTC)
NEXT_DAY = MONDAY + timedelta(days=1)
LATER = date(2026, 11, 27)


@pytest.fixture
def induction(world: World, tmp_path: Path) -> World:
    """The centre with a course in English and Polish; Olga began it in English on Monday and read a section."""
    folder = write_client(tmp_path / "courses", CENTRE, centre=True)
    edit(folder / "client.md", "languages: [en]", "languages: [en, pl]")
    polish = shutil.copytree(folder / COURSE, folder / POLISH)
    edit(polish / "course.md", "language: en\n", "language: pl\ntranslates: ../card-line\n")
    publish(SYSTEM, read_drafts(folder), MediaStore(tmp_path / "stored"))
    with clock.at(MONDAY):
        service.begin(world.actor("olga", CENTRE), COURSE)
        service.reach_section(world.actor("olga", CENTRE), COURSE, "verify", "two-factors")
    return world


def enrolled(world: World, name: str = "olga") -> dict[str, datetime | None]:
    return {one.course: one.due_at for one in queries.enrolments(world.system(CENTRE), [world.people[name]])}


def said(world: World, course: str) -> list[Step]:
    return steps(world.system(CENTRE), [world.people["olga"]], course, [StepKind.ENROLMENT])


def test_the_due_date_stays_and_so_does_what_was_done(induction: World) -> None:
    olga = induction.actor("olga", CENTRE)
    due = enrolled(induction)[COURSE]
    with clock.at(NEXT_DAY):
        for _click in range(2):
            go_on_in(olga, COURSE, POLISH)
    assert enrolled(induction) == {POLISH: due}
    assert [(one.change, one.goes_on_in, one.reason, one.by) for one in said(induction, COURSE)] == [
        ("", "", "", olga.number),
        (LANGUAGE_CHANGED, POLISH, "", olga.number),
    ]
    with reading(induction.system(CENTRE)) as session:
        line = session.scalars(select(TrailEntry).order_by(TrailEntry.sequence.desc()).limit(1)).one()
    data = json.loads(line.data)
    assert (line.action, data["course"], data["to"]) == ("enrolment.language changed", COURSE, POLISH)
    there = queries.progress(olga, olga.number, POLISH).find_module("verify")
    assert there is not None
    assert there.reached == frozenset(), "what was read in one language does not count in the other"
    with clock.at(NEXT_DAY + timedelta(days=1)):
        go_on_in(olga, POLISH, COURSE)
    assert enrolled(induction) == {COURSE: due}
    back = queries.progress(olga, olga.number, COURSE).find_module("verify")
    assert back is not None
    assert back.reached == {"two-factors"}


def test_two_at_once_do_one_thing(app: Flask, induction: World) -> None:
    olga = induction.actor("olga", CENTRE)

    def click(_number: int) -> None:
        with app.app_context():
            go_on_in(olga, COURSE, POLISH)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(click, range(2)))
    assert list(enrolled(induction)) == [POLISH]
    assert len(said(induction, COURSE)) == 2
    assert len(said(induction, POLISH)) == 1


def test_another_due_date_leaves_it_ones_own_and_goes_along(induction: World) -> None:
    olga = induction.actor("olga", CENTRE)
    with clock.at(NEXT_DAY):
        change_due(induction.actor("tara", CENTRE), [olga.number], COURSE, LATER, "Ill for a week")
        go_on_in(olga, COURSE, POLISH)
    assert enrolled(induction) == {POLISH: datetime(2026, 11, 27, 23, 59, 59, tzinfo=UTC)}


def test_what_stands_there_already_stays_as_it_is(induction: World) -> None:
    olga = induction.actor("olga", CENTRE)
    with clock.at(NEXT_DAY):
        enrol_by(induction.actor("tara", CENTRE), [olga.number], POLISH, LATER)
        go_on_in(olga, COURSE, POLISH)
        assert enrolled(induction) == {POLISH: datetime(2026, 11, 27, 23, 59, 59, tzinfo=UTC)}
        with pytest.raises(ForbiddenError, match="Somebody else enrolled you"):
            go_on_in(olga, POLISH, COURSE)


def test_what_cannot_be_is_refused(induction: World) -> None:
    olga, omar = induction.actor("olga", CENTRE), induction.actor("omar", CENTRE)
    for course, to in ((COURSE, COURSE), (COURSE, "no-such-course"), ("no-such-course", POLISH)):
        with pytest.raises(NotFoundError):
            go_on_in(olga, course, to)
    with pytest.raises(RefusedError, match="not enrolled"):
        go_on_in(omar, COURSE, POLISH)
    enrol_by(induction.actor("tara", CENTRE), [omar.number], COURSE, None)
    with pytest.raises(ForbiddenError):
        go_on_in(omar, COURSE, POLISH)
    service.reach_section(olga, COURSE, "verify", "check-yourself")
    service.answer_check(olga, COURSE, "verify", "factors-01", [1, 2])
    service.answer_check(olga, COURSE, "verify", "balance-01", 1)
    service.reach_section(olga, COURSE, "blocked", "what-to-say")
    with pytest.raises(RefusedError, match="completed"):
        go_on_in(olga, COURSE, POLISH)


def test_a_course_is_begun_in_one_language_at_a_time(induction: World) -> None:
    """Six windows at once, each with another language: else a due date that is over could be left behind."""
    olga, omar = induction.actor("olga", CENTRE), induction.actor("omar", CENTRE)
    with pytest.raises(RefusedError, match="in another language already"):
        service.begin(olga, POLISH)

    def press(course: str) -> bool:
        try:
            service.begin(omar, course)
        except RefusedError:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(press, [COURSE, POLISH] * 3)) == 3
    assert len(enrolled(induction, "omar")) == 1
