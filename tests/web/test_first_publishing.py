"""From `flask init` to a first manager without a terminal: an administrator publishes folders for the first time."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.authoring import queries as authoring
from app.people import queries as people
from app.people import service, sign_in
from app.people.sign_in import INSTALLATION as INSTALLATION_ITSELF
from app.trail import service as trail
from tests.factories import CENTRE, NORDBANK, PASSWORD, QUICK, World
from tests.folders import edit, write_client
from tests.statements import questions, sent_by
from tests.web.conftest import SignedIn

INSTALLATION = "/installation"


@pytest.fixture
def courses(app: Flask, tmp_path: Path) -> Path:
    """Where the program looks for folders; nothing lies there yet."""
    settings = app.extensions["readyline.settings"]
    folder = tmp_path / "courses"
    app.extensions["readyline.settings"] = dataclasses.replace(settings, courses=folder)
    app.config["WTF_CSRF_ENABLED"] = False
    return folder


@pytest.fixture
def rita(app: Flask, courses: Path) -> FlaskClient:
    """The administrator of an installation in which there is no client."""
    service.create_person(
        INSTALLATION_ITSELF,
        name="Rita Root",
        sign_in_name="rita@example.test",
        password_hash=QUICK.hash(PASSWORD),
        administrator=True,
    )
    browser = app.test_client()
    browser.post("/sign-in", data={"name": "rita@example.test", "password": PASSWORD})
    return browser


def chosen_password(app: Flask, link: str, name: str) -> FlaskClient:
    """Open a one-time link, choose a password and sign in; return the browser."""
    browser = app.test_client()
    assert browser.post(link, data={"password": PASSWORD, "again": PASSWORD}).status_code == 302
    assert browser.post("/sign-in", data={"name": name, "password": PASSWORD}).status_code == 302
    return browser


def test_an_installation_comes_to_its_first_manager_in_the_browser(
    app: Flask, courses: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in, "_hasher", QUICK)
    made = app.test_cli_runner().invoke(args=["init", "--name", "Rita Root", "--sign-in-name", "rita@example.test"])
    link = re.search(r"(/welcome/\S+)", made.output)
    assert link, made.output
    rita = chosen_password(app, link[1], "rita@example.test")
    empty = rita.get("/", follow_redirects=True).text
    assert "No client's folder lies in the folder “courses”" in empty

    write_client(courses, NORDBANK, after="centre/card-line")
    write_client(courses, CENTRE, centre=True)
    page = rita.get(INSTALLATION).text
    assert "Publish the first folder" in page
    assert page.index("/installation/folders/centre") < page.index("/installation/folders/nordbank")
    for folder in (CENTRE, NORDBANK):
        where = f"{INSTALLATION}/folders/{folder}"
        assert "Publish for the first time" in rita.get(where).text
        page = rita.post(where, follow_redirects=True).text
        assert f"The folder “{folder}” is published" in page
    assert "Folders that are not published yet" not in page
    assert "Nobody works for Centre yet" in page

    add = re.search(r'href="(/installation/people/new\?client=nordbank[^"]*)"', page)
    assert add
    form = rita.get(add[1].replace("&amp;", "&")).text
    assert re.search(r'<option selected value="nordbank">', form)
    assert re.search(r'<option selected value="manager\|centre">', form)
    mira = {"name": "Mira", "sign_in_name": "mira", "language": "en", "time_zone": "UTC"}
    told = rita.post(
        f"{INSTALLATION}/people/new",
        data=mira | {"client_id": NORDBANK, "role": "manager|centre"},
        follow_redirects=True,
    ).text
    invitation = re.search(r"(/welcome/[\w-]+)", told)
    assert invitation, told
    manager = chosen_password(app, invitation[1], "mira").get("/", follow_redirects=True)
    assert manager.request.path.startswith("/c/nordbank/")

    inside = people.system_actor(NORDBANK)
    number = people.find_number("rita@example.test")
    assert {one.published_by for one in authoring.releases(inside)} == {number}
    assert trail.was_done_by_actor(
        dataclasses.replace(inside, person_id=number),
        "release.published",
        authoring.get_course(inside, "card-line").release.id,
    )
    assert trail.verify(inside) is None


def test_the_centre_comes_first_and_errors_before_everything(rita: FlaskClient, courses: Path) -> None:
    write_client(courses, CENTRE, centre=True)
    lindholm = write_client(courses, "lindholm")
    edit(lindholm / "card-line/01-verify.md", "- (x) After two", "- ( ) After two")
    where = f"{INSTALLATION}/folders/lindholm"
    assert "1 error" in rita.get(INSTALLATION).text
    page = rita.get(where).text
    assert "The centre comes first" in page
    assert "lindholm/card-line/01-verify.md:" in page
    assert "Publish for the first time" not in page
    assert "Publish the centre&#39;s folder “centre” first" in rita.post(where, follow_redirects=True).text
    assert rita.post(f"{INSTALLATION}/folders/centre").status_code == 302
    assert "Nothing was published" in rita.post(where, follow_redirects=True).text
    assert people.find_client("lindholm") is None


def test_what_is_published_is_its_trainers_from_then_on(world: World, signed_in: SignedIn, courses: Path) -> None:
    write_client(courses, NORDBANK)
    write_client(courses, "lindholm")
    root = signed_in("root")
    page = root.get(INSTALLATION).text
    assert "folders/lindholm" in page
    assert "folders/nordbank" not in page
    for browse in (root.get, root.post):
        assert (
            "“nordbank” is published already" in browse(f"{INSTALLATION}/folders/nordbank", follow_redirects=True).text
        )
    assert authoring.newest(world.system(), authoring.SHARED_PART) is None
    lindholm = f"{INSTALLATION}/folders/lindholm"
    root.post(lindholm)
    assert "“lindholm” is published already" in root.post(lindholm, follow_redirects=True).text
    assert [one.number for one in authoring.releases(people.system_actor("lindholm"))] == ["1.0", "1.0"]


@pytest.mark.parametrize("folder", ["none", "..", "%2e%2e", "courses", "lindholm%2Fcard-line", "client.md"])
def test_only_a_folder_that_is_listed_is_found(world: World, signed_in: SignedIn, courses: Path, folder: str) -> None:
    write_client(courses, "lindholm")
    root = signed_in("root")
    assert root.get(f"{INSTALLATION}/folders/{folder}").status_code == 404
    assert root.post(f"{INSTALLATION}/folders/{folder}").status_code == 404


def test_only_administrators_see_folders(world: World, signed_in: SignedIn, courses: Path) -> None:
    write_client(courses, "lindholm")
    mira = signed_in("mira")
    for browse in (mira.get, mira.post):
        assert browse(f"{INSTALLATION}/folders/lindholm").status_code == 403


def test_the_page_of_the_installation_keeps_its_budget(
    app: Flask, world: World, signed_in: SignedIn, courses: Path
) -> None:
    for number in range(5):
        write_client(courses, f"client-{number}")
    root = signed_in("root")
    root.get(INSTALLATION)
    with sent_by(app) as sent:
        assert root.get(INSTALLATION).text.count("folders/client-") == 5
    assert len(questions(sent)) <= 8
