"""A forgotten password: the same words for everybody, and a letter only where mail is set up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from app.kernel.work import reading
from app.people import invitations, persons
from app.people.sign_in import INSTALLATION
from app.post.models import Outbox
from tests.factories import World

LONG_ENOUGH = "a window over the harbour"


@pytest.fixture
def with_mail(app: Flask, world: World) -> Flask:
    app.config["WTF_CSRF_ENABLED"] = False
    settings = app.extensions["readyline.settings"]
    app.extensions["readyline.settings"] = replace(
        settings, mail_server="smtp://localhost", public_url="https://learn.example.test"
    )
    return app


def letters() -> list[Outbox]:
    with reading(INSTALLATION) as session:
        return list(session.scalars(select(Outbox)))


def test_the_answer_is_one_whether_or_not_somebody_signs_in_so(with_mail: Flask) -> None:
    answers = {
        with_mail.test_client().post("/forgotten", data={"name": name}, follow_redirects=True).text
        for name in ("olga@example.test", "nobody@example.test")
    }
    assert len(answers) == 1
    assert "Look into your mail" in answers.pop()
    (letter,) = letters()
    assert letter.to == "olga@example.test"
    assert "https://learn.example.test/welcome/" in letter.body


def test_asking_too_often_has_to_wait(with_mail: Flask) -> None:
    browser = with_mail.test_client()
    statuses = [browser.post("/forgotten", data={"name": "nobody@example.test"}).status_code for _ in range(4)]
    assert statuses == [302, 302, 302, 429]


def test_without_mail_the_page_says_whom_to_ask(app: Flask, world: World) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    browser = app.test_client()
    assert "Ask your supervisor" in browser.get("/forgotten").text
    assert browser.post("/forgotten", data={"name": "olga@example.test"}).status_code == 200
    assert letters() == []
    assert browser.get("/forgotten/asked").status_code == 200


def test_a_link_that_never_was_is_over(app: Flask, world: World) -> None:
    answer = app.test_client().get("/welcome/nonsense")
    assert answer.status_code == 410
    assert "opens nothing" in answer.text
    assert 'lang="pl"' in app.test_client().get("/welcome/nonsense?language=pl").text


def test_after_the_choice_of_a_password_the_sign_in_page_knows_the_name_once(app: Flask, world: World) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    link = invitations.make_link(world.actor("mira"), world.people["olga"])
    browser = app.test_client()
    chosen = browser.post(f"/welcome/{link.token}", data={"password": LONG_ENOUGH, "again": LONG_ENOUGH})
    assert chosen.location == "/sign-in"
    assert 'value="olga@example.test"' in browser.get("/sign-in").text
    assert 'value="olga@example.test"' not in browser.get("/sign-in").text


def test_all_of_choosing_a_password_speaks_the_language_of_its_person(app: Flask, world: World) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    mira = world.actor("mira")
    card = persons.own_details(world.actor("olga"))
    persons.change_own(world.actor("olga"), replace(card, language="pl"))
    link = invitations.make_link(mira, world.people["olga"])
    browser = app.test_client()
    english = {"Accept-Language": "en"}
    page = browser.get(f"/welcome/{link.token}", headers=english)
    refused = browser.post(f"/welcome/{link.token}", data={"password": "short", "again": "short"}, headers=english)
    browser.post(f"/welcome/{link.token.upper()}", data={"password": LONG_ENOUGH, "again": LONG_ENOUGH})
    then = browser.get("/sign-in", headers=english)
    assert [answer.status_code for answer in (page, refused, then)] == [200, 422, 200]
    for answer in (page, refused, then):
        assert '<html lang="pl">' in answer.text
    assert "Hasło" in refused.text
    assert "Zaloguj się" in then.text
