"""What auditors and managers see: counts of any day, the matrix, dossiers with evidence, the record."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import create_engine, text

from app.assessment.calls.models import Coaching
from app.certification import service
from app.kernel import clock
from app.kernel.work import writing
from app.people import classes, memberships
from app.people import service as people
from tests.factories import World
from tests.integration.certification import courses
from tests.integration.certification.courses import CARDS
from tests.web.conftest import SignedIn

COACHING_WORDS = "Slow down before you name the balance."


@pytest.fixture(autouse=True)
def today(world: World) -> Iterator[None]:
    """It is 22 November 2030, until a test says otherwise; the cast has been here since long before."""
    with clock.at(datetime(2030, 11, 22, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def cleared(trained: World) -> World:
    """Olga is cleared since 20 November 2030; Omar, in Sven's team, has read one module."""
    world = trained
    with clock.at(datetime(2030, 11, 20, 12, tzinfo=UTC)):
        courses.learn_cards(world, "olga")
        courses.pass_calls(world, "olga")
        service.sign_off(world.actor("sven"), world.people["olga"], CARDS)
        courses.finish_induction(world, "omar")
        courses.accept(world, "omar")
        courses.accept(world, "mira")
        courses.enrol(world.system(), world.people["omar"], CARDS)
        courses.complete_modules(world.system(), world.people["omar"], CARDS, courses.MODULES[0])
        team = people.create_team(world.system(), "Team Sven", world.people["sven"])
        people.join_team(world.system(), team, world.people["omar"])
    return world


@pytest.fixture
def ada(cleared: World, signed_in: SignedIn) -> FlaskClient:
    return signed_in("ada")


def dossier(world: World, name: str = "olga") -> str:
    return f"/c/nordbank/people/{world.people[name]}"


def test_the_start_page_counts_who_is_cleared(ada: FlaskClient) -> None:
    page = ada.get("/c/nordbank/audit").text
    assert "1 of 2 Nordbank operators are cleared" in page
    assert "Omar Test" in page
    assert "A certificate was issued to Olga Test" in page


def test_a_past_day_is_answered_from_what_was_so_then(cleared: World, ada: FlaskClient) -> None:
    with clock.at(datetime(2030, 11, 22, 18, tzinfo=UTC)):
        memberships.leave(cleared.system(), cleared.people["olga"])
    with clock.at(datetime(2030, 11, 22, 20, tzinfo=UTC)):
        assert "On 22 November 2030, 0 of 1 Nordbank operators are cleared" in ada.get("/c/nordbank/audit").text
        for day, count in (("2030-11-21", "1 of 2"), ("2030-11-20", "1 of 2"), ("2030-11-19", "0 of 2")):
            page = ada.get(f"/c/nordbank/audit?day={day}").text
            assert f"{count} Nordbank operators are cleared" in page, day


@pytest.mark.parametrize("day", ["yesterday", "2025-13-40"])
def test_a_day_that_is_none_is_said_to_be_none(ada: FlaskClient, day: str) -> None:
    answer = ada.get(f"/c/nordbank/audit?day={day}")
    assert answer.status_code == 422
    assert "Write the day as in 2025-11-22." in answer.text


def test_the_matrix_says_what_is_missing(ada: FlaskClient) -> None:
    page = ada.get("/c/nordbank/people").text
    assert "modules 1 of 2 · Final exam" in page
    assert "Phone: English" in page
    assert "2 lines" in page


FILTERS = [
    ("state=cleared", {"Olga Test"}),
    ("state=in+progress", {"Omar Test"}),
    ("course=card-line", {"Olga Test", "Omar Test"}),
    ("course=nothing", set()),
    ("state=nonsense", set()),
    ("page=99", {"Olga Test", "Omar Test"}),
    ("sort=-until&page=x", {"Olga Test", "Omar Test"}),
]


