"""A crowd at one server, over HTTP: thirty people who answer, and twenty assessors at one queue.

What each of them did is there, once, and nobody else's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import TypeVar
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.assessment.calls import service as calls
from app.assessment.calls.models import LiveCall, QueuePlace
from app.assessment.calls.queries import FINISHED
from app.assessment.quizzes.models import Attempt, GivenAnswer
from app.config import Settings
from app.kernel.work import reading
from app.people import service as people
from app.people.permissions import Role, Side
from app.people.queries import find_actor
from app.trail.models import TrailEntry
from tests.browser.server import serving
from tests.factories import NORDBANK, PASSWORD, QUICK, World
from tests.integration.acts import check_trail
from tests.integration.assessment import quiz_course
from tests.integration.assessment.calls.courses import COURSE as CALL_COURSE
from tests.integration.assessment.quiz_course import COURSE, QUIZ
from tests.integration.visitor import HOME, Browser

CROWD = 30
ASSESSORS, WAITING = 20, 24
pytestmark = pytest.mark.journeys


def make_people(world: World, count: int, role: Role) -> list[int]:
    """Add people called `operator0@example.test` and so on to Nordbank; return their numbers."""
    system, hashed = world.system(), QUICK.hash(PASSWORD)
    named = [(f"Person {number}", f"{role}{number}@example.test") for number in range(count)]
    numbers = [
        people.create_person(system, name=name, sign_in_name=sign_in_name, password_hash=hashed)
        for name, sign_in_name in named
    ]
    for number in numbers:
        people.add_membership(system, number, role, Side.CENTRE)
    return numbers


def sign_in(settings: Settings, count: int, role: Role) -> Iterator[list[Browser]]:
    """Serve, and give the browsers of so many people of a role, who sign in all at once."""
    over = Event()
    with serving(settings) as address:
        port = urlsplit(address).port or 0
        yield at_once([lambda number=number: Browser(port, over, f"{role}{number}") for number in range(count)])  # type: ignore[misc]


@pytest.fixture
def crowd(app: Flask, examined: World, settings: Settings) -> Iterator[list[Browser]]:
    """Thirty operators who may sit the quiz, each signed in at a real server."""
    quiz_course.admit(examined.system(), make_people(examined, CROWD, Role.OPERATOR))
    yield from sign_in(settings, CROWD, Role.OPERATOR)


@pytest.fixture
def queue_of_operators(called: World) -> list[int]:
    """The numbers of those who wait for a test call, the longest wait first."""
    operators = make_people(called, WAITING, Role.OPERATOR)
    for operator in operators:
        found = find_actor(operator, NORDBANK)
        assert found
        calls.ready_for_call(found[0], CALL_COURSE, "phone", "en")
    return operators


@pytest.fixture
def assessors(queue_of_operators: list[int], called: World, settings: Settings) -> Iterator[list[Browser]]:
    """Twenty assessors, each signed in at a real server."""
    make_people(called, ASSESSORS, Role.SUPERVISOR)
    yield from sign_in(settings, ASSESSORS, Role.SUPERVISOR)


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
    check_trail(app)


def assess(assessor: Browser, desk: str, number: int) -> str:
    """Begin a call, save a draft of its scorecard, press the last button twice; return where that leads."""
    points = {"points-0": 30, "points-1": 50 - number, "points-2": 20}
    card = {**points, "ending": "resolved", "evidence": f"Heard by {number}"}
    assessor.post(f"{desk}/start")
    assessor.post(f"{desk}/draft", **card)
    first, second = at_once([lambda: assessor.post(f"{desk}/finish", **card)] * 2)
    assert first == second
    return first


def test_twenty_assessors_at_one_queue_take_twenty_people_and_give_each_one_result(
    assessors: list[Browser], queue_of_operators: list[int], app: Flask, called: World
) -> None:
    """Each presses 'take the next call' twice. Those who waited longest are taken, and the others wait on."""
    takes = [lambda who=who: who.post(f"{HOME}/supervise/take") for who in assessors]
    desks = at_once(takes * 2)
    assert desks[:ASSESSORS] == desks[ASSESSORS:]
    desks = desks[:ASSESSORS]
    scores = zip(assessors, desks, range(ASSESSORS), strict=True)
    results = at_once([lambda score=score: assess(*score) for score in scores])  # type: ignore[misc]
    assert results == [f"{desk}/result" for desk in desks]

    ids = [desk.rsplit("/", 1)[1] for desk in desks]
    with reading(called.system()) as session:
        rows = session.scalars(select(LiveCall)).all()
        free = session.scalars(select(QueuePlace.person_id).where(QueuePlace.ended_at.is_(None))).all()
        told = {
            action: sorted(session.scalars(select(TrailEntry.subject).where(TrailEntry.action == action)))
            for action in ("call.taken", "call.finished")
        }
    assert sorted(row.person_id for row in rows) == sorted(queue_of_operators[:ASSESSORS])
    assert sorted(free) == sorted(queue_of_operators[ASSESSORS:])
    assert {row.id: (row.outcome, row.percent, row.evidence) for row in rows} == {
        call: (FINISHED, 100 - number, f"Heard by {number}") for number, call in enumerate(ids)
    }
    assert told == {"call.taken": sorted(ids), "call.finished": sorted(ids)}
    check_trail(app)
