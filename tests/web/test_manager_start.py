"""The manager's start page: cleared over time, classes compared, and the centre, which clears nobody for calls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from app.certification import service
from app.kernel import clock
from app.kernel.work import reading
from app.people import memberships
from app.people import service as people
from app.people.sign_in import sign_in
from app.reports.classes_compared import compare_classes
from app.reports.queries import overview
from app.web.manager.views import CLASSES_SHOWN
from tests.factories import PASSWORD, World
from tests.integration.certification import courses
from tests.integration.certification.courses import CARDS
from tests.statements import questions, sent_by
from tests.web.conftest import SignedIn

NOW = datetime(2030, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today(world: World) -> Iterator[None]:
    with clock.at(NOW):
        yield


@pytest.fixture
def school(trained: World) -> World:
    """Olga is cleared after eight days in the autumn class; Omar is on the way; the winter class is empty."""
    with clock.at(NOW - timedelta(days=10)):
        members = [trained.people[name] for name in ("olga", "omar")]
        people.create_class(trained.system(), "Autumn class", trained.people["tara"], clock.now(), members)
        people.create_class(trained.system(), "Winter class", trained.people["tara"], NOW, [])
        courses.enrol(trained.system(), trained.people["omar"], CARDS)
        courses.accept(trained, "mira")
    with clock.at(NOW - timedelta(days=2)):
        courses.learn_cards(trained, "olga")
        courses.pass_calls(trained, "olga")
        service.sign_off(trained.actor("sven"), trained.people["olga"], CARDS)
    return trained


def test_cleared_over_time_is_a_picture_with_its_table(school: World, signed_in: SignedIn) -> None:
    page = signed_in("mira").get("/c/nordbank/manage").text
    assert "Cleared, over the last 12 weeks" in page
    assert page.count('<polyline class="series') == 2
    for day, cleared in (("15 Nov", 0), ("22 Nov", 1)):
        row = page[page.index(f'<th scope="row">{day}</th>') :].partition("</tr>")[0]
        assert f'<td class="num">{cleared}</td>' in row


def test_classes_are_compared_as_the_reports_count(school: World) -> None:
    mira = school.actor("mira")
    with reading(mira):
        winter, autumn = compare_classes(mira, overview(mira, NOW), 5)
        assert [one.time.title for one in compare_classes(mira, overview(mira, NOW), 1)] == ["Winter class"]
    assert (winter.completed, winter.first, winter.time.people) == (None, None, 0)
    assert autumn.completed
    assert autumn.first
    assert autumn.time.days
    assert (autumn.time.people, autumn.completed.share, autumn.first.share, autumn.time.days.median) == (2, 0.5, 1, 8)


def test_the_page_keeps_its_budget_and_leads_to_the_reports(school: World, signed_in: SignedIn) -> None:
    for number in range(CLASSES_SHOWN):
        people.create_class(school.system(), f"Spring class {number}", school.people["tara"], NOW, [])
    mira = signed_in("mira")
    mira.get("/c/nordbank/manage")
    app = mira.application
    with sent_by(app) as sent:
        page = mira.get("/c/nordbank/manage").text
    assert len(questions(sent)) <= 8
    assert page.count("Spring class") == CLASSES_SHOWN
    assert "Autumn class" not in page
    assert "/c/nordbank/reports/first-attempts?by=class" in page


def test_who_has_not_signed_in_yet_is_counted_with_a_way_to_them(school: World, signed_in: SignedIn) -> None:
    """For those who may see how people sign in; gone once everybody has come."""
    mira, people_here = signed_in("mira"), [name for name in school.people if name != "otto"]
    listed = mira.get("/c/nordbank/members?state=not-yet").text
    count = re.search(r"(\d+) people", listed)
    assert count
    link = f'href="/c/nordbank/members?state=not-yet">{count[1]}'
    assert f"{link} people have not signed in yet</a>" in mira.get("/c/nordbank/manage").text
    assert f"{link} have not signed in yet</a>" in mira.get("/clients").text
    assert "not signed in yet" not in signed_in("ada").get("/c/nordbank/manage").text
    for name in people_here:
        sign_in(f"{name}@example.test", PASSWORD, address="127.0.0.1", device="", length=timedelta(days=1))
    assert "not signed in yet" not in mira.get("/c/nordbank/manage").text
    assert "/c/nordbank/members?state=not-yet" not in mira.get("/clients").text


def test_the_centre_speaks_of_certificates_not_of_calls(school: World, signed_in: SignedIn) -> None:
    mira = signed_in("mira")
    page = mira.get("/c/centre/manage").text
    assert "people hold a certificate of Centre" in page
    assert "operators are cleared" not in page
    assert "No calls" in mira.get("/clients").text


def test_where_nobody_is_yet_the_page_says_so(world: World, signed_in: SignedIn) -> None:
    page = signed_in("mira").get("/c/nordbank/manage").text
    assert "Nobody is on the way to a certificate of Nordbank yet" in page
    assert "No class yet." in page
    assert "polyline" not in page


def test_where_nobody_learns_yet_a_manager_adds_people_from_here(world: World, signed_in: SignedIn) -> None:
    for name in ("olga", "omar", "sven", "sara", "ada"):
        memberships.leave(world.system(), world.people[name])
    page = signed_in("mira").get("/c/nordbank/manage").text
    assert "Nobody learns here yet" in page
    assert 'href="/c/nordbank/members/new"' in page
    assert 'href="/c/nordbank/members/import"' in page
    assert "Expiring in the next 30 days" not in page, "no empty sections below"
    assert "/c/nordbank/members/new" not in signed_in("tara").get("/c/nordbank/manage").text
