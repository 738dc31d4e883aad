"""The first week: who has not come yet, who is in what comes first, and what was done for all of them at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from app.kernel import clock
from app.learning import service as learning
from app.people import classes
from app.people import service as people
from app.people.permissions import Role, Side
from app.people.queries import find_number
from tests.factories import World
from tests.integration.certification import courses
from tests.integration.reports.test_classroom import newcomers
from tests.statements import questions, sent_by
from tests.web.conftest import SignedIn

MONDAY = datetime(2030, 11, 18, 9, tzinfo=UTC)


@pytest.fixture
def first_week(trained: World) -> World:
    """Four newcomers in Tara's class and Sven's team: two of them have never signed in, two are in the induction."""
    with clock.at(MONDAY):
        for name in ("tara", "sven", "mira"):
            courses.accept(trained, name)
        found = newcomers(trained, 4)
        people.create_class(trained.system(), "November", trained.people["tara"], MONDAY, found)
        team = people.create_team(trained.system(), "Blue", trained.people["sven"])
        for number in found:
            people.join_team(trained.system(), team, number)
    return trained


@pytest.mark.parametrize(
    ("name", "path", "helps"), [("tara", "author", False), ("sven", "supervise", True), ("sven", "team", True)]
)
def test_newcomers_are_told_apart(
    app: Flask, first_week: World, signed_in: SignedIn, name: str, path: str, helps: bool
) -> None:
    with clock.at(MONDAY + timedelta(hours=1)):
        browser = signed_in(name)
        browser.get(f"/c/nordbank/{path}")
        with sent_by(app) as sent:
            page = browser.get(f"/c/nordbank/{path}").text
    assert len(questions(sent)) <= 8
    assert "2 have not signed in yet · 2 have “Customer service foundations” to finish first" in page
    assert page.count("First: “Customer service foundations”, 1 of 2 modules, exam not passed yet") == 2
    assert page.count("Has not signed in yet") == 2
    assert ("Make first links" in page) == helps
    assert ("gets a first link from their supervisor" in page) != helps


def test_a_team_leader_reads_who_of_the_team_has_not_signed_in(first_week: World, signed_in: SignedIn) -> None:
    people.add_membership(first_week.system(), first_week.people["omar"], Role.TEAM_LEADER, Side.CENTRE)
    team = people.create_team(first_week.system(), "Green", first_week.people["omar"])
    people.join_team(first_week.system(), team, find_number("new0@example.test") or 0)
    page = signed_in("omar").get("/c/nordbank/team").text
    assert "1 has not signed in yet" in page
    assert "gets a first link from their supervisor" in page
    assert "Make first links" not in page


def test_an_auditor_reads_how_many_have_another_course_first_and_not_who_signed_in(
    first_week: World, signed_in: SignedIn
) -> None:
    with clock.at(MONDAY + timedelta(hours=1)):
        page = signed_in("ada").get("/c/nordbank/audit").text
    assert "4 have “Customer service foundations” to finish first" in page
    assert "signed in" not in page


def test_what_was_done_for_many_at_once_is_one_sentence_with_their_names(
    first_week: World, signed_in: SignedIn
) -> None:
    numbers = [first_week.people[name] for name in ("olga", "omar")]
    with clock.at(MONDAY + timedelta(hours=1)):
        learning.enrol(first_week.system(), numbers, courses.CARDS)
        tara = first_week.actor("tara")
        group = classes.make_class(tara, "Monday", tara.number, MONDAY)
        for number in numbers:
            classes.join(tara, group, [number])
        page = signed_in("ada").get("/c/nordbank/audit").text
    assert "2 people were enrolled in Card line, first contact" in page
    assert "Olga Test was enrolled" not in page
    assert "<p>Olga Test, Omar Test</p>" in page
    assert "4 people joined a team" in page
    told = page.partition("Tara Test put 2 people into a class")[2].partition("</li>")[0]
    assert "<p>Olga Test, Omar Test</p>" in told


def test_since_the_last_visit_they_are_one_sentence_and_counted_each(first_week: World, signed_in: SignedIn) -> None:
    with clock.at(MONDAY - timedelta(days=1)):
        signed_in("ada").get("/c/nordbank/audit")
    with clock.at(MONDAY + timedelta(hours=1)):
        page = signed_in("ada").get("/c/nordbank/audit").text
    assert "Since your last visit" in page
    assert "4 people were given the role: operator" in page
    assert "New 0, New 1, New 2, New 3" in page
