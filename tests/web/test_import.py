"""Pages of an import: what each row becomes is seen first, then all of it is written, or nothing."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.kernel.actor import Actor
from app.people import persons, queries
from app.people.importing import rows
from app.people.importing.service import Outcome
from app.people.importing.sheets import read_sheet
from app.web.people import uploads
from app.web.people.uploads import Upload
from tests.factories import World
from tests.web import markup
from tests.web.conftest import SignedIn

IMPORT = "/c/nordbank/members/import"
HEAD = "name;sign-in name;role;team;team leader\n"
GOOD = HEAD + "Nina New;nina;operator;Green;sven@example.test\nNino New;nino;operator;Green;\n"


def choose(browser: FlaskClient, text: str | bytes, address: str = IMPORT) -> TestResponse:
    data = text.encode() if isinstance(text, str) else text
    return browser.post(address, data={"file": (io.BytesIO(data), "people.csv")})


def kept_files(app: Flask) -> list[Path]:
    return [*app.extensions["readyline.settings"].instance.glob("imports/*/*/*.json")]


def digest_on(page: str) -> str:
    found = re.search(r'name="digest"\s+value="(\w+)"', page)
    assert found
    return found[1]


def test_a_manager_looks_first_then_imports_then_hands_links_on(signed_in: SignedIn, world: World) -> None:
    mira = signed_in("mira")
    look = choose(mira, GOOD).location
    page = mira.get(look).text
    assert "Read as UTF-8" in page
    assert "Nothing is written yet" in page
    assert "1 team is made" in page
    assert queries.find_number("nina") is None
    done = mira.post(look, data={"digest": digest_on(page)}).location
    assert queries.find_number("nina")
    assert mira.post(look, data={"digest": digest_on(page)}).location == done, "a second click is done already"
    assert mira.get(look).location == done
    ready = mira.get(done).text
    assert "As slips to print" in ready
    assert not any("nina" in path.read_text() for path in kept_files(mira.application)), "its rows are forgotten"
    for sound in (page, ready):
        assert not [*markup.problems(sound, markup.Page(sound), "en")]
    links = mira.post(f"{look}/links")
    assert links.headers["Cache-Control"] == "no-store"
    assert links.text.count("/welcome/") == 2
    again = choose(mira, GOOD).location
    assert "There is nothing to do" in mira.get(again).text


def test_the_preview_shows_how_each_is_reached(signed_in: SignedIn) -> None:
    mira = signed_in("mira")
    page = mira.get(choose(mira, "name;sign-in name;contact;language\nNina New;nina;2107;el\n").location).text
    assert 'data-label="Contact">2107</td>' in page
    assert 'data-label="Language">Greek</td>' in page


def test_the_page_says_what_is_going_on_while_the_file_is_imported(signed_in: SignedIn) -> None:
    mira = signed_in("mira")
    page = " ".join(mira.get(choose(mira, GOOD).location).text.split())
    assert re.search(r'<form method="post" action="[^"]+" data-once="120">', page)
    assert 'data-sending="Importing …"' in page
    assert 'role="status" data-sending="2 rows are being written' in page


def test_the_second_of_two_clicks_does_not_forget_whom_the_first_made(
    signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    mira = signed_in("mira")
    look = choose(mira, GOOD).location
    digest = digest_on(mira.get(look).text)
    finish = uploads.finish

    def finish_after_the_second(actor: Actor, upload: Upload, outcome: Outcome) -> None:
        monkeypatch.setattr(uploads, "finish", finish)
        assert mira.post(look, data={"digest": digest}).status_code == 302
        finish(actor, upload, outcome)

    monkeypatch.setattr(uploads, "finish", finish_after_the_second)
    done = mira.post(look, data={"digest": digest}).location
    assert "As slips to print" in mira.get(done).text


def test_refused_rows_are_shown_and_hold_back_all(signed_in: SignedIn) -> None:
    mira = signed_in("mira")
    look = choose(mira, HEAD + "Nina New;nina;boss;;\nNino New;nino;operator;;\n").location
    page = mira.get(look).text
    assert "1 row cannot be imported" in page
    assert "There is no role “boss”" in page
    assert "Nino New" not in page, "refused rows are shown first"
    assert "Nino New" in mira.get(f"{look}?fate=new").text
    assert "Import all of it" not in page
    assert mira.post(look, data={"digest": "0"}).status_code == 409
    assert queries.find_number("nino") is None


def test_ten_thousand_bad_rows_are_counted_and_paged(signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch) -> None:
    mira = signed_in("mira")
    look = choose(mira, HEAD + "".join(f"Person {n};p{n};boss;Nowhere;\n" for n in range(10_000))).location
    monkeypatch.delattr(rows, "_wish")  # the file is not read again, however often one looks
    page = mira.get(f"{look}?fate=all&page=999")
    assert page.status_code == 200
    assert len(page.data) < 40_000
    assert "10000 rows cannot be imported" in page.text
    assert "to 10000 of 10000" in page.text
    assert page.text.count("There is no role “boss”") == 1, "what is wrong with every row is said once"
    assert "10000 rows: 2–10001" in page.text
    assert '<a href="#problem-1">Problem 1</a>' in page.text
    assert not [*markup.problems(page.text, markup.Page(page.text), "en")]


def test_what_changed_since_the_preview_is_told(signed_in: SignedIn) -> None:
    mira = signed_in("mira")
    look = choose(mira, GOOD).location
    answer = mira.post(look, data={"digest": "of another plan"})
    assert answer.status_code == 409
    assert "Something has changed since this preview" in answer.text
    assert "Import all of it" in answer.text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "The file is empty"),
        (b"\x89PNG\r\n\x1a\n\0", "This is no table"),
        (b"name;role\nNina;operator\n", "No column holds sign-in names"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(signed_in: SignedIn, data: bytes, says: str) -> None:
    answer = choose(signed_in("mira"), data)
    assert answer.status_code == 422
    assert says in answer.text


def test_no_file_is_told(signed_in: SignedIn) -> None:
    answer = signed_in("mira").post(IMPORT, data={})
    assert answer.status_code == 422
    assert "Choose a file." in answer.text


def test_the_encoding_is_said_and_unknown_columns_are_named(signed_in: SignedIn) -> None:
    mira = signed_in("mira")
    data = "Имя;Логин;Роль;Рост\nИван Петров;ivan;оператор;180\n".encode("cp1251")
    page = mira.get(choose(mira, data).location).text
    assert "Read as Windows-1251. Names as they will be: Иван Петров." in " ".join(page.split())
    assert "Иван Петров" in page
    assert "These headings mean nothing here: Рост" in page


def test_a_file_is_read_anew_in_another_encoding(signed_in: SignedIn) -> None:
    mira = signed_in("mira")
    look = choose(mira, "Имя;Логин;Роль\nИван Петров;ivan;оператор\n".encode("koi8-r")).location
    page = mira.get(look).text
    assert "Read as KOI8-R. Names as they will be: Иван Петров." in " ".join(page.split())
    assert "<option>Windows-1251</option>" in page
    assert not [*markup.problems(page, markup.Page(page), "en")]
    for wanted, says in (("UTF-7", "cannot be read as UTF-7"), ("Windows-1251", "No column holds sign-in names")):
        answer = mira.post(f"{look}/encoding", data={"encoding": wanted})
        assert says in answer.text
        assert answer.status_code == 409
    assert mira.post(f"{look}/encoding", data={"encoding": "KOI8-R"}).location == look
    page = mira.get(look).text
    done = mira.post(look, data={"digest": digest_on(page)}).location
    assert mira.get(done).status_code == 200
    assert mira.post(f"{look}/encoding", data={"encoding": "KOI8-R"}).status_code == 404
    assert not [*mira.application.extensions["readyline.settings"].instance.glob("imports/*/*/*.file")]


def test_names_that_were_misread_are_refused(signed_in: SignedIn) -> None:
    mira = signed_in("mira")
    look = choose(mira, "name;login;role\nИван Петров;ivan;operator\n".encode("koi8-r")).location
    mira.post(f"{look}/encoding", data={"encoding": "Windows-1251"})
    page = mira.get(look).text
    assert "1 row cannot be imported" in page
    assert "The name holds “йЧБО”, as no name does" in page


def test_formulas_are_told_row_by_row_and_shown_as_text(signed_in: SignedIn) -> None:
    mira = signed_in("mira")
    rows = "=1+1<script>;nina;operator;;\nNino New;nino;operator;;\nNora New;@SUM(A1);operator;;\n"
    page = mira.get(choose(mira, HEAD + rows).location).text
    assert "2 rows cannot be imported" in page
    assert "The column “name” holds a formula, =1+1&lt;script&gt;. Put its value there instead." in page
    assert "The column “sign-in name” holds a formula, @SUM(A1)." in page


def test_a_file_belongs_to_whoever_chose_it_at_that_client(signed_in: SignedIn) -> None:
    look = choose(signed_in("mira"), GOOD).location
    upload = look.rpartition("/")[2]
    root = signed_in("root")
    for address in (f"/installation/people/import/nordbank/{upload}", f"{IMPORT}/../../x", f"{IMPORT}/{'0' * 32}"):
        assert root.get(address).status_code == 404
    for name, status in (("otto", 404), ("tara", 403), ("sven", 403)):
        assert signed_in(name).get(look).status_code == status
        assert signed_in(name).get(IMPORT).status_code == status


def test_files_of_an_hour_ago_are_gone(signed_in: SignedIn, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    mira = signed_in("mira")
    look = choose(mira, GOOD).location
    monkeypatch.setattr("app.web.people.uploads.KEPT_FOR", -10)
    assert mira.get(look).status_code == 404
    assert not list((app.extensions["readyline.settings"].instance / "imports").glob("*/*/*"))


def test_an_old_file_that_another_request_removes_first_is_no_error(
    signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    mira = signed_in("mira")
    look = choose(mira, GOOD).location
    find = Path.glob

    def find_and_lose(folder: Path, pattern: str) -> list[Path]:
        return [*find(folder, pattern), folder / "1" / "nordbank" / "gone.json"]

    monkeypatch.setattr(Path, "glob", find_and_lose)
    assert mira.get(look).status_code == 200


def test_an_administrator_imports_for_the_client_they_choose(signed_in: SignedIn) -> None:
    root = signed_in("root")
    address = "/installation/people/import/nordbank"
    assert f'href="{address}"' in root.get("/installation/people?client=nordbank").text
    look = choose(root, GOOD + "Max New;max;manager;;\n", address).location
    done = root.post(look, data={"digest": digest_on(root.get(look).text)}).location
    assert "As slips to print" in root.get(done).text
    assert root.get("/installation/people/import/nobody").status_code == 404
    assert signed_in("mira").get(address).status_code == 403


@pytest.mark.parametrize(
    ("language", "form", "role", "side"),
    [
        ("en", "csv", "operator", "centre"),
        ("en", "xlsx", "operator", "centre"),
        ("ru", "csv", "оператор", "центр"),
        ("pl", "csv", "operator", "centrum"),
        ("el", "csv", "χειριστής", "κέντρο"),
    ],
)
def test_the_template_speaks_the_readers_language_and_can_be_imported_as_it_is(
    signed_in: SignedIn, world: World, language: str, form: str, role: str, side: str
) -> None:
    persons.change_own(world.actor("mira"), persons.Details("", "", language=language))
    mira = signed_in("mira")
    template = mira.get(f"{IMPORT}/template.{form}").data
    [(_number, example)] = read_sheet(template).rows
    assert {role, side} <= set(example)
    page = mira.get(choose(mira, template).location).text
    assert "Maria Nowak" in page
    assert "callout" not in page, "nothing is complained of"
    assert 'name="digest"' in page, "it can be imported"


def test_a_few_broken_bytes_refuse_their_rows_and_no_name_is_mangled(signed_in: SignedIn) -> None:
    mira = signed_in("mira")
    whole = "Имя;Логин;Роль\nИван Петров;ivan;оператор\nОльга Ким;olga2;оператор\n".encode()
    page = mira.get(choose(mira, whole.replace("Ким".encode(), b"\xd0\xd0\xd0")).location).text
    assert "1 row cannot be imported" in page
    assert "The column “name” has lost a letter: “Ольга \ufffd\ufffd\ufffd”." in page
    assert "Read it as" not in page, "no other encoding is right"
    assert 'name="digest"' not in page


@pytest.mark.parametrize(("installation", "theirs"), [("Europe/Minsk", "Europe/Minsk"), ("", "Asia/Almaty")])
def test_new_people_have_the_time_zone_of_the_installation_else_that_of_their_maker(
    signed_in: SignedIn, world: World, installation: str, theirs: str
) -> None:
    persons.change_own(world.actor("mira"), persons.Details("", "", time_zone="Asia/Almaty"))
    mira = signed_in("mira")
    settings = mira.application.extensions["readyline.settings"]
    mira.application.extensions["readyline.settings"] = replace(settings, time_zone=installation)
    assert f'value="{theirs}"' in mira.get("/c/nordbank/members/new").text
    look = choose(mira, GOOD).location
    assert mira.post(look, data={"digest": digest_on(mira.get(look).text)}).location == f"{look}/done"
    nina = queries.find_number("nina")
    assert nina
    assert persons.own_details(Actor(person_id=nina, scope=None)).time_zone == theirs
