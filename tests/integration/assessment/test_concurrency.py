"""Many people at once: no answer lost or doubled, one attempt however often one clicks."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Barrier

from sqlalchemy import select

from app.assessment.quizzes import queries, service
from app.assessment.quizzes.models import GivenAnswer
from app.kernel.actor import Actor
from app.kernel.work import reading
from app.people import queries as people_queries
from app.people import service as people
from app.people.permissions import Role, Side
from app.trail import service as trail
from app.trail.models import TrailEntry
from tests.factories import NORDBANK, World
from tests.integration.assessment import quiz_course
from tests.integration.assessment.quiz_course import COURSE, QUIZ, RIGHT


def at_once(jobs: list[Callable[[], object]]) -> list[object]:
    """Run jobs in as many threads, all let go at the same moment; return what they returned."""
    gate = Barrier(len(jobs))

    def run(job: Callable[[], object]) -> object:
        gate.wait()
        return job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result() for future in [pool.submit(copy_context().run, run, job) for job in jobs]]


def test_a_double_click_on_start_makes_one_attempt(olga: Actor, world: World) -> None:
    started = at_once([lambda: service.start(olga, COURSE, QUIZ)] * 2)
    assert len(set(started)) == 1
    assert len(queries.attempts(olga, [olga.number])) == 1
    assert trail.verify(world.system()) is None


def test_a_double_click_on_hand_in_gives_one_result(olga: Actor, world: World) -> None:
    attempt_id = service.start(olga, COURSE, QUIZ)
    service.save_answers(olga, attempt_id, RIGHT)
    results = at_once([lambda: service.hand_in(olga, attempt_id)] * 4)
    assert all(result == results[0] for result in results)
    with reading(olga) as session:
        lines = session.scalars(select(TrailEntry).where(TrailEntry.action == "attempt.handed in")).all()
    assert [line.subject for line in lines] == [attempt_id]
    assert trail.verify(world.system()) is None


def test_thirty_people_answer_at_once_and_nothing_is_lost_or_doubled(world: World) -> None:
    quiz_course.publish(world, "pass: 75%")
    crowd = [_operator(number) for number in range(30)]
    quiz_course.admit(world.system(), [actor.number for actor in crowd])

    def answer_all(actor: Actor) -> str:
        attempt_id = service.start(actor, COURSE, QUIZ)
        for question_id, answer in RIGHT.items():
            service.save_answer(actor, attempt_id, question_id, answer)
        return attempt_id

    attempts = at_once([lambda actor=actor: answer_all(actor) for actor in crowd])  # type: ignore[misc]
    with reading(world.system()) as session:
        rows = session.scalars(select(GivenAnswer).order_by(GivenAnswer.attempt_id, GivenAnswer.sequence)).all()
    kept = {attempt_id: [(row.sequence, row.question_id, row.answer) for row in rows if row.attempt_id == attempt_id]
            for attempt_id in attempts}  # fmt: skip
    expected = [(sequence, *pair) for sequence, pair in enumerate(RIGHT.items(), start=1)]
    assert len(kept) == 30
    assert all(answers == expected for answers in kept.values())
    assert trail.verify(world.system()) is None


def _operator(number: int) -> Actor:
    nobody = people_queries.system_actor(NORDBANK)
    person_id = people.create_person(nobody, name=f"Operator {number}", sign_in_name=f"op{number}@example.test")
    people.add_membership(nobody, person_id, Role.OPERATOR, Side.CENTRE)
    found = people_queries.find_actor(person_id, NORDBANK)
    assert found
    return found[0]
