"""A class in its first week, read together with what its people did at the centre."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from app.kernel import clock
from app.kernel.actor import Actor
from app.people import service as people
from app.people.arrivals import named
from app.people.permissions import Role, Side
from app.people.sign_in import sign_in
from app.reports.classroom import Progress, class_now, groups_with_names, progress
from app.reports.first import first_by_title, taught
from app.reports.queries import overview
from app.reports.steps import FIRST_AT_CENTRE, steps
from tests.factories import CENTRE, FENWICK, PASSWORD, World
from tests.integration.certification import courses
from tests.statements import questions, sent_by


def newcomers(world: World, count: int) -> list[int]:
    """Make people who are enrolled in the card line; every second has completed a module of the induction."""
    nobody = Actor(person_id=None, scope=None)
    found = []
    for number in range(count):
        person = people.create_person(nobody, name=f"New {number}", sign_in_name=f"new{number}@example.test")
        for client_id in (CENTRE, "nordbank"):
            people.add_membership(world.system(client_id), person, Role.OPERATOR, Side.CENTRE)
        courses.enrol(world.system(), person, courses.CARDS)
        if number % 2:
            courses.enrol(world.system(CENTRE), person, courses.INDUCTION)
            courses.complete_modules(world.system(CENTRE), person, courses.INDUCTION, courses.MODULES[0])
        found.append(person)
    return found


def now(world: World, name: str = "tara") -> list[Progress]:
    actor = world.actor(name)
    [group] = groups_with_names(actor)
    return class_now(actor, group, taught(actor, clock.now()), clock.now())


def test_who_has_not_come_and_who_is_in_the_induction(app: Flask, trained: World) -> None:
    """Who has completed it, or begun the course, has nothing that comes first."""
    courses.finish_induction(trained, "olga")
    courses.enrol(trained.system(), trained.people["olga"], courses.CARDS)
    sign_in("olga@example.test", PASSWORD, address="127.0.0.1", device="", length=timedelta(days=1))
    everybody = [trained.people["olga"], *newcomers(trained, 2)]
    people.create_class(trained.system(), "November", trained.people["tara"], clock.now(), everybody)
    found = {row.name: (row.not_yet, row.first and row.first.modules) for row in now(trained)}
    assert found == {"New 0": (True, (0, 2)), "New 1": (False, (1, 2)), "Olga Test": (False, None)}
    for name in ("ada", "mira"):
        assert {row.not_yet for row in now(trained, name) if row.name == "New 0"} == {name == "mira"}
    assert first_by_title(trained.actor("ada"), overview(trained.actor("ada"), clock.now())) == {
        "Customer service foundations": 2
    }


def test_more_people_cost_no_more_statements(app: Flask, trained: World) -> None:
    counts = []
    tara = trained.actor("tara")
    for many in (newcomers(trained, 2)[:1], list(trained.people.values())):
        taught(tara, clock.now())
        with sent_by(app) as sent:
            known = taught(tara, clock.now())
            progress(tara, named(tara, many), known, clock.now())
        counts.append(len(questions(sent)))
    assert counts == [3, 3]


def test_of_the_centre_only_the_same_people_are_seen(trained: World) -> None:
    """Otto is nobody's at Nordbank, whatever he did at the centre."""
    otto = trained.people["otto"]
    people.add_membership(trained.system(CENTRE), otto, Role.OPERATOR, Side.CENTRE)
    courses.enrol(trained.system(CENTRE), otto, courses.INDUCTION)
    tara = trained.actor("tara")
    assert named(tara, [otto]).names == {}
    assert taught(trained.actor("otto", FENWICK), clock.now()).at_centre == []
    assert [one.release.part for one in taught(tara, clock.now()).at_centre] == [courses.INDUCTION]
    assert steps(tara, [otto], at_centre=FIRST_AT_CENTRE) == []
