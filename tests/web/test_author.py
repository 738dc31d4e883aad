"""The trainer's pages: how courses go, what the folder looks like, publishing it."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.authoring import queries as authoring
from app.learning.service import answer_check, enrol, reach_section
from app.people import service as people
from app.people.permissions import Role, Side
from tests.factories import NORDBANK, World
from tests.folders import edit, write_client
from tests.statements import sent_by
from tests.web.conftest import SignedIn

AUTHOR = "/c/nordbank/author"


@pytest.fixture
def folder(app: Flask, tmp_path: Path) -> Path:
    """Nordbank's folder, not published yet, where the program looks for it."""
    settings = app.extensions["readyline.settings"]
    app.extensions["readyline.settings"] = dataclasses.replace(settings, courses=tmp_path / "courses")
    return write_client(tmp_path / "courses", NORDBANK)


@pytest.fixture
def tara(signed_in: SignedIn, world: World, folder: Path) -> FlaskClient:
    """The trainer, who has published the folder once and accepted its agreement."""
    browser = signed_in("tara")
    assert browser.post(f"{AUTHOR}/publish").location == f"{AUTHOR}/courses"
    shared = authoring.newest(world.system(), authoring.SHARED_PART)
    assert shared is not None
    people.accept_agreement(world.actor("tara"), "confidentiality", shared.id, "en")
    return browser


def test_the_courses_page_says_how_each_course_goes(tara: FlaskClient, world: World) -> None:
    enrol(world.actor("sven"), [world.people["olga"], world.people["omar"]], "card-line")
    olga = world.actor("olga")
    reach_section(olga, "card-line", "verify", "two-factors")
    answer_check(olga, "card-line", "verify", "balance-01", 3)
    page = tara.get(f"{AUTHOR}/courses").text
    assert "Version 1.0" in page
    assert "Tara Test" in page
    assert "2 modules, 2 questions, 0 scenarios" in page
    assert "Most stop in “Verify the caller”" in page
    assert "When may you name the balance?" in page
    detail = tara.get(f"{AUTHOR}/courses/card-line").text
    assert "0 of 2 people enrolled" in detail
    assert "100%" in detail


def test_the_check_lists_every_problem_and_publishes_nothing(tara: FlaskClient, folder: Path, world: World) -> None:
    edit(folder / "card-line/01-verify.md", "- (x) After two", "- ( ) After two")
    page = tara.get(f"{AUTHOR}/check").text
    assert "nordbank/card-line/01-verify.md:" in page
    assert "Nothing can be published yet" in page
    assert "/author/publish" not in page
    assert tara.post(f"{AUTHOR}/publish").location == f"{AUTHOR}/check"
    assert authoring.get_course(world.system(), "card-line").release.number == "1.0"


def test_a_sound_folder_is_published_after_a_look_at_what_changes(
    tara: FlaskClient, folder: Path, world: World
) -> None:
    assert "Nothing has changed" in tara.get(f"{AUTHOR}/check").text
    assert "to be published" not in tara.get(AUTHOR).text
    edit(folder / "card-line/02-blocked.md", "They tried", "Somebody tried")
    assert "1 draft waits to be published" in tara.get(AUTHOR).text
    page = tara.get(f"{AUTHOR}/check").text
    assert "1.1" in page
    assert "unchanged (1.0)" in page
    tara.post(f"{AUTHOR}/publish")
    assert "1 new version published" in tara.get(AUTHOR).text
    release = authoring.get_course(world.system(), "card-line").release
    assert (release.number, release.published_by) == ("1.1", world.people["tara"])


def test_a_large_change_begins_a_new_number(tara: FlaskClient, folder: Path, world: World) -> None:
    edit(folder / "card-line/02-blocked.md", "They tried", "Somebody tried")
    assert 'value="major"' in tara.get(f"{AUTHOR}/check").text
    tara.post(f"{AUTHOR}/publish", data={"kind": "major"})
    assert authoring.get_course(world.system(), "card-line").release.number == "2.0"
    shutil.rmtree(folder)
    assert "This folder is not on the server" in tara.get(f"{AUTHOR}/check").text


def test_only_those_who_publish_see_these_pages(signed_in: SignedIn, tara: FlaskClient) -> None:
    for name, status in (("olga", 403), ("ada", 403), ("otto", 404)):
        browser = signed_in(name)
        for address in (AUTHOR, f"{AUTHOR}/check", f"{AUTHOR}/courses/card-line"):
            assert browser.get(address).status_code == status
        assert browser.post(f"{AUTHOR}/publish").status_code == status


def test_a_trainer_of_the_client_checks_what_the_centre_publishes(
    signed_in: SignedIn, tara: FlaskClient, folder: Path, world: World
) -> None:
    people.add_membership(world.system(), world.people["ada"], Role.TRAINER, Side.CLIENT)
    edit(folder / "card-line/02-blocked.md", "They tried", "Somebody tried")
    browser = signed_in("ada")
    page = browser.get(f"{AUTHOR}/check").text
    assert "Here others publish" in page
    assert "/author/publish" not in page
    assert browser.post(f"{AUTHOR}/publish").status_code == 403


def test_a_course_that_is_not_there(tara: FlaskClient) -> None:
    assert tara.get(f"{AUTHOR}/courses/none").status_code == 404


def test_the_start_page_costs_eight_statements_at_most(app: Flask, tara: FlaskClient) -> None:
    tara.get(AUTHOR)
    with sent_by(app) as sent:
        assert tara.get(AUTHOR).status_code == 200
    asked = [sql for sql in sent if "\nFROM " in sql]
    assert len(asked) <= 8, "\n\n".join(asked)
