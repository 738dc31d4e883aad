"""What must be completed at the centre before a course of the client's, and how far somebody is there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import cast

import pytest

from app.authoring.queries import CourseContent
from app.reports.first import First, Taught, count_first, first_of
from app.reports.standings import Cell
from app.reports.states import State
from app.reports.steps import Step, StepKind
from tests.unit.reports.test_standings import CARDS, DAY, NOW, OLGA, SVEN, certificate

BASICS, GREEK = "induction", "induction-el"


def course(
    part: str, title: str, language: str = "en", translates: str = "", after: tuple[str, ...] = ()
) -> CourseContent:
    about = SimpleNamespace(
        title=title,
        language=language,
        translates=translates,
        after=after,
        certificate=None,
        line="",
        channels=(),
        serves=(),
    )
    modules = tuple(SimpleNamespace(name=name) for name in ("one", "two", "three"))
    release = SimpleNamespace(part=part)
    return cast(CourseContent, SimpleNamespace(release=release, course=about, modules=modules, quizzes={"exam": None}))


KNOWN = Taught(
    [course(CARDS, "Card line", after=("centre/induction", "nordbank/other"))],
    None,
    "centre",
    [course(BASICS, "Foundations"), course(GREEK, "Βάσεις", "el", "../induction")],
)


def step(kind: StepKind, name: str = "", part: str = BASICS, **given: object) -> Step:
    return replace(Step(kind, 1, part, name, "i", "r", NOW - DAY, client_id="centre"), **given)


BEGUN, ONE, TWO = step(StepKind.ENROLMENT), step(StepKind.MODULE, "one"), step(StepKind.MODULE, "two")
PASSED = step(StepKind.ATTEMPT, "exam", passed=True, percent=90)
FAILED = step(StepKind.ATTEMPT, "exam", passed=False, percent=10)
HELD = step(StepKind.CERTIFICATE)
CASES = [
    ("nothing done", [], "en", (0, 0, False)),
    ("enrolled there", [BEGUN], "en", (0, 0, True)),
    ("two modules", [BEGUN, ONE, TWO], "en", (2, 0, True)),
    ("the exam failed", [BEGUN, ONE, FAILED], "en", (1, 0, True)),
    ("the exam passed, the certificate not there yet", [BEGUN, ONE, PASSED], "en", (1, 1, True)),
    ("farther in another language", [BEGUN, step(StepKind.MODULE, "one", GREEK)], "en", (1, 0, True)),
    ("completed", [BEGUN, HELD], "en", None),
    ("completed in another language", [step(StepKind.CERTIFICATE, part=GREEK, translates=BASICS)], "en", None),
    (
        "completed in a language that is gone",
        [step(StepKind.CERTIFICATE, part="induction-pl", translates=BASICS)],
        "en",
        None,
    ),
    ("completed, and expired", [HELD, step(StepKind.CERTIFICATE, due_at=NOW - DAY)], "en", None),
    ("expired", [step(StepKind.CERTIFICATE, due_at=NOW - DAY)], "en", (0, 0, False)),
]


@pytest.mark.parametrize(
    ("done", "language", "found"), [case[1:] for case in CASES], ids=[str(case[0]) for case in CASES]
)
def test_what_comes_first(done: list[Step], language: str, found: tuple[int, int, bool] | None) -> None:
    first = first_of(KNOWN.contents[0], KNOWN, done, NOW, language)
    assert (first and (first.modules[0], first.quizzes[0], bool(first.steps))) == found
    assert first is None or (first.modules[1], first.quizzes[1]) == (3, 1)


@pytest.mark.parametrize(("language", "title"), [("en", "Foundations"), ("el", "Βάσεις"), ("pl", "Foundations")])
def test_it_is_called_in_the_language_of_whoever_asks(language: str, title: str) -> None:
    first = first_of(KNOWN.contents[0], KNOWN, [BEGUN], NOW, language)
    assert first
    assert first.title == title


def test_what_the_centre_no_longer_teaches_is_called_by_its_name() -> None:
    gone = replace(KNOWN, at_centre=[])
    assert first_of(KNOWN.contents[0], gone, [], NOW, "en") == First("induction")


def test_how_many_must_complete_another_course_first() -> None:
    """Who is cleared, not enrolled, or has completed it by the moment is not among them."""
    after = {CARDS: ["centre/induction"]}
    at_centre = replace(certificate(NOW - DAY, None), client_id="centre", course=GREEK, translates=BASICS)
    both = [Cell(OLGA, CARDS, State.IN_PROGRESS), Cell(SVEN, CARDS, State.OVERDUE)]
    assert count_first(both, after, [], NOW) == {"centre/induction": 2}
    assert count_first(both, after, [at_centre], NOW) == {"centre/induction": 1}
    assert count_first(both, after, [at_centre], NOW - 2 * DAY) == {"centre/induction": 2}
    expired = replace(at_centre, expires_at=NOW - timedelta(hours=1))
    assert count_first(both, after, [expired], NOW) == {"centre/induction": 2}
    others = [Cell(OLGA, CARDS, State.CLEARED), Cell(SVEN, CARDS, State.NOT_ENROLLED)]
    assert count_first(others, after, [], NOW) == {}
