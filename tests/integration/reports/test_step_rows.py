"""Who is enrolled and has done nothing yet is told apart, on any day, wherever somebody's state is read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from app.assessment.calls.models import LiveCall, QueuePlace
from app.assessment.quizzes.models import Attempt
from app.authoring import queries as authoring
from app.certification.ports import Record
from app.certification.queries import path_of, paths_and_open_attempts
from app.kernel import clock
from app.kernel.work import writing
from app.learning.models import CheckAnswer, Enrolment, ModuleCompletion, SectionReached
from app.people.arrivals import named
from app.reports.classroom import progress
from app.reports.completion import completion
from app.reports.first import taught
from app.reports.narrowing import Narrowing
from app.reports.queries import overview
from app.reports.states import State
from tests.factories import CENTRE, NORDBANK, World
from tests.integration.certification import courses
from tests.integration.certification.courses import CARDS, INDUCTION_FILE, MODULES, QUIZ

BEFORE, THEN, SINCE = (datetime(2031, 3, day, 12, tzinfo=UTC) for day in (3, 4, 5))

Row = SectionReached | CheckAnswer | ModuleCompletion | Attempt | QueuePlace | LiveCall
Act = Callable[[World, int, str], list[Row]]
CALL = {"course": CARDS, "channel": "phone", "language": "en"}


def section(_world: World, person: int, release: str) -> list[Row]:
    return [SectionReached(person_id=person, course=CARDS, module=MODULES[0], anchor="first", release_id=release)]


def check(_world: World, person: int, release: str) -> list[Row]:
    given = {"given": {"answer": [1]}, "share": 1, "is_first": True}
    return [
        CheckAnswer(person_id=person, course=CARDS, module=MODULES[0], question_id="q", release_id=release, **given)
    ]


def module(_world: World, person: int, release: str) -> list[Row]:
    return [ModuleCompletion(person_id=person, course=CARDS, module=MODULES[0], release_id=release)]


def quiz(_world: World, person: int, release: str) -> list[Row]:
    given = {"number": 1, "seed": 1, "questions": [], "pass_percent": 80}
    return [Attempt(person_id=person, course=CARDS, quiz=QUIZ, release_id=release, **given)]


def voided_quiz(world: World, person: int, release: str) -> list[Row]:
    [attempt] = quiz(world, person, release)
    assert isinstance(attempt, Attempt)
    attempt.handed_in_at = attempt.voided_at = clock.now()
    attempt.voided_by, attempt.void_reason = world.people["mira"], "The wrong person sat here."
    return [attempt]


def call(world: World, person: int, release: str) -> list[Row]:
    rule = {"series": 1, "series_passed": 2, "series_calls": 3, "series_percent": 80}
    given = {"scenario": "card-blocked", "assessor_id": world.people["tara"], "started_at": clock.now()}
    return [
        QueuePlace(id="place", person_id=person, ended_at=clock.now(), ended_by="called", **CALL),
        LiveCall(person_id=person, place_id="place", release_id=release, **CALL, **rule, **given),
    ]


ACTS: dict[str, Act] = {
    "a section read": section,
    "a check answered": check,
    "a module completed": module,
    "a quiz begun": quiz,
    "a quiz that was voided": voided_quiz,
    "a call begun": call,
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
    """Return what the matrix of Nordbank, and the list of a class, say of Omar in the card line at a moment."""
    ada, omar = world.actor("ada"), world.people["omar"]
    [in_matrix] = [one.state for one in overview(ada, moment).cells if (one.person.id, one.course) == (omar, CARDS)]
    rows = progress(ada, named(ada, [omar]), taught(ada, moment), moment)
    [in_class] = [row.state for row in rows if row.course == CARDS]
    return {in_matrix, in_class}


def own_path(world: World) -> Record:
    """Return what Omar's own start reads of him in the card line."""
    omar = world.actor("omar")
    contents, shared = authoring.courses_and_shared(omar)
    paths, _attempts = paths_and_open_attempts(omar, contents, shared, {omar.number}, None, {})
    return paths[omar.number, CARDS].record