@pytest.mark.parametrize(("query", "names"), FILTERS)
def test_filters_stand_in_the_address(ada: FlaskClient, query: str, names: set[str]) -> None:
    page = ada.get(f"/c/nordbank/people?{query}").text
    assert {name for name in ("Olga Test", "Omar Test") if name in page} == names
    if not names:
        assert "Nobody fits these filters" in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("state=not+begun", ["Sara Test"]),
        ("state=in+progress", ["Omar Test"]),
        ("state=under+way", ["Omar Test", "Sara Test"]),
    ],
)
def test_who_has_not_begun_is_told_apart(cleared: World, ada: FlaskClient, query: str, names: list[str]) -> None:
    courses.enrol(cleared.system(), cleared.people["sara"], CARDS)
    words = {"Omar Test": "In progress", "Sara Test": "Not begun"}
    page = ada.get(f"/c/nordbank/people?{query}").text
    rows = list(csv.DictReader(io.StringIO(ada.get(f"/c/nordbank/people.csv?{query}").text.removeprefix("\ufeff"))))
    assert [(row["Person"], row["State"]) for row in rows] == [(name, words[name]) for name in names]
    for name, state in words.items():
        row = page.partition(f"{name}</a>")[2].partition("</tr>")[0]
        assert (state in row) == (name in names)
    assert '<option value="not begun"' in page


def test_the_matrix_is_exported_as_it_is_filtered(ada: FlaskClient) -> None:
    answer = ada.get("/c/nordbank/people.csv?state=in+progress")
    assert answer.mimetype == "text/csv"
    [row] = csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert row["Person"] == "Omar Test"
    assert row["Team"] == "Team Sven"
    assert row["Missing"].startswith("modules 1 of 2: Blocked cards · Final exam")


def test_the_matrix_is_narrowed_to_a_class_and_exported_for_a_spreadsheet(cleared: World, ada: FlaskClient) -> None:
    tara = cleared.actor("tara")
    group = classes.make_class(tara, "Monday", tara.number, clock.now())
    classes.join(tara, group, [cleared.people["omar"]])
    page = ada.get(f"/c/nordbank/people?group={group}").text
    assert "Omar Test" in page
    assert "Olga Test" not in page
    assert "Class: Monday" in page
    assert f"/c/nordbank/people.xlsx?group={group}" in page
    sheet = load_workbook(io.BytesIO(ada.get(f"/c/nordbank/people.xlsx?group={group}").data)).active
    assert sheet is not None
    assert [row[1] for row in sheet.values] == ["Person", "Omar Test"]


@pytest.mark.parametrize("name", ["state", "course", "team", "group"])
def test_a_filter_that_nothing_has_says_so_and_is_not_repeated(ada: FlaskClient, name: str) -> None:
    page = ada.get(f"/c/nordbank/people?{name}=zzz").text
    assert "nothing has this filter" in page
    assert "zzz" not in page


def test_a_dossier_tells_everything_in_order(cleared: World, ada: FlaskClient) -> None:
    page = ada.get(dossier(cleared)).text
    told = [
        "Completed before, at the centre: ",
        "Accepted the agreement “Confidentiality”",
        "Enrolled: Card line, first contact",
        "Completed the module “Verify the caller”",
        "Final exam, attempt 1",
        "Test call: card-blocked",
        "Signed off for “Card line, first contact”",
        "Certificate: Certified card-line operator",
    ]
    main = page[page.index('<ol class="timeline">') :]
    assert sorted(main.index(words) for words in told) == [main.index(words) for words in told]
    assert "by Sven Test" in main
    assert "Scored by Tara Test" in main
    assert "Calm and exact." in main


def test_an_attempt_opens_in_place_with_answers_and_scores(cleared: World, ada: FlaskClient) -> None:
    closed = ada.get(dossier(cleared)).text
    assert "What may you say?" not in closed
    opened = ada.get(f"{dossier(cleared)}?open=all").text
    assert "What may you say?" in opened
    assert "2 of 2 points" in opened
    assert "Not answered" in opened


def test_an_auditor_reads_no_coaching(cleared: World, ada: FlaskClient) -> None:
    with writing(cleared.actor("sven")) as work:
        work.session.add(
            Coaching(
                person_id=cleared.people["olga"],
                course=CARDS,
                channel="phone",
                language="en",
                series=1,
                coach_id=cleared.people["sven"],
                words=COACHING_WORDS,
            )
        )
        work.record("coaching.recorded", CARDS, person=cleared.people["olga"])
    for address in (dossier(cleared), "/c/nordbank/audit", "/c/nordbank/record", "/c/nordbank/people"):
        page = ada.get(address).text
        assert COACHING_WORDS not in page
        assert "coaching" not in page.casefold(), address


