"""People are enrolled, read, answer checks, and complete modules in their order."""

from __future__ import annotations

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError, InvalidError, NotFoundError, RefusedError
from app.kernel.work import reading
from app.learning import ports, queries
from app.learning.events import ModuleCompleted
from app.learning.models import CheckAnswer
from app.learning.rules import ModuleState
from app.learning.service import answer_check, enrol, reach_section
from app.trail import service as trail
from tests.factories import CENTRE, World
from tests.folders import edit
from tests.integration.learning.conftest import Courses
from tests.statements import sent_by

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
COURSE, VERIFY, BLOCKED = "card-line", "verify", "blocked"
DONE, IN_PROGRESS, OPEN, LOCKED = ModuleState.DONE, ModuleState.IN_PROGRESS, ModuleState.OPEN, ModuleState.LOCKED


@pytest.fixture
def olga(world: World, courses: Courses) -> Actor:
    """An operator who is enrolled."""
    enrol(world.actor("sven"), [world.people["olga"]], COURSE)
    return world.actor("olga")


def states(actor: Actor) -> list[ModuleState]:
    return [each.state for each in queries.progress(actor, actor.number, COURSE).modules]


def complete_verify(actor: Actor) -> None:
    """Do all that the first module asks."""
    reach_section(actor, COURSE, VERIFY, "check-yourself")
    answer_check(actor, COURSE, VERIFY, "balance-01", 3)
    answer_check(actor, COURSE, VERIFY, "factors-01", [1, 2])


def test_a_course_is_due_after_working_days_of_the_persons_own(world: World, courses: Courses) -> None:
    with clock.at(datetime(2026, 11, 6, 12, tzinfo=UTC)):
        first = enrol(world.actor("sven"), [world.people["olga"], world.people["omar"]], COURSE)
        assert enrol(world.actor("sven"), [world.people["olga"]], COURSE, datetime(2030, 1, 1, tzinfo=UTC)) == first[:1]
    found = queries.enrolments(world.actor("sven"), course=COURSE)
    assert {row.due_at for row in found} == {datetime(2026, 11, 20, 23, 59, 59, tzinfo=UTC)}
    assert [row.person_id for row in queries.enrolments(world.actor("sven"), people=[world.people["omar"]])] == [
        world.people["omar"]
    ]


def test_only_the_clients_people_are_enrolled_and_only_by_those_who_may(world: World, courses: Courses) -> None:
    with pytest.raises(ForbiddenError):
        enrol(world.actor("olga"), [world.people["olga"]], COURSE)
    with pytest.raises(NotFoundError):
        enrol(world.actor("sven"), [world.people["olga"], world.people["otto"]], COURSE)
    with pytest.raises(NotFoundError):
        enrol(world.actor("sven"), [world.people["olga"]], "no-such-course")
    assert queries.enrolments(world.actor("sven")) == []


def test_a_module_is_completed_by_its_last_section_and_its_checks(olga: Actor) -> None:
    assert states(olga) == [OPEN, LOCKED]
    reach_section(olga, COURSE, VERIFY, "two-factors")
    assert states(olga) == [IN_PROGRESS, LOCKED]
    complete_verify(olga)
    assert states(olga) == [DONE, OPEN]
    reach_section(olga, COURSE, BLOCKED, "what-to-say")
    here = queries.progress(olga, olga.number, COURSE)
    assert (states(olga), here.modules_done, here.next_module) == ([DONE, DONE], 2, None)
    verify = here.find_module(VERIFY)
    assert verify is not None
    assert verify.completion is not None
    assert verify.completion.release_id == here.content.release.id
    assert trail.verify(olga) is None


def test_what_a_step_returns_is_what_is_read_again(olga: Actor) -> None:
    def read() -> queries.CourseProgress:
        return queries.progress(olga, olga.number, COURSE)

    assert reach_section(olga, COURSE, VERIFY, "two-factors") == read()
    assert reach_section(olga, COURSE, VERIFY, "two-factors") == read()
    assert answer_check(olga, COURSE, VERIFY, "balance-01", 3).progress == read()
    assert answer_check(olga, COURSE, VERIFY, "balance-01", 1).progress == read()
    assert answer_check(olga, COURSE, VERIFY, "factors-01", [1, 2]).progress == read()
    assert reach_section(olga, COURSE, BLOCKED, "what-to-say") == read()


