"""Who of a class is stuck, and why; which quiz questions fail."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import cast

import pytest

from app.authoring.queries import CourseContent
from app.certification.rules import Cover, Series
from app.reports.classroom import Progress, Stage, Stuck, progress_of, stage_of, stages, stuck_of
from app.reports.failing import quiz_questions
from app.reports.first import First, Taught
from app.reports.states import State
from app.reports.steps import CHANGED, Step, StepKind
from tests.unit.reports import test_first
from tests.unit.reports.test_standings import CARDS, DAY, NOW

LOST = Series(Cover("phone", "en"), 0, 2, met=False, lost=True)


def sat(quiz: str, *, passed: bool, voided: bool = False) -> Step:
    voided_at = NOW if voided else None
    return Step(StepKind.ATTEMPT, 1, CARDS, quiz, "a", "r", NOW, passed=passed, percent=50, voided_at=voided_at)


FAILED, PASSED = sat("exam", passed=False), sat("exam", passed=True)
CASES = [
    ("at work", (), [FAILED], False, timedelta(hours=1), None),
    ("a series is lost", (LOST,), [FAILED, FAILED], False, timedelta(), Stuck.SERIES),
    ("a quiz failed twice", (), [FAILED, FAILED], False, timedelta(), Stuck.QUIZ),
    ("two quizzes failed once each", (), [FAILED, sat("other", passed=False)], False, timedelta(), None),
    ("failed twice, then passed", (), [FAILED, FAILED, PASSED], False, timedelta(), None),
    ("failed twice, one voided", (), [FAILED, sat("exam", passed=False, voided=True)], False, timedelta(), None),
    ("nothing for three days", (), [FAILED], False, 3 * DAY, Stuck.QUIET),
    ("nothing for days, waiting for a call", (), [PASSED], True, 9 * DAY, None),
]


@pytest.mark.parametrize(
    ("series", "own", "waits", "ago", "stuck"), [case[1:] for case in CASES], ids=[str(case[0]) for case in CASES]
)
def test_who_is_stuck(
    series: tuple[Series, ...], own: list[Step], waits: bool, ago: timedelta, stuck: Stuck | None
) -> None:
    assert stuck_of(series, own, waits=waits, last_at=NOW - ago, moment=NOW) == stuck


def test_a_moved_due_date_is_nothing_that_the_person_did() -> None:
    begun = Step(StepKind.ENROLMENT, 1, CARDS, "", "e", "r", NOW - 7 * DAY)
    moved = replace(begun, at=NOW, change=CHANGED)
    course = SimpleNamespace(certificate=None, line="", channels=(), serves=(), language="en", after=())
    release = SimpleNamespace(part=CARDS)
    content = cast(CourseContent, SimpleNamespace(release=release, course=course, modules=(), quizzes={}))
    [found] = progress_of(1, "Olga", Taught([content], None), [begun, moved], NOW)
    assert (found.last_at, found.stuck) == (begun.at, Stuck.QUIET)


def test_who_is_at_work_on_what_comes_first_is_not_quiet() -> None:
    begun = Step(StepKind.ENROLMENT, 1, CARDS, "", "e", "r", NOW - 7 * DAY)
    known, there = test_first.KNOWN, [test_first.BEGUN, test_first.ONE]
    [found] = progress_of(1, "Olga", known, [begun], NOW, there=there)
    assert (found.last_at, found.stuck) == (test_first.ONE.at, None)
    assert found.first
    assert found.first.modules == (1, 3)
    [failing] = progress_of(1, "Olga", known, [begun], NOW, there=[*there, *[test_first.FAILED] * 2])
    assert failing.stuck is Stuck.QUIZ
    module = Step(StepKind.MODULE, 1, CARDS, "one", "", "r", NOW)
    [inside] = progress_of(1, "Olga", known, [begun, module], NOW, there=there)
    assert inside.first is None


def row(
    state: State = State.IN_PROGRESS, *, first: bool = False, not_yet: bool = False, course: str = CARDS
) -> Progress:
    return Progress(1, "Olga", course, state, first=First("Foundations") if first else None, not_yet=not_yet)


STAGES = [
    ([row(not_yet=True), row(not_yet=True, first=True)], Stage.NOT_YET),
    ([row(first=True), row(first=True, state=State.OVERDUE)], Stage.FIRST),
    ([row(first=True), row()], Stage.IN_COURSE),
    ([row(first=True), row(State.EXPIRING)], Stage.CERTIFIED),
    ([row(State.NOT_ENROLLED, course="")], Stage.NOWHERE),
]


@pytest.mark.parametrize(("rows", "stage"), STAGES, ids=[stage.value for _rows, stage in STAGES])
def test_where_a_person_is(rows: list[Progress], stage: Stage) -> None:
    assert stage_of(rows) is stage


def test_people_are_counted_once_whatever_their_courses() -> None:
    rows = [*STAGES[0][0], *(replace(one, person_id=2) for one in STAGES[1][0])]
    assert stages(rows) == {Stage.NOT_YET: 1, Stage.FIRST: 1}


def test_questions_that_somebody_failed() -> None:
    """Half the points are not right; a question that is gone, or that everybody knew, is not listed."""
    asked = [SimpleNamespace(id=name, points=2, title=name) for name in ("easy", "hard", "unseen")]
    quiz = SimpleNamespace(title="Final exam", questions=asked)
    content = cast(CourseContent, SimpleNamespace(release=SimpleNamespace(part=CARDS), quizzes={"exam": quiz}))
    scores = [{"easy": 2.0, "hard": 1.0, "gone": 0.0}, {"easy": 2.0, "hard": 2.0}]
    [found] = quiz_questions(content, {"exam": scores})
    assert (found.words, found.where, found.asked, found.right) == ("hard", "Final exam", 2, 0.5)
