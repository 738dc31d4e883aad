"""Agreements, courses, modules and checks as people meet them in the browser, with and without JavaScript."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.authoring import queries as authoring
from app.authoring.drafts import read_drafts
from app.authoring.media import MediaStore
from app.authoring.service import publish
from app.kernel.actor import Actor
from app.learning import queries
from app.learning.service import enrol
from app.people import service as people
from app.people.permissions import EVERYTHING
from app.people.persons import Details, change_own
from tests.factories import CENTRE, NORDBANK, World
from tests.folders import edit, write_client
from tests.statements import sent_by
from tests.unit.authoring.test_media import picture
from tests.web.conftest import SignedIn

SYSTEM = Actor(person_id=None, scope=None, permissions=EVERYTHING)
COURSE = "/c/nordbank/courses/card-line"
VERIFY, BLOCKED = f"{COURSE}/modules/verify", f"{COURSE}/modules/blocked"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def folder(app: Flask, world: World, tmp_path: Path) -> Path:
    """Nordbank, published, with Olga enrolled."""
    folder = write_client(tmp_path / "courses", NORDBANK)
    (folder / "card-line/media").mkdir()
    (folder / "card-line/media/desk.png").write_bytes(picture())
    edit(folder / "card-line/02-blocked.md", "They tried", "![A desk](media/desk.png) They tried")
    publish(SYSTEM, read_drafts(folder), MediaStore(tmp_path / "media"))
    enrol(world.actor("sven"), [world.people["olga"]], "card-line")
    return folder


def accept(world: World, name: str) -> None:
    """Let one of the cast accept Nordbank's agreement."""
    shared = authoring.newest(world.system(), authoring.SHARED_PART)
    assert shared is not None
    people.accept_agreement(world.actor(name), "confidentiality", shared.id, "en")


@pytest.fixture
def olga(signed_in: SignedIn, world: World, folder: Path) -> FlaskClient:
    """Olga, who has accepted the agreement."""
    accept(world, "olga")
    return signed_in("olga")


def test_the_start_page_shows_what_client_md_says_cleaned(folder: Path, olga: FlaskClient, tmp_path: Path) -> None:
    text = (folder / "client.md").read_text(encoding="utf-8")
    said = "A bank for [cards](card-line/course.md).\n\n<script>alert(1)</script>\n"
    (folder / "client.md").write_text(text + said, encoding="utf-8")
    publish(SYSTEM, read_drafts(folder), MediaStore(tmp_path / "media"))
    page = olga.get("/c/nordbank/path").text
    assert "About Nordbank" in page
    assert f'A bank for <a href="{COURSE}"' in page
    assert "<script>alert" not in page


def test_content_waits_for_the_agreement(signed_in: SignedIn, folder: Path) -> None:
    browser = signed_in("olga")
    answer = browser.get(COURSE)
    assert (answer.status_code, answer.location) == (302, f"/c/nordbank/agreements?next={COURSE}")
    page = browser.get(answer.location).text
    assert "I tell nobody what I hear." in page
    assert f'value="{COURSE}"' in page


def test_an_agreement_is_accepted_with_a_tick_and_a_button(signed_in: SignedIn, world: World, folder: Path) -> None:
    browser = signed_in("olga")
    release = authoring.newest(world.system(), authoring.SHARED_PART)
    assert release is not None
    address = "/c/nordbank/agreements"
    answer = browser.post(address, data={"release": release.id, "next": COURSE})
    assert answer.status_code == 422
    assert "Tick the box" in answer.text
    assert browser.post(address, data={"release": "another", "agreement": "confidentiality"}).status_code == 409
    answer = browser.post(address, data={"release": release.id, "agreement": "confidentiality", "next": COURSE})
    assert (answer.status_code, answer.location) == (302, COURSE)
    assert browser.get(COURSE).status_code == 200
    assert "You have accepted" in browser.get(address).text


@pytest.mark.parametrize("target", ["//evil.test", "https://evil.test/x"])
def test_accepting_leads_nowhere_else(signed_in: SignedIn, world: World, folder: Path, target: str) -> None:
    release = authoring.newest(world.system(), authoring.SHARED_PART)
    assert release is not None
    data = {"release": release.id, "agreement": "confidentiality", "next": target}
    assert signed_in("olga").post("/c/nordbank/agreements", data=data).location == "/c/nordbank/"