def test_a_wrong_answer_counts_is_kept_and_may_be_tried_again(olga: Actor) -> None:
    result = answer_check(olga, COURSE, VERIFY, "balance-01", 3).result
    assert (result.share, result.feedback, result.explanation) == (0, ("Anybody can sound sure.",), "")
    result = answer_check(olga, COURSE, VERIFY, "balance-01", 1).result
    assert (result.share, result.explanation) == (1, "Policy 4.2.")
    place = queries.progress(olga, olga.number, COURSE).find_module(VERIFY)
    assert place is not None
    assert place.answers["balance-01"].answer == 1


def test_an_answer_sent_twice_at_once_is_one_and_given_again_later_another(olga: Actor) -> None:
    with clock.at(NOW):
        kept = answer_check(olga, COURSE, VERIFY, "balance-01", 3)
        assert answer_check(olga, COURSE, VERIFY, "balance-01", 3) == kept
    with clock.at(NOW + clock.A_MOMENT):
        answer_check(olga, COURSE, VERIFY, "balance-01", 3)
        answer_check(olga, COURSE, VERIFY, "balance-01", 1)
        answer_check(olga, COURSE, VERIFY, "balance-01", 3)
    with reading(olga) as session:
        shares = session.scalars(select(CheckAnswer.share).order_by(CheckAnswer.answered_at, CheckAnswer.id)).all()
    assert shares == [0, 0, 1, 0]


def test_modules_open_one_after_the_other(olga: Actor) -> None:
    with pytest.raises(RefusedError):
        reach_section(olga, COURSE, BLOCKED, "why")
    with pytest.raises(NotFoundError):
        reach_section(olga, COURSE, VERIFY, "no-such-section")
    with pytest.raises(NotFoundError):
        reach_section(olga, COURSE, "no-such-module", "why")
    with pytest.raises(NotFoundError):
        answer_check(olga, COURSE, VERIFY, "no-such-question", 1)
    with pytest.raises(InvalidError):
        answer_check(olga, COURSE, VERIFY, "balance-01", 9)


def test_nothing_is_kept_for_those_who_are_not_enrolled(world: World, courses: Courses) -> None:
    omar = world.actor("omar")
    here = queries.progress(omar, omar.number, COURSE)
    assert here.enrolment is None
    assert all(each.is_open for each in here.modules)
    with pytest.raises(RefusedError):
        reach_section(omar, COURSE, VERIFY, "two-factors")
    with pytest.raises(ForbiddenError):
        reach_section(world.actor("ada"), COURSE, VERIFY, "two-factors")


def test_progress_of_others_is_for_those_who_may_see_it(world: World, olga: Actor) -> None:
    assert queries.progress(world.actor("sven"), olga.number, COURSE).enrolment is not None
    with pytest.raises(ForbiddenError):
        queries.progress(world.actor("omar"), olga.number, COURSE)


def test_what_was_completed_stays_so_when_the_text_changes(olga: Actor, courses: Courses) -> None:
    complete_verify(olga)
    first = queries.progress(olga, olga.number, COURSE).content.release
    edit(courses.folder / "card-line/01-verify.md", "## Two factors\n", "## Two factors\n\nAlways.\n\n## New last\n")
    edit(courses.folder / "card-line/course.md", "#two-factors", "#new-last")
    (courses.folder / "card-line/00-before.md").write_text("---\nmodule: Before\n---\n## A\ntext\n", encoding="utf-8")
    courses.publish()
    here = queries.progress(olga, olga.number, COURSE)
    assert here.content.release.number == "1.1"
    assert [each.state for each in here.modules] == [OPEN, DONE, LOCKED]
    verify = here.find_module(VERIFY)
    assert verify is not None
    assert verify.completion is not None
    assert verify.completion.release_id == first.id


def test_news_of_a_completed_module_is_told_once(app: Flask, olga: Actor) -> None:
    told: list[ModuleCompleted] = []
    app.extensions["readyline.house"].on(ModuleCompleted, lambda _work, news: told.append(news))
    complete_verify(olga)
    answer_check(olga, COURSE, VERIFY, "balance-01", 1)
    assert told == [ModuleCompleted(olga.number, COURSE, VERIFY)]


