"""`flask init`: a real installation, and never over another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from app.cli import init
from app.config import Settings
from app.kernel.actor import Actor
from app.people import persons, queries
from app.people.sign_in import sign_in
from tests.factories import PASSWORD

ROOT_WORDS = ["init", "--name", "Rita Root", "--sign-in-name", "Rita@example.test"]


def run(app: Flask, *words: str, typed: str = "") -> Result:
    return app.test_cli_runner().invoke(args=list(words), input=typed)


def test_an_administrator_gets_a_link_that_opens_the_door_and_nothing_else_is_made(app: Flask) -> None:
    result = run(app, *ROOT_WORDS)
    assert result.exit_code == 0, result.output
    assert queries.all_clients() == []
    path = re.search(r"http://127\.0\.0\.1:8000(/welcome/\S+)", result.output)
    assert path, result.output
    app.config["WTF_CSRF_ENABLED"] = False
    browser = app.test_client()
    browser.post(path[1], data={"password": PASSWORD, "again": PASSWORD})
    answer = browser.post("/sign-in", data={"name": "rita@example.test", "password": PASSWORD}, follow_redirects=True)
    assert answer.request.path == "/installation"


def test_a_password_may_come_through_the_input(app: Flask, settings: Settings) -> None:
    result = run(app, *ROOT_WORDS, "--password-stdin", typed=f"{PASSWORD}\n")
    assert result.exit_code == 0, result.output
    assert "/welcome/" not in result.output
    assert PASSWORD not in result.output
    assert sign_in("rita@example.test", PASSWORD, address="", device="", length=settings.login_length)


def test_what_is_not_given_is_asked_for(app: Flask) -> None:
    result = run(app, "init", typed="Rita Root\nrita\n")
    assert result.exit_code == 0, result.output
    assert queries.find_number("rita")


@pytest.mark.parametrize(
    ("asked", "typed", "zone"),
    [(["--time-zone", "Europe/Minsk"], "", "Europe/Minsk"), ([], "Warsaw\nEurope/Warsaw\n", "Europe/Warsaw")],
)
def test_the_time_zone_of_new_people_is_given_or_asked_for_at_a_terminal(
    app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch, asked: list[str], typed: str, zone: str
) -> None:
    monkeypatch.setattr(init, "_at_a_terminal", lambda: True)
    result = run(app, *ROOT_WORDS, *asked, typed=typed)
    assert result.exit_code == 0, result.output
    assert ("There is no time zone “Warsaw”" in result.output) == bool(typed), "asked until it is one"
    later = Settings.from_environment({"READYLINE_INSTANCE": str(settings.instance)})
    root = queries.find_number("rita@example.test")
    assert root
    assert (later.time_zone, persons.own_details(Actor(person_id=root, scope=None)).time_zone) == (zone, zone)


def test_an_unknown_time_zone_makes_nobody_and_says_how_one_is_written(app: Flask, settings: Settings) -> None:
    result = run(app, *ROOT_WORDS, "--time-zone", "Mars/Olympus")
    assert (result.exit_code, queries.find_number("rita@example.test")) == (1, None)
    assert "Europe/Warsaw" in result.output
    assert not Settings.from_environment({"READYLINE_INSTANCE": str(settings.instance)}).time_zone


def test_a_password_too_short_makes_nobody(app: Flask) -> None:
    result = run(app, *ROOT_WORDS, "--password-stdin", typed="short\n")
    assert (result.exit_code, queries.find_number("rita@example.test")) == (1, None)
    assert "12 characters" in result.output


@pytest.mark.usefixtures("world")
def test_a_database_that_holds_people_is_left_alone(app: Flask) -> None:
    result = run(app, *ROOT_WORDS)
    assert result.exit_code == 1
    assert "already holds people" in result.output
    assert queries.find_number("rita@example.test") is None


def test_the_installing_page_shows_every_setting_that_is_read() -> None:
    root = Path(__file__).parents[3]
    read = set(re.findall(r'"(READYLINE_\w+|DATABASE_URL|HOST|PORT)"', (root / "app/config.py").read_text()))
    told = (root / "docs/administrator.md").read_text()
    assert not {name for name in read if f"`{name}`" not in told}