def test_the_course_says_what_to_do_next(olga: FlaskClient) -> None:
    assert "Card line" in olga.get("/c/nordbank/courses").text
    page = olga.get(COURSE).text
    assert "Begin: Two factors" in page
    assert f'href="{VERIFY}#two-factors"' in page
    assert "0 of 2 modules complete" in page
    assert "Not yet" in page  # the second module


def test_a_module_shows_text_sections_and_checks_but_no_right_answer(olga: FlaskClient) -> None:
    page = olga.get(VERIFY).text
    assert '<section id="two-factors"' in page
    assert 'href="/c/nordbank/kb/blocked-cards#why-a-card-blocks-itself"' in page
    assert 'data-sections="/c/nordbank/courses/card-line/modules/verify/reached"' in page
    assert "I have read this section" in page
    assert 'type="checkbox"' in page
    for secret in ("one factor is a guess", "Anybody can sound sure", "Policy 4.2", "50%"):
        assert secret not in page


def test_without_javascript_buttons_do_everything(olga: FlaskClient) -> None:
    answer = olga.post(f"{VERIFY}/read", data={"section": "two-factors"})
    assert answer.location == f"{VERIFY}#check-yourself"
    answer = olga.post(f"{VERIFY}/read", data={"section": "check-yourself"})
    assert answer.location == f"{VERIFY}#check-yourself"
    assert "2 questions are still to answer" in olga.get(VERIFY).text
    answer = olga.post(f"{VERIFY}/check", data={"question": "balance-01", "answer": "3"})
    assert answer.location == f"{VERIFY}#check-1"
    page = olga.get(VERIFY).text
    assert "Anybody can sound sure" in page
    assert "one factor is a guess" not in page
    olga.post(f"{VERIFY}/check", data={"question": "factors-01", "answer": ["1", "2"]})
    page = olga.get(VERIFY).text
    assert "Next: Blocked cards" in page
    answer = olga.post(f"{VERIFY}/read", data={"section": "check-yourself"})
    assert answer.location == BLOCKED
    answer = olga.post(f"{BLOCKED}/read", data={"section": "what-to-say"})
    assert answer.location == COURSE
    assert "2 of 2" in olga.get(COURSE).text


def test_with_htmx_only_the_question_and_the_end_are_sent(olga: FlaskClient) -> None:
    olga.post(f"{VERIFY}/reached", data={"section": "check-yourself"})
    part = olga.post(f"{VERIFY}/check", data={"question": "balance-01", "answer": "2"}, headers=HTMX)
    assert part.status_code == 200
    assert "<html" not in part.text
    assert 'id="check-1"' in part.text
    assert "Partly right" in part.text
    assert "1 question is still to answer" in part.text
    part = olga.post(f"{VERIFY}/check", data={"question": "factors-01", "answer": ["2", "1"]}, headers=HTMX)
    assert 'hx-swap-oob="true"' in part.text
    assert "Next: Blocked cards" in part.text
    part = olga.post(f"{VERIFY}/check", data={"question": "balance-01"}, headers=HTMX)
    assert "Give an answer first" in part.text


def test_the_script_tells_what_was_reached(olga: FlaskClient, world: World) -> None:
    assert olga.post(f"{VERIFY}/reached", data={"section": "two-factors"}).status_code == 204
    assert olga.post(f"{VERIFY}/reached", data={"section": "two-factors"}).status_code == 204
    assert 'data-reached="two-factors"' in olga.get(VERIFY).text
    assert "Continue: Check yourself" in olga.get(COURSE).text


def test_to_continue_leads_to_the_section_that_is_next(olga: FlaskClient) -> None:
    olga.post(f"{VERIFY}/reached", data={"section": "two-factors"})
    assert f'href="{COURSE}/continue"' in olga.get(COURSE).text
    assert olga.get(f"{COURSE}/continue").headers["Location"] == f"{VERIFY}#check-yourself"


@pytest.mark.parametrize(
    ("address", "data", "status"),
    [
        (f"{VERIFY}/reached", {}, 404),
        (f"{VERIFY}/reached", {"section": "x" * 5000}, 404),
        (f"{BLOCKED}/reached", {"section": "why"}, 409),
        (f"{COURSE}/modules/none/reached", {"section": "why"}, 404),
        ("/c/nordbank/courses/none/modules/none/reached", {"section": "why"}, 404),
        (f"{VERIFY}/read", {"section": "\0"}, 404),
        (f"{VERIFY}/check", {}, 404),
        (f"{VERIFY}/check", {"question": "none", "answer": "1"}, 404),
        (f"{VERIFY}/check", {"question": "balance-01"}, 422),
        (f"{VERIFY}/check", {"question": "balance-01", "answer": "9"}, 422),
        (f"{VERIFY}/check", {"question": "balance-01", "answer": "²"}, 422),
        (f"{VERIFY}/check", {"question": "factors-01", "answer": ["1", "1"]}, 422),
        (f"{VERIFY}/check", {"question": "factors-01", "answer": "1" * 5000}, 422),
    ],
)
def test_wrong_and_hostile_forms_are_refused(
    olga: FlaskClient, address: str, data: dict[str, object], status: int
) -> None:
    assert olga.post(address, data=data).status_code == status


