"""Thirty people at one server: what each of them answers and hands in over HTTP is there, once, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import TypeVar
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.assessment.quizzes.models import Attempt, GivenAnswer
from app.config import Settings
from app.kernel.work import reading
from app.people import service as people
from app.people.permissions import Role, Side
from app.trail.models import TrailEntry
from tests.browser.server import serving
from tests.factories import PASSWORD, QUICK, World
from tests.integration.acts import HOME, Browser
from tests.integration.assessment import quiz_course
from tests.integration.assessment.quiz_course import COURSE, QUIZ

CROWD = 30
pytestmark = pytest.mark.journeys


@pytest.fixture
def crowd(app: Flask, examined: World, settings: Settings) -> Iterator[list[Browser]]:
    """Thirty operators who may sit the quiz, each signed in at a real server."""
    system, hashed = examined.system(), QUICK.hash(PASSWORD)
    numbers = []
    for number in range(CROWD):
        who = {"name": f"Operator {number}", "sign_in_name": f"op{number}@example.test", "password_hash": hashed}
        numbers.append(people.create_person(system, **who))
        people.add_membership(system, numbers[-1], Role.OPERATOR, Side.CENTRE)
    quiz_course.admit(system, numbers)
    over = Event()
    with serving(settings) as address:
        port = urlsplit(address).port or 0
        yield at_once([lambda number=number: Browser(port, over, f"op{number}") for number in range(CROWD)])  # type: ignore[misc]


T = TypeVar("T")


def at_once(jobs: list[Callable[[], T]]) -> list[T]:
    """Do jobs in as many threads, all let go at the same moment; return what they returned."""
    gate = Barrier(len(jobs))

    def begin(job: Callable[[], T]) -> T:
        gate.wait()
        return job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(begin, jobs))


def answers_of(number: int) -> list[str]:
    """Return what an operator answers to questions 3 and 4: nobody gives another's."""
    return [f"refund {number}", str(number)]


def sit(browser: Browser, number: int) -> str:
    """Begin the quiz and answer two of its questions; return the address of the attempt."""
    attempt = browser.post(f"{HOME}/courses/{COURSE}/quizzes/{QUIZ}/start")
    for question, answer in enumerate(answers_of(number), start=3):
        browser.post(f"{attempt}/questions/{question}", **{"shown": question, f"q{question}": answer})
    return attempt


def test_thirty_answer_and_hand_in_at_once_and_nothing_is_lost_or_doubled(
    crowd: list[Browser], app: Flask, world: World
) -> None:
    """Each presses the last button twice."""
    attempts = at_once([lambda who=who: sit(*who) for who in zip(crowd, range(CROWD), strict=True)])  # type: ignore[misc]
    ends = [lambda who=who: who[0].post(f"{who[1]}/hand-in") for who in zip(crowd, attempts, strict=True)]
    assert at_once(ends * 2) == attempts * 2

    ids = [attempt.rsplit("/", 1)[1] for attempt in attempts]
    given = select(GivenAnswer.attempt_id, GivenAnswer.sequence, GivenAnswer.question_id, GivenAnswer.answer)
    with reading(world.system()) as session:
        kept = {tuple(row) for row in session.execute(given)}
        handed_in = session.scalars(select(Attempt.id).where(Attempt.handed_in_at.is_not(None))).all()
        told = session.scalars(select(TrailEntry.subject).where(TrailEntry.action == "attempt.handed in")).all()
        assert session.scalar(select(func.count()).select_from(GivenAnswer)) == 2 * CROWD
    assert kept == {
        (attempt, sequence, f"exam-0{sequence + 2}", answer)
        for number, attempt in enumerate(ids)
        for sequence, answer in enumerate(answers_of(number), start=1)
    }
    assert sorted(handed_in) == sorted(told) == sorted(ids)
    verified = app.test_cli_runner().invoke(args=["trail", "verify"])
    assert verified.exit_code == 0, verified.output
