"""Lists and reports of those who watch over others: due, completion, first attempts, times, the class, the clients."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from app.certification import service
from app.kernel import clock
from app.kernel.work import writing
from app.learning.models import Enrolment
from app.people import memberships
from app.people import service as people
from app.people.permissions import Role, Side
from tests.factories import CENTRE, FENWICK, World
from tests.integration.certification import courses
from tests.integration.certification.courses import CARDS
from tests.web.conftest import SignedIn

NOW = datetime(2030, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today(world: World) -> Iterator[None]:
    with clock.at(NOW):
        yield


@pytest.fixture
def school(trained: World) -> World:
    """Olga is cleared after eight days in the autumn class; Omar, in Sven's team, is two days past his due date."""
    world = trained
    with clock.at(NOW - timedelta(days=10)):
        members = [world.people[name] for name in ("olga", "omar")]
        people.create_class(world.system(), "Autumn class", world.people["tara"], clock.now(), members)
        team = people.create_team(world.system(), "Team Sven", world.people["sven"])
        people.join_team(world.system(), team, world.people["omar"])
        courses.enrol(world.system(), world.people["omar"], CARDS)
        for name in ("tara", "mira", "sven", "sara", "omar"):
            courses.accept(world, name)
    with clock.at(NOW - timedelta(days=2)):
        courses.learn_cards(world, "olga")
        courses.pass_calls(world, "olga")
        service.sign_off(world.actor("sven"), world.people["olga"], CARDS)
        with writing(world.system()) as work:
            row = next(one for one in work.session.query(Enrolment) if one.person_id == world.people["omar"])
            row.due_at = clock.now()
            work.record("enrolment.due", CARDS)
    return world


@pytest.fixture
def mira(school: World, signed_in: SignedIn) -> FlaskClient:
    return signed_in("mira")


DUE = "/c/nordbank/due"
REPORTS = "/c/nordbank/reports"


@pytest.mark.parametrize("query", ["", "?kind=overdue", "?team=nothing&sort=-name", "?kind=expired", "?page=99&sort=x"])
def test_what_is_overdue_is_listed(mira: FlaskClient, query: str) -> None:
    page = mira.get(f"{DUE}{query}").text
    assert ("Omar Test" in page) is ("nothing" not in query and "expired" not in query)
    assert "Olga Test" not in page
    if "Omar Test" not in page:
        assert "Nothing fits these filters" in page


def test_a_supervisor_sees_what_is_due_in_their_own_team(school: World, signed_in: SignedIn) -> None:
    assert "Omar Test" in signed_in("sven").get(DUE).text
    assert "Nothing is overdue" in signed_in("sara").get(DUE).text
    assert signed_in("olga").get(DUE).status_code == 403


def test_the_list_is_taken_away_as_it_is_filtered(mira: FlaskClient) -> None:
    answer = mira.get(f"{DUE}.csv?kind=overdue")
    [row] = csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert (row["Person"], row["State"], row["Due or until"]) == ("Omar Test", "Overdue", "2030-11-20")
    sheet = load_workbook(io.BytesIO(mira.get(f"{DUE}.xlsx").data)).active
    assert sheet is not None
    assert sheet["B2"].value == "Omar Test"
    assert sheet["F2"].is_date
    assert mira.get(f"{DUE}.pdf").status_code == 404


FILES = [
    ("completion", "", [{"Course": "Card line, first contact", "Enrolled": "2", "Finished": "1", "Overdue": "1"}]),
    ("completion", "?by=team", [{"Team": "Team Sven", "Finished": "0"}, {"Team": "In no team", "Finished": "1"}]),
    ("completion", "?by=class", [{"Class": "Autumn class", "Share finished": "0.5"}]),
    ("completion", "?since=2030-11-20", [{"Enrolled": "1", "Finished": "1", "Nothing done yet": "0"}]),
    ("completion", "?until=2030-11-01", []),
    ("completion", "?course=nothing", []),
    ("first-attempts", "", [{"Quiz": "Final exam", "Sat": "1", "Passed at once": "1"}]),
    ("first-attempts", "?by=class&group=nothing", []),
    (
        "time-to-clearance",
        "",
        [{"Class": "Autumn class", "Trainer": "Tara Test", "People": "2", "Cleared": "1", "Median, days": "8.0"}],
    ),
]


