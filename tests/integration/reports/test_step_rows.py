"""Who is enrolled and has done nothing yet is told apart, on any day, wherever somebody's state is read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from app.assessment.quizzes.models import Attempt
from app.authoring import queries as authoring
from app.certification.queries import path_of
from app.kernel import clock
from app.kernel.work import writing
from app.learning.models import CheckAnswer, SectionReached
from app.people.arrivals import named
from app.reports.classroom import progress
from app.reports.completion import completion
from app.reports.first import taught
from app.reports.narrowing import Narrowing
from app.reports.queries import overview
from app.reports.states import State
from tests.factories import CENTRE, World
from tests.integration.certification import courses
from tests.integration.certification.courses import CARDS, MODULES, QUIZ

BEFORE, THEN, SINCE = (datetime(2031, 3, day, 12, tzinfo=UTC) for day in (3, 4, 5))

Act = Callable[[int, str], SectionReached | CheckAnswer | Attempt]
ACTS: dict[str, Act] = {
    "a section read": lambda person, release: SectionReached(
        person_id=person, course=CARDS, module=MODULES[0], anchor="first", release_id=release
    ),
    "a check answered": lambda person, release: CheckAnswer(
        person_id=person,
        course=CARDS,
        module=MODULES[0],
        question_id="q",
        release_id=release,
        given={"answer": [1]},
        share=1,
        is_first=True,
    ),
    "a quiz begun": lambda person, release: Attempt(
        person_id=person, course=CARDS, quiz=QUIZ, release_id=release, number=1, seed=1, questions=[], pass_percent=80
    ),
}


@pytest.fixture
def enrolled(trained: World) -> World:
    """Omar is enrolled since BEFORE, with the induction and the agreement behind him; Olga has done all but calls."""
    with clock.at(BEFORE):
        courses.learn_cards(trained, "olga")
        courses.finish_induction(trained, "omar")
        courses.accept(trained, "omar")
        courses.enrol(trained.system(), trained.people["omar"], CARDS)
    return trained


def told(world: World, moment: datetime) -> set[State]:
    """Return what the matrix says of Omar at a moment; and, of the same moment, his class and his own path."""
    ada, omar = world.actor("ada"), world.people["omar"]
    [in_matrix] = [cell.state for cell in overview(ada, moment).cells if cell.person.id == omar]
    [in_class] = [row.state for row in progress(ada, named(ada, [omar]), taught(ada, moment), moment)]
    return {in_matrix, in_class}


@pytest.mark.parametrize("act", ACTS)
def test_somebody_has_begun_from_the_first_thing_they_do(enrolled: World, act: str) -> None:
    """Of a day before it the same is told for ever."""
    ada, omar = enrolled.actor("ada"), enrolled.people["omar"]
    with clock.at(THEN):
        assert told(enrolled, THEN) == {State.NOT_BEGUN}
        assert path_of(ada, omar, CARDS).record.not_begun
        assert [row.not_begun for row in completion(ada, Narrowing(course=CARDS), THEN)[1]] == [1]
        with writing(enrolled.system()) as work:
            work.session.add(ACTS[act](omar, authoring.get_course(enrolled.system(), CARDS).release.id))
            work.record("section.reached", CARDS)
    with clock.at(SINCE):
        assert told(enrolled, SINCE) == {State.IN_PROGRESS}
        assert told(enrolled, BEFORE) == {State.NOT_BEGUN}
        assert not path_of(ada, omar, CARDS).record.not_begun
        assert [row.not_begun for row in completion(ada, Narrowing(course=CARDS), SINCE)[1]] == [0]


def test_what_others_do_and_what_was_done_elsewhere_is_no_beginning(enrolled: World) -> None:
    """Olga's work in the course, and his own in the centre's course of two modules and a quiz, make nobody begin."""
    with clock.at(SINCE):
        states = {cell.person.name: cell.state for cell in overview(enrolled.actor("ada"), SINCE).cells}
        at_centre = {cell.person.name: cell.state for cell in overview(enrolled.actor("mira", CENTRE), SINCE).cells}
    assert (states["Olga Test"], states["Omar Test"]) == (State.IN_PROGRESS, State.NOT_BEGUN)
    assert State.NOT_BEGUN not in at_centre.values()
