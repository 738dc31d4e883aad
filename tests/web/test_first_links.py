"""First links for many people: on slips to cut apart, or in a file; made, shown and forgotten in one request."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import create_engine, inspect, text

from app.kernel import clock
from app.people import classes, service, teams
from app.people.permissions import Role, Side
from app.web.people import first_links
from app.web.qr import qr_code
from tests.factories import World
from tests.web import markup
from tests.web.conftest import SignedIn

TICKED = "/c/nordbank/members/ticked"


def newcomer(world: World, name: str, *, language: str = "en") -> int:
    """Make an operator of Nordbank who has no password yet, in Athens."""
    number = service.create_person(
        world.system(), name=name, sign_in_name=name.casefold(), language=language, time_zone="Europe/Athens"
    )
    service.add_membership(world.system(), number, Role.OPERATOR, Side.CENTRE)
    return number


def links_on(page: str) -> list[str]:
    return re.findall(r"http://localhost/welcome/[\w-]+", unescape(page))


def everything_kept(app: Flask) -> str:
    """Return all that the database holds, as text."""
    engine = create_engine(app.extensions["readyline.settings"].database_url)
    with engine.begin() as connection:
        tables = inspect(connection).get_table_names()
        kept = "".join(str(connection.execute(text(f'SELECT * FROM "{name}"')).all()) for name in tables)
    engine.dispose()
    return kept


def test_slips_are_the_answer_itself_and_are_kept_nowhere(signed_in: SignedIn, world: World) -> None:
    nina, eleni = newcomer(world, "Nina"), newcomer(world, "Eleni", language="el")
    mira = signed_in("mira")
    answer = mira.post(TICKED, data={"person": [nina, eleni, world.people["olga"]], "do": "slips"})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert not [*markup.problems(answer.text, markup.Page(answer.text), "en")]
    assert "2 slips" in answer.text
    assert "1 person is left out" in answer.text, "Olga has a password"
    links = links_on(answer.text)
    assert len(links) == 2
    for link in links:
        assert str(qr_code(link)) in answer.text
        assert link.rpartition("/")[2] not in everything_kept(mira.application)
    assert '<li class="slip" lang="el">' in answer.text
    assert "(Αθήνα)" in answer.text, "until when is said by the clock and in the language of whoever reads the slip"
    with mira.session_transaction() as kept:
        assert not [link for link in links if link.rpartition("/")[2] in str(dict(kept))]
    assert mira.application.test_client().get(links[0].removeprefix("http://localhost")).status_code == 200


def test_of_two_clicks_the_slips_of_both_open(signed_in: SignedIn, world: World) -> None:
    form = {"person": [newcomer(world, "Nina")], "do": "slips"}
    mira = signed_in("mira")
    links = [link for _click in range(2) for link in links_on(mira.post(TICKED, data=form).text)]
    assert len(set(links)) == 2
    for link in links:
        assert mira.get(link.removeprefix("http://localhost")).status_code == 200


def test_the_file_says_until_when_by_the_clock_of_whoever_asked(signed_in: SignedIn, world: World) -> None:
    answer = signed_in("mira").post(TICKED, data={"person": newcomer(world, "Nina"), "do": "file"})
    heading, row = answer.text.splitlines()
    assert f"Until ({world.actor('mira').time_zone})" in heading
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d$", row)
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_supervisor_makes_them_for_newcomers_of_the_own_team_alone(signed_in: SignedIn, world: World) -> None:
    nina, otto = newcomer(world, "Nina"), newcomer(world, "Otto")
    blue = teams.make_team(world.actor("mira"), "Blue", world.people["sven"])
    teams.move(world.actor("mira"), blue, [nina])
    sven = signed_in("sven")
    assert len(links_on(sven.post(TICKED, data={"person": nina, "do": "slips"}).text)) == 1
    assert sven.post(TICKED, data={"person": otto, "do": "slips"}).status_code == 404
    assert "As slips to print" in sven.get(f"/c/nordbank/teams/{blue}").text
    assert len(links_on(sven.post(f"/c/nordbank/teams/{blue}/links", data={"by": "slips"}).text)) == 1


def test_a_class_shows_who_has_signed_in_and_makes_links_for_the_others(signed_in: SignedIn, world: World) -> None:
    mira, nina = signed_in("mira"), newcomer(world, "Nina")
    signed_in("olga")
    group = classes.make_class(world.actor("mira"), "Monday", world.people["tara"], clock.now())
    classes.join(world.actor("mira"), group, [nina, world.people["olga"], world.people["omar"]])
    page = mira.get(f"/c/nordbank/classes/{group}").text
    for words in ("has no way in yet", "chose a password", "has signed in, ", "3 of the class are in no course yet"):
        assert words in page
    assert "Make first links for the 1 who has no way in yet" in page
    answer = mira.post(f"/c/nordbank/classes/{group}/links", data={"by": "slips"})
    assert len(links_on(answer.text)) == 1
    after = mira.get(f"/c/nordbank/classes/{group}").text
    assert "has a link, until " in after
    assert "1 has not used their link yet" in after
    again = mira.post(f"/c/nordbank/classes/{group}/links", data={"by": "file", "again": "yes"})
    assert len(links_on(again.text)) == 1
    assert "first links" not in signed_in("tara").get(f"/c/nordbank/classes/{group}").text, "she renews no passwords"


def test_with_mail_who_has_no_address_is_left_for_a_slip(signed_in: SignedIn, world: World) -> None:
    mira = signed_in("mira")
    settings = mira.application.extensions["readyline.settings"]
    mira.application.extensions["readyline.settings"] = replace(
        settings, mail_server="smtp://localhost", public_url="https://learn.example.test"
    )
    group = classes.make_class(world.actor("mira"), "Monday", world.people["tara"], clock.now())
    classes.join(world.actor("mira"), group, [newcomer(world, "nina@example.test"), newcomer(world, "Nino")])
    page = f"/c/nordbank/classes/{group}"
    said = mira.post(f"{page}/links", data={"by": "mail"}, follow_redirects=True).text
    assert "1 invitation is on its way" in said
    assert "1 got none: no e-mail address" in said
    assert "Make first links for the 1 who has no way in yet" in said
    slips = mira.post(f"{page}/links", data={"by": "slips"}).text
    assert "https://learn.example.test/welcome/" in slips, "the address of the settings, whichever this page stands on"


def test_who_may_renew_no_password_makes_none_and_others_are_not_found(signed_in: SignedIn, world: World) -> None:
    nina = newcomer(world, "Nina")
    group = classes.make_class(world.actor("tara"), "Monday", world.people["tara"], clock.now())
    assert signed_in("tara").post(TICKED, data={"person": nina, "do": "slips"}).status_code == 403
    assert signed_in("tara").post(f"/c/nordbank/classes/{group}/links").status_code == 403
    assert signed_in("mira").post(TICKED, data={"person": world.people["otto"], "do": "slips"}).status_code == 404


def test_too_many_slips_at_once_are_refused_before_any_is_made(
    signed_in: SignedIn, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_links, "MOST_SLIPS", 1)
    people = [newcomer(world, "Nina"), newcomer(world, "Nino")]
    answer = signed_in("mira").post(TICKED, data={"person": people, "do": "slips"})
    assert answer.status_code == 422
    assert "up to 1 people at once" in answer.text
    assert not links_on(answer.text)


def test_nobody_who_needs_one_is_said(signed_in: SignedIn, world: World) -> None:
    data = {"person": world.people["olga"], "do": "slips"}
    assert "Nobody of them needs a first link" in signed_in("mira").post(TICKED, data=data, follow_redirects=True).text
