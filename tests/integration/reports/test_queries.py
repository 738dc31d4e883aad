"""What reports answer, and that the number of statements does not grow with the number of people."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from app.certification.clearance import clearances
from app.certification.held import read_certificates
from app.certification.waiting import waiting_for_sign_off
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError
from app.people import memberships
from app.people import service as people
from app.people.permissions import Role, Side
from app.reports.dossier import dossier
from app.reports.queries import overview, paths_behind
from app.reports.steps import StepKind, steps
from tests.factories import CENTRE, FENWICK, NORDBANK, World
from tests.integration.certification import courses
from tests.statements import sent_by


def see_everything(actor: Actor) -> None:
    seen = overview(actor, clock.now())
    paths_behind(actor, seen, seen.cells)


QUESTIONS: dict[str, tuple[str, Callable[[Actor], object]]] = {
    "the matrix": ("ada", see_everything),
    "clearances": ("ada", clearances),
    "sign-offs": ("sven", waiting_for_sign_off),
}


def statements(app: Flask, world: World) -> dict[str, int]:
    """Count what each question sends to the database once content is cached."""
    counts = {}
    for question, (name, ask) in QUESTIONS.items():
        ask(world.actor(name))
        with sent_by(app) as sent:
            ask(world.actor(name))
        counts[question] = len(sent)
    return counts


def test_more_people_cost_no_more_statements(app: Flask, trained: World) -> None:
    courses.learn_cards(trained, "olga")
    courses.pass_calls(trained, "olga")
    few = statements(app, trained)
    nobody = Actor(person_id=None, scope=None)
    for number in range(6):
        person = people.create_person(nobody, name=f"Person {number}", sign_in_name=f"p{number}@example.test")
        people.add_membership(trained.system(), person, Role.OPERATOR, Side.CENTRE)
        courses.enrol(trained.system(), person, courses.CARDS)
        courses.complete_modules(trained.system(), person, courses.CARDS)
    assert statements(app, trained) == few


def test_steps_stay_inside_their_client(trained: World) -> None:
    """The one statement over many rooms passes through the wall like any other."""
    courses.learn_cards(trained, "olga")
    assert {step.course for step in steps(trained.system())} == {"", courses.CARDS}
    assert {step.course for step in steps(trained.system(CENTRE))} == {courses.INDUCTION}
    assert steps(trained.system(FENWICK)) == []
    assert steps(trained.system(FENWICK), [trained.people["olga"]]) == []


def test_as_many_people_may_be_asked_for_as_there_are(trained: World) -> None:
    """A statement takes some ten thousands of values at most; a client may have more people than that."""
    courses.learn_cards(trained, "olga")
    everybody = range(40_000)
    assert steps(trained.system(), [*everybody, trained.people["olga"]])
    assert steps(trained.system(), everybody) == []
    assert read_certificates(trained.system(CENTRE), everybody) == []


def test_steps_say_who_did_what_and_when(trained: World) -> None:
    courses.learn_cards(trained, "olga")
    courses.pass_calls(trained, "olga")
    found = steps(trained.system(), [trained.people["olga"]], courses.CARDS)
    assert [step.kind for step in found] == [
        StepKind.AGREEMENT,
        StepKind.ENROLMENT,
        StepKind.MODULE,
        StepKind.MODULE,
        StepKind.ATTEMPT,
        StepKind.CALL,
        StepKind.CALL,
    ]
    call = found[-1]
    assert (call.by, call.percent, call.passed, call.rule) == (trained.people["tara"], 95, True, (2, 3, 80))


def test_reports_are_for_those_who_see_everybody(trained: World) -> None:
    for name in ("olga", "sven"):
        with pytest.raises(ForbiddenError):
            overview(trained.actor(name), clock.now())
    with pytest.raises(ForbiddenError):
        dossier(trained.actor("olga"), trained.people["omar"])


def test_what_is_published_today_changes_no_past_day(trained: World) -> None:
    """Of yesterday the same is told whatever course ends without a certificate since."""
    courses.learn_cards(trained, "olga")
    courses.pass_calls(trained, "olga")
    then = clock.now()
    before = overview(trained.actor("ada"), then)
    page = courses.CARDS_FILE.split("certificate:")[0].replace("line: cards\n", "") + "---\nWelcome.\n"
    courses.publish(trained, NORDBANK, courses.CARDS, page, agreements=("confidentiality",))
    assert overview(trained.actor("ada"), then).cells == before.cells
    now = overview(trained.actor("ada"), clock.now(), [then])
    assert now.cells == ()
    assert now.lines_on == ({courses.CARDS: "cards"},)


def test_names_are_told_of_those_asked_for_who_ever_belonged_here(trained: World) -> None:
    """Leavers among them; they are in no count, and of strangers nothing is told."""
    ada, omar, otto = trained.actor("ada"), trained.people["omar"], trained.people["otto"]
    memberships.leave(trained.system(), omar)
    assert omar not in overview(ada, clock.now()).names
    seen = overview(ada, clock.now(), named=[omar, otto])
    assert seen.names[omar] == "Omar Test"
    assert seen.people.keys() == overview(ada, clock.now()).people.keys()
    assert otto not in seen.names