def test_who_left_still_has_a_dossier(cleared: World, ada: FlaskClient) -> None:
    memberships.leave(cleared.system(), cleared.people["olga"])
    assert "Certificate: Certified card-line operator" in ada.get(dossier(cleared)).text


def test_a_person_of_another_client_has_none_here(cleared: World, ada: FlaskClient) -> None:
    assert ada.get(dossier(cleared, "otto")).status_code == 404


def test_a_dossier_is_not_for_operators(cleared: World, signed_in: SignedIn) -> None:
    assert signed_in("omar").get(dossier(cleared)).status_code == 403


def test_the_record_is_checked_and_shows_its_head(ada: FlaskClient) -> None:
    page = ada.get("/c/nordbank/record").text
    assert "The chain holds" in page
    assert "Sven Test signed Olga Test off" in page


def test_who_was_put_into_a_class_is_named(cleared: World, ada: FlaskClient) -> None:
    with writing(cleared.system()) as work:
        work.record("class.joined", "autumn", people=[cleared.people["olga"]])
    for address in ("/c/nordbank/audit", "/c/nordbank/record"):
        assert "The program put Olga Test into a class" in ada.get(address).text


@pytest.mark.parametrize(
    "changed",
    [
        "subject = 'x'",
        "subject = repeat('9', 100)",
        "data = 'gone'",
        """data = '{"person": [], "people": 5, "course": {}, "role": [], "rows": 1, "channel": {}}'""",
        """data = '{"person": 123456789012345678901, "percent": {}, "language": "%(by)s%%"}'""",
        "happened_at = 'yesterday'",
        "happened_at = '2026-11-23T08:00:00'",
    ],
)
def test_a_record_whose_lines_were_changed_can_be_read_and_says_so(
    app: Flask, cleared: World, ada: FlaskClient, changed: str
) -> None:
    engine = create_engine(app.extensions["readyline.settings"].database_url)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT set_config('readyline.client', 'nordbank', true)"))
        else:
            changed = changed.replace("repeat('9', 100)", "printf('%0100d', 9)")
        connection.exec_driver_sql(f"UPDATE trail_entry SET {changed} WHERE client_id = 'nordbank' AND sequence > 2")
    engine.dispose()
    assert "Line 3 was changed, removed or moved." in ada.get("/c/nordbank/record").text
    olga = cleared.people["olga"]
    for page in ("audit", "people", f"people/{olga}", "record?before=100000"):
        assert ada.get(f"/c/nordbank/{page}").status_code == 200, page


def test_the_record_says_why_numbers_are_missing(ada: FlaskClient) -> None:
    assert "Where a number is missing, the line is not yours to read" in ada.get("/c/nordbank/record").text


def test_the_latest_changes_stand_in_the_order_in_which_they_happened(cleared: World, ada: FlaskClient) -> None:
    """What is recorded later may have happened earlier, as what an import brings in."""
    with writing(cleared.system()) as work:
        work.record("team.created", "t", happened_at=datetime(2030, 11, 21, tzinfo=UTC))
        work.record("class.created", "c", happened_at=datetime(2030, 11, 20, 23, tzinfo=UTC))
        work.record("news.withdrawn", "n", happened_at=datetime(2030, 11, 22, tzinfo=UTC))
    page = ada.get("/c/nordbank/audit").text
    told = ["withdrew news", "made a team", "made a class", "joined a team"]
    assert sorted(told, key=page.index) == told


def test_a_manager_sees_teams_with_their_size(cleared: World, signed_in: SignedIn) -> None:
    page = signed_in("mira").get("/c/nordbank/manage").text
    assert "1 of 2 Nordbank operators are cleared" in page
    assert "Team Sven" in page
    assert "Below 10" in page


def test_what_expires_within_30_days_is_listed(cleared: World, signed_in: SignedIn) -> None:
    with clock.at(datetime(2031, 11, 1, tzinfo=UTC)):
        page = signed_in("mira").get("/c/nordbank/manage").text
    assert "1 certificate" in page
    assert "20 Nov 2031" in page