@pytest.mark.parametrize(("report", "query", "rows"), FILES)
def test_reports_say_the_same_on_their_page_and_in_their_files(
    mira: FlaskClient, report: str, query: str, rows: list[dict[str, str]]
) -> None:
    text = mira.get(f"{REPORTS}/{report}.csv{query}").text.removeprefix("\ufeff")
    found = list(csv.DictReader(io.StringIO(text)))
    assert [{key: one[key] for key in row} for one, row in zip(found, rows, strict=True)] == rows
    page = mira.get(f"{REPORTS}/{report}{query}")
    assert page.status_code == 200
    assert ("Nothing to show yet" in page.text) is (not rows)
    assert mira.get(f"{REPORTS}/{report}.xlsx{query}").status_code == 200


def test_the_picture_of_times_says_its_numbers(mira: FlaskClient) -> None:
    page = mira.get(f"{REPORTS}/time-to-clearance").text
    assert "median 8 days, from 8 to 8" in page
    assert 'role="img"' in page


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("", 302),
        ("/nothing", 404),
        ("/nothing.csv", 404),
        ("/completion?since=yesterday", 422),
        ("/completion?by=x", 200),
    ],
)
def test_addresses_that_lead_elsewhere(mira: FlaskClient, address: str, status: int) -> None:
    assert mira.get(f"{REPORTS}{address}").status_code == status


def test_reports_are_for_those_who_see_everybody(school: World, signed_in: SignedIn) -> None:
    assert signed_in("ada").get(f"{REPORTS}/completion").status_code == 200
    assert signed_in("sven").get(f"{REPORTS}/completion").status_code == 403


def test_a_trainer_starts_with_their_class(school: World, signed_in: SignedIn) -> None:
    page = signed_in("tara").get("/c/nordbank/author").text
    assert "<h1>Autumn class</h1>" in page
    assert "Omar Test is stuck: nothing done for" in page
    assert "2 of 2" in page
    assert "1 is overdue" in page


def test_questions_that_fail_lead_to_their_course(school: World, signed_in: SignedIn) -> None:
    tara = signed_in("tara")
    assert "No question fails" in tara.get("/c/nordbank/author/failing").text
    assert "No question of this course fails" in tara.get(f"/c/nordbank/author/failing?course={CARDS}").text
    assert tara.get("/c/nordbank/author/failing.csv").text.startswith("\ufeffQuestion,Course")


def test_clients_side_by_side(mira: FlaskClient, signed_in: SignedIn) -> None:
    page = mira.get("/clients").text
    assert page.index("Nordbank") < page.rindex("Centre")
    assert "1 of 2" in page
    assert f"/c/{CENTRE}/" in page
    assert "1 person is past the due date" in page
    assert 'href="/c/nordbank/due?kind=overdue"' in page
    assert signed_in("tara").get("/clients").status_code == 403


def test_who_manages_several_clients_starts_with_them_side_by_side(school: World, signed_in: SignedIn) -> None:
    people.add_membership(school.system(FENWICK), school.people["mira"], Role.MANAGER, Side.CENTRE)
    assert signed_in("mira").get("/").location == "/clients"
    assert signed_in("tara").get("/").location != "/clients"


def test_an_auditor_is_told_what_changed_since_the_last_visit(school: World, signed_in: SignedIn) -> None:
    ada = signed_in("ada")
    with clock.at(NOW - timedelta(days=3)):
        assert "Latest changes" in ada.get("/c/nordbank/audit").text
    for _ in range(2):
        page = ada.get("/c/nordbank/audit").text
        assert "Since your last visit" in page
        assert "A certificate was issued to Olga Test" in page
        assert "scored a test call" in page
    with clock.at(NOW + timedelta(hours=9)):
        memberships.leave(school.system(), school.people["omar"])
        page = ada.get("/c/nordbank/audit").text
    assert "Omar Test is no longer operator here" in page
    assert "A certificate was issued to Olga Test" not in page


@pytest.mark.parametrize(
    "query", ["form=x", "endpoint=x", "_scheme=x", "_external=1", "_method=PUT", "client=x", "self=x"]
)
def test_what_an_address_names_does_not_disturb_the_links_of_its_files(signed_in: SignedIn, query: str) -> None:
    mira = signed_in("mira")
    for page in ("due", "reports/completion"):
        answer = mira.get(f"/c/nordbank/{page}?{query}")
        assert answer.status_code == 200, page
        assert "/c/nordbank/" in answer.text