def test_two_tabs_complete_a_module_once(olga: Actor) -> None:
    answer_check(olga, COURSE, VERIFY, "balance-01", 1)
    answer_check(olga, COURSE, VERIFY, "factors-01", [1, 2])
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: reach_section(olga, COURSE, VERIFY, "check-yourself"), range(6)))
    assert states(olga) == [DONE, OPEN]
    assert trail.verify(olga) is None


class Knowing:
    """Answers prerequisites from a list."""

    def __init__(self, *done: str) -> None:
        self.done = done

    def completed(self, actor: Actor, person_id: int, courses: Collection[str]) -> frozenset[str]:
        return frozenset(courses) & frozenset(self.done)


def test_a_course_that_comes_before_locks_every_module(
    world: World, olga: Actor, courses: Courses, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = courses.folder / "card-line/course.md"
    (courses.folder / "basics").mkdir()
    (courses.folder / "basics/course.md").write_text("---\ncourse: Basics\n---\nHello.\n", encoding="utf-8")
    (courses.folder / "basics/01-one.md").write_text("---\nmodule: One\n---\n## A\ntext\n", encoding="utf-8")
    edit(path, "due:", "after: [nordbank/basics]\ndue:")
    courses.publish()
    monkeypatch.setattr(ports, "_answerers", [Knowing()])
    here = queries.progress(olga, olga.number, COURSE)
    assert here.prerequisites == (queries.Prerequisite("nordbank/basics", "Basics", False),)
    assert (states(olga), here.next_module) == ([LOCKED, LOCKED], None)
    with pytest.raises(RefusedError):
        reach_section(olga, COURSE, VERIFY, "two-factors")
    monkeypatch.setattr(ports, "_answerers", [Knowing("nordbank/basics")])
    assert states(olga) == [OPEN, LOCKED]
    reach_section(olga, COURSE, VERIFY, "two-factors")
    monkeypatch.setattr(ports, "_answerers", [Knowing()])  # what was begun is not locked again
    assert states(olga) == [IN_PROGRESS, LOCKED]


def test_counts_tell_where_people_stop_and_what_they_answer_wrong(world: World, olga: Actor, courses: Courses) -> None:
    enrol(world.actor("sven"), [world.people["omar"], world.people["sara"]], COURSE)
    complete_verify(olga)
    reach_section(olga, COURSE, BLOCKED, "what-to-say")
    answer_check(world.actor("omar"), COURSE, VERIFY, "balance-01", 1)
    reach_section(world.actor("omar"), COURSE, VERIFY, "two-factors")
    content = queries.progress(olga, olga.number, COURSE).content
    counts = queries.course_counts(world.actor("tara"), [content])[COURSE]
    assert (counts.enrolled, counts.finished, counts.stopped_in) == (3, 1, {VERIFY: 1})
    assert counts.failed == (queries.FailedQuestion("balance-01", 2, 1),)
    with pytest.raises(ForbiddenError):
        queries.course_counts(olga, [content])


def test_a_page_costs_few_statements(app: Flask, olga: Actor) -> None:
    complete_verify(olga)
    queries.progress(olga, olga.number, COURSE)
    with sent_by(app) as sent:
        queries.progress(olga, olga.number, COURSE)
    assert len([sql for sql in sent if " \nFROM " in sql]) == 4


def test_rows_of_one_client_are_not_seen_from_another(world: World, olga: Actor) -> None:
    complete_verify(olga)
    elsewhere = world.actor("olga", CENTRE)
    assert queries.enrolments(elsewhere) == []
    assert queries.my_courses(elsewhere) == {}


def test_my_courses_in_one_look(olga: Actor) -> None:
    complete_verify(olga)
    enrolment, done = queries.my_courses(olga)[COURSE]
    assert (enrolment.person_id, done) == (olga.number, {VERIFY})


def test_people_enrolled_twice_at_once_are_enrolled_once(world: World, courses: Courses) -> None:
    sven, gate = world.actor("sven"), Barrier(2)
    both = [world.people["olga"], world.people["omar"]]

    def click(people: list[int]) -> list[str]:
        gate.wait()
        return enrol(sven, people, COURSE)

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(click, [both, both[::-1]])
    assert first == second[::-1]
    assert {one.id for one in queries.enrolments(sven)} == set(first)
    assert trail.verify(sven) is None