def test_a_locked_module_says_what_comes_first(olga: FlaskClient) -> None:
    page = olga.get(BLOCKED).text
    assert "not open yet" in page
    assert "Verify the caller" in page
    assert "They tried" not in page


@pytest.fixture
def bilingual(world: World, tmp_path: Path) -> str:
    """The address of the centre's course, which is there in English and Polish; its folder is called `card-line`."""
    folder = write_client(tmp_path / "courses", CENTRE, centre=True)
    edit(folder / "client.md", "languages: [en]", "languages: [en, pl]")
    polish = shutil.copytree(folder / "card-line", folder / "card-line-pl")
    edit(polish / "course.md", "course: Card line\n", "course: Linia kart\n")
    edit(polish / "course.md", "language: en\n", "language: pl\ntranslates: ../card-line\n")
    publish(SYSTEM, read_drafts(folder), MediaStore(tmp_path / "media"))
    for name in ("olga", "omar"):
        people.accept_agreement(world.actor(name, CENTRE), "confidentiality", "", "en")
    return f"/c/{CENTRE}/courses/card-line"


def test_at_the_centre_everybody_begins_a_course_themselves_in_their_language(
    signed_in: SignedIn, world: World, bilingual: str
) -> None:
    olga, course = signed_in("olga"), bilingual
    page = olga.get(course).text
    assert "Begin this course" in page
    assert f'href="{course}-pl?stay=yes">Polski</a>' in page
    change_own(world.actor("olga", CENTRE), Details("", "", "pl", "UTC"))
    assert olga.get(course).location == f"{course}-pl", "who reads Polish is led to what is in Polish"
    assert olga.get(f"{course}?stay=yes").status_code == 200
    change_own(world.actor("olga", CENTRE), Details("", "", "en", "UTC"))
    for _click in range(2):
        assert olga.post(f"{course}-pl/begin").location == f"{course}-pl"
    assert olga.get(course).location == f"{course}-pl", "led to the language it was begun in"
    assert "Begin this course" not in olga.get(f"{course}-pl").text
    assert len(queries.enrolments(world.system(CENTRE), people=[world.people["olga"]])) == 1


def test_at_a_client_nobody_begins_a_course_themselves(signed_in: SignedIn, world: World, folder: Path) -> None:
    accept(world, "omar")
    omar = signed_in("omar")
    assert "Begin this course" not in omar.get(COURSE).text
    assert omar.post(f"{COURSE}/begin").status_code == 403
    assert queries.enrolments(world.system(), people=[world.people["omar"]]) == []


def test_those_who_are_not_enrolled_read_and_nothing_is_kept(signed_in: SignedIn, world: World, folder: Path) -> None:
    accept(world, "omar")
    omar = signed_in("omar")
    assert "You are not enrolled" in omar.get(COURSE).text
    assert "They tried" in omar.get(BLOCKED).text
    assert "<form" not in omar.get(BLOCKED).text.split('class="reading"')[1].split('class="actions"')[0]
    assert omar.post(f"{VERIFY}/reached", data={"section": "two-factors"}).status_code == 409
    ada = signed_in("ada")  # the client's own auditor needs no agreement
    assert ada.get(VERIFY).status_code == 200
    assert ada.post(f"{VERIFY}/reached", data={"section": "two-factors"}).status_code == 403
    assert queries.enrolments(world.system(), people=[world.people["omar"]]) == []


def test_outsiders_find_nothing(signed_in: SignedIn, folder: Path) -> None:
    otto = signed_in("otto")
    for address in (COURSE, VERIFY, "/c/nordbank/agreements", "/c/nordbank/courses", f"{COURSE}/find/verify"):
        assert otto.get(address).status_code == 404