@pytest.mark.parametrize("act", ACTS)
def test_somebody_has_begun_from_the_first_thing_they_do(enrolled: World, act: str) -> None:
    """Of a day before it the same is told for ever."""
    ada, omar = enrolled.actor("ada"), enrolled.people["omar"]
    with clock.at(THEN):
        assert told(enrolled, THEN) == {State.NOT_BEGUN}
        assert own_path(enrolled).not_begun
        assert [row.nothing_done for row in completion(ada, Narrowing(course=CARDS), THEN)[1]] == [1]
        with writing(enrolled.system()) as work:
            release = authoring.get_course(enrolled.system(), CARDS).release.id
            for row in ACTS[act](enrolled, omar, release):
                work.session.add(row)
                work.session.flush()
            work.record("section.reached", CARDS)
    with clock.at(SINCE):
        assert told(enrolled, SINCE) == {State.IN_PROGRESS}
        assert told(enrolled, BEFORE) == {State.NOT_BEGUN}
        assert own_path(enrolled).not_begun is False
        assert path_of(ada, omar, CARDS).record.not_begun is None, "asked only where a page shows it"
        assert [row.nothing_done for row in completion(ada, Narrowing(course=CARDS), SINCE)[1]] == [0]


def test_what_others_do_and_what_was_done_elsewhere_is_no_beginning(enrolled: World) -> None:
    """Olga's work in the course, Omar's in another one of Nordbank, and in one of the same name at the centre."""
    omar = enrolled.people["omar"]
    courses.publish(enrolled, NORDBANK, "returns", INDUCTION_FILE, agreements=("confidentiality",))
    courses.publish(enrolled, CENTRE, CARDS, INDUCTION_FILE)
    with clock.at(THEN):
        for client_id, course in ((NORDBANK, "returns"), (CENTRE, CARDS)):
            courses.enrol(enrolled.system(client_id), omar, course)
            courses.complete_modules(enrolled.system(client_id), omar, course, MODULES[0])
    with clock.at(SINCE):
        cells = overview(enrolled.actor("ada"), SINCE).cells
        assert told(enrolled, SINCE) == {State.NOT_BEGUN}
        assert {(one.person.name, one.course): one.state for one in cells if one.state is not State.NOT_ENROLLED} == {
            ("Olga Test", CARDS): State.IN_PROGRESS,
            ("Omar Test", CARDS): State.NOT_BEGUN,
            ("Omar Test", "returns"): State.IN_PROGRESS,
        }
        at_centre = {one.state for one in overview(enrolled.actor("mira", CENTRE), SINCE).cells}
    assert at_centre == {State.CLEARED, State.IN_PROGRESS, State.NOT_ENROLLED}


def test_who_is_due_soon_or_late_says_so_and_counts_once_among_the_completed(enrolled: World) -> None:
    """The matrix says what is most urgent; the report tells who has done nothing yet of those who are not late."""
    ada, sara = enrolled.actor("ada"), enrolled.people["sara"]
    with clock.at(BEFORE), writing(enrolled.system()) as work:
        release = authoring.get_course(enrolled.system(), CARDS).release.id
        work.session.add(Enrolment(person_id=sara, course=CARDS, release_id=release, due_at=SINCE))
        work.record("enrolment.started", CARDS)
    for moment, state, counted in (
        (THEN, State.DUE_SOON, {"enrolled": 3, "overdue": 0, "nothing_done": 2}),
        (SINCE + timedelta(days=1), State.OVERDUE, {"enrolled": 3, "overdue": 1, "nothing_done": 1}),
    ):
        [row] = completion(ada, Narrowing(course=CARDS), moment)[1]
        assert [one.state for one in overview(ada, moment).cells if one.person.id == sara] == [state]
        assert {name: getattr(row, name) for name in counted} == counted
