"""Signing in and out, and what people see who may not."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from app.kernel import clock
from app.people import memberships, persons
from tests.factories import PASSWORD, World
from tests.web.conftest import SignedIn


def test_signed_out_people_are_sent_to_the_sign_in_page_and_back(app: Flask, world: World) -> None:
    client = app.test_client()
    answer = client.get("/account?x=1")
    assert answer.status_code == 302
    assert answer.location == "/sign-in?next=/account?x%3D1"


def test_a_sign_in_lasts_until_it_is_ended(signed_in: SignedIn) -> None:
    phone, desk = signed_in("root"), signed_in("root")
    assert "2 devices" in phone.get("/account").text
    phone.post("/account/devices/end")
    assert desk.get("/account").status_code == 302


def test_the_sign_in_page_speaks_the_language_chosen_in_this_browser(app: Flask, world: World) -> None:
    browser = app.test_client()
    assert 'next=/account" lang="pl"' in " ".join(browser.get("/sign-in?next=/account").text.split())
    chosen = browser.get("/sign-in?language=pl&next=/account").text
    assert '<html lang="pl">' in chosen
    assert 'value="/account"' in chosen
    assert '<html lang="pl">' in browser.get("/sign-in").text
    assert '<html lang="pl">' in browser.get("/sign-in?language=xx").text


def test_who_signs_out_is_told_so_in_their_own_language(app: Flask, world: World, signed_in: SignedIn) -> None:
    persons.change_own(world.actor("olga"), replace(persons.own_details(world.actor("olga")), language="ru"))
    after = signed_in("olga").post("/sign-out", follow_redirects=True).text
    assert '<html lang="ru">' in after
    assert "Вы вышли" in after


def test_wrong_password_keeps_the_name_and_says_what_to_do(app: Flask, world: World) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    answer = app.test_client().post("/sign-in", data={"name": "olga@example.test", "password": "nonsense"})
    assert answer.status_code == 403
    assert "olga@example.test" in answer.text
    assert "do not belong together" in answer.text


def test_the_sixth_wrong_password_has_to_wait_and_so_has_the_right_one(app: Flask, world: World) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    with clock.at(noon):
        for _ in range(5):
            client.post("/sign-in", data={"name": "olga@example.test", "password": "nonsense"})
        answer = client.post("/sign-in", data={"name": "olga@example.test", "password": PASSWORD})
    assert answer.status_code == 429
    assert "Wait 2 s, then" in answer.text
    assert answer.headers["Retry-After"] == "2"
    with clock.at(noon + timedelta(seconds=2)):
        answer = client.post("/sign-in", data={"name": "olga@example.test", "password": PASSWORD})
    assert answer.status_code == 302


def test_a_form_without_its_token_is_refused(app: Flask, world: World) -> None:
    answer = app.test_client().post("/sign-in", data={"name": "olga@example.test", "password": PASSWORD})
    assert answer.status_code == 400


@pytest.mark.parametrize("target", ["//evil.test", "https://evil.test", "/\\evil.test", "\\evil", "evil", "/a\nb"])
def test_sign_in_leads_nowhere_else(app: Flask, world: World, target: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    data = {"name": "root@example.test", "password": PASSWORD, "next": target}
    assert app.test_client().post("/sign-in", data=data).location == "/"


def test_pages_carry_the_strict_policy(app: Flask, world: World) -> None:
    headers = app.test_client().get("/sign-in").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe-inline" not in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"


def test_administrators_see_the_installation_and_others_do_not(signed_in: SignedIn) -> None:
    assert "Nordbank" in signed_in("root").get("/installation").text
    assert signed_in("olga").get("/installation").status_code == 403


def test_the_installation_names_clients_where_nobody_answers_questions(signed_in: SignedIn, world: World) -> None:
    root = signed_in("root")

    def row(client: str) -> str:
        page = root.get("/installation").text.partition("<table")[2].partition("</table>")[0]
        found = next(row for row in page.split("<tr") if client in row)
        return " ".join(re.sub("<[^>]+>", " ", found.partition(">")[2]).split())

    assert row("Nordbank").endswith("Trainers, managers")
    assert row("Fenwick Lane").endswith("Nobody Add a trainer")
    memberships.leave(world.system(), world.people["tara"])
    assert row("Nordbank").endswith("Managers · no trainer yet")


def test_nobody_there_is_not_found(signed_in: SignedIn) -> None:
    assert signed_in("olga").get("/nothing").status_code == 404


def test_a_nul_is_nobodys_name_and_in_no_address(app: Flask, world: World, signed_in: SignedIn) -> None:
    olga = signed_in("olga")
    assert olga.get("/c/nordbank/courses/a%00b").status_code == 404
    assert olga.get("/c/nordbank/kb?q=a%00b").status_code == 422
    assert app.test_client().post("/sign-in", data={"name": "ol\0ga", "password": "x"}).status_code == 403


def test_a_number_that_no_database_keeps_is_not_found(signed_in: SignedIn) -> None:
    mira = signed_in("mira")
    assert mira.get(f"/c/nordbank/people/{'9' * 30}").status_code == 404
    assert mira.get(f"/c/nordbank/record?before={'9' * 30}").status_code == 200
    assert mira.get(f"/c/nordbank/record?before=-{'9' * 30}").status_code == 200


def test_an_impossible_host_is_refused_with_a_page(app: Flask, world: World) -> None:
    answer = app.test_client().get("/sign-in", headers={"Host": "x" * 300})
    assert answer.status_code == 400
    assert "Readyline" in answer.text


@pytest.mark.parametrize("host", ["evil.test", "localhost.evil.test", "evil.test:80", "[::1]"])
def test_a_forged_host_is_refused_and_not_repeated(app: Flask, world: World, host: str) -> None:
    for address in ("/sign-in", "/account/", "//sign-in"):
        answer = app.test_client().get(address, headers={"Host": host})
        assert answer.status_code == 400
        assert "evil" not in answer.text + answer.headers.get("Location", "")


def test_forwarded_headers_are_believed_only_behind_proxies(app: Flask, world: World) -> None:
    forged = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.test", "X-Forwarded-For": "192.0.2.1"}
    answer = app.test_client().get("/installation", headers=forged)
    assert answer.location == "/sign-in?next=/installation"
    with app.test_request_context("/", headers=forged) as context:
        assert (context.request.scheme, context.request.host) == ("http", "localhost")


def test_a_part_of_a_page_says_that_the_sign_in_has_ended(app: Flask, world: World) -> None:
    answer = app.test_client().get("/c/nordbank/kb?q=card", headers={"HX-Request": "true"})
    assert answer.status_code == 403
    assert "sign-in has ended" in answer.text