def test_media_are_kept_for_ever_and_run_nothing(olga: FlaskClient, signed_in: SignedIn, world: World) -> None:
    olga.post(f"{VERIFY}/reached", data={"section": "check-yourself"})
    name = authoring.get_course(world.system(), "card-line").media["nordbank/card-line/media/desk.png"]
    answer = olga.get(f"/c/nordbank/media/{name}")
    assert (answer.status_code, answer.mimetype, answer.data) == (200, "image/png", picture())
    assert "immutable" in answer.headers["Cache-Control"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert olga.get(f"/c/nordbank/media/{name}", headers={"Range": "bytes=0-3"}).data == picture()[:4]
    assert olga.get(f"/c/nordbank/media/{name}", headers={"If-None-Match": f'"{name}"'}).status_code == 304
    assert olga.get("/c/nordbank/media/none.png").status_code == 404
    assert signed_in("otto").get(f"/c/nordbank/media/{name}").status_code == 404


def test_links_from_elsewhere_find_what_a_file_is(olga: FlaskClient) -> None:
    assert olga.get(f"{COURSE}/find/verify").location == VERIFY
    assert olga.get(f"{COURSE}/find/none").status_code == 404


@pytest.mark.parametrize("address", ["/c/nordbank/courses", COURSE, VERIFY, "/c/nordbank/agreements"])
def test_a_page_costs_eight_statements_at_most(app: Flask, olga: FlaskClient, address: str) -> None:
    olga.get(address)
    with sent_by(app) as sent:
        assert olga.get(address).status_code == 200
    asked = [sql for sql in sent if "\nFROM " in sql]
    assert len(asked) <= 8, "\n\n".join(asked)


def test_who_began_in_the_wrong_language_goes_on_in_another_and_comes_back(
    signed_in: SignedIn, world: World, bilingual: str
) -> None:
    olga = signed_in("olga")
    assert "Take it in another language" not in olga.get(bilingual).text
    olga.post(f"{bilingual}/begin")
    page = olga.get(bilingual).text
    assert "Go on in Polish" in page
    assert 'name="to" value="card-line-pl"' in page
    for _click in range(2):
        assert olga.post(f"{bilingual}/language", data={"to": "card-line-pl"}).location == f"{bilingual}-pl"
    page = olga.get(bilingual, follow_redirects=True).text
    assert "The course goes on in another language: Polish" in page
    assert "Go on in English" in page
    people.accept_agreement(world.actor("mira", CENTRE), "confidentiality", "", "en")
    record = signed_in("mira").get(f"/c/{CENTRE}/record").text
    assert "went on with Card line in another language: Linia kart" in record
    assert "took back the enrolment" not in record
    assert olga.post(f"{bilingual}-pl/language", data={"to": "card-line"}).location == bilingual
    assert "Go on in Polish" in olga.get(bilingual).text
    assert olga.post(f"{bilingual}/language", data={"to": "card-line-el"}).status_code == 404
    assert olga.post(f"{bilingual}/language").status_code == 404


def test_who_was_enrolled_by_somebody_else_is_told_who_changes_the_language(
    signed_in: SignedIn, world: World, bilingual: str
) -> None:
    enrol(world.actor("tara", CENTRE), [world.people["omar"]], "card-line")
    omar = signed_in("omar")
    page = omar.get(bilingual).text
    assert "in other languages too: Polish. Somebody else enrolled you" in page
    assert "Go on in" not in page
    assert omar.post(f"{bilingual}/language", data={"to": "card-line-pl"}).status_code == 403
    assert "Go on in" not in signed_in("olga").get(bilingual).text


def test_before_a_course_is_begun_its_list_promises_nothing(signed_in: SignedIn, bilingual: str) -> None:
    olga = signed_in("olga")
    page = olga.get(bilingual).text
    assert "What is in it" in page
    assert "Blocked cards" in page
    assert 'class="chip' not in page
    olga.post(f"{bilingual}/begin")
    assert "Not yet" in olga.get(bilingual).text


def test_a_course_that_comes_first_is_called_as_in_the_readers_language(
    signed_in: SignedIn, world: World, bilingual: str, tmp_path: Path
) -> None:
    write_client(tmp_path / "courses", NORDBANK, after=f"{CENTRE}/card-line")
    publish(SYSTEM, read_drafts(tmp_path / "courses"), MediaStore(tmp_path / "media"))
    enrol(world.actor("sven"), [world.people["olga"]], "card-line")
    accept(world, "olga")
    olga = signed_in("olga")
    assert "First complete: Card line" in olga.get(COURSE).text
    change_own(world.actor("olga"), Details("", "", "pl", "UTC"))
    assert "Linia kart" in olga.get(COURSE).text
