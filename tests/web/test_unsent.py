"""What was typed is not lost when a form's token is refused or the sign-in has ended; no other site can use that."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.assessment.calls import ports, queries, service
from app.people.sign_in import end_every_login
from app.web.unsent import Unsent
from tests.factories import PASSWORD, World
from tests.integration.assessment.calls.courses import COURSE, Gate, publish_course

OURS = {"Origin": "http://localhost"}
WORDS = 'Asked for <two> factors.\r\nSaid "hello" & listened.'
TYPED = {"points-0": "30", "ending": "resolved", "evidence": WORDS, "new_password": "never shown"}


@pytest.fixture
def sven(app: Flask, world: World) -> FlaskClient:
    """Signed in as people are, with the tokens of forms."""
    browser = app.test_client()
    sign_in(browser, "sven")
    return browser


@pytest.fixture
def desk(sven: FlaskClient, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a desk where Sven scores Olga."""
    publish_course(world, tmp_path)
    monkeypatch.setattr(ports, "_gates", [Gate()])
    service.ready_for_call(world.actor("olga"), COURSE, "phone", "en")
    return f"/c/nordbank/calls/{service.take_next(world.actor('sven'))}"


def fields(answer: TestResponse, form: str = "") -> list[tuple[str, str]]:
    """Return the hidden fields of a page's form to an address, or of its only one, as a browser would send them."""
    inside = next(part for part in answer.text.split("<form")[1:] if form in part).split("</form>")[0]
    return [
        (unescape(name), unescape(value))
        for name, value in re.findall(r'type="hidden"\s+name="([^"]*)"\s+value="([^"]*)"', _in_order(inside))
    ]


def _in_order(text: str) -> str:
    return re.sub(r'id="([^"]*)" name="([^"]*)" type="hidden"', r'type="hidden" name="\2"', text)


def post(browser: FlaskClient, to: str, given: list[tuple[str, str]], **headers: str) -> TestResponse:
    data: dict[str, list[str]] = {}
    for name, value in given:
        data.setdefault(name, []).append(value)
    return browser.post(to, data=data, headers={**OURS, **headers})


def sign_in(browser: FlaskClient, name: str, page: TestResponse | None = None) -> TestResponse:
    hidden = fields(page or browser.get("/sign-in"))
    return post(browser, "/sign-in", [*hidden, ("name", f"{name}@example.test"), ("password", PASSWORD)])


def draft(world: World, desk: str) -> str:
    return queries.live_call(world.actor("sven"), desk.rsplit("/", 1)[1]).draft.evidence


def test_a_refused_token_shows_what_was_typed_and_sends_it_again_with_a_new_one(
    world: World, sven: FlaskClient, desk: str
) -> None:
    page = post(sven, f"{desk}/draft", [*TYPED.items(), ("csrf_token", "old")])
    assert page.status_code == 400
    assert "Asked for &lt;two&gt; factors." in page.text
    assert "never shown" not in page.text
    assert draft(world, desk) == ""
    answer = post(sven, f"{desk}/draft", fields(page))
    assert answer.status_code == 302, answer.text
    assert draft(world, desk) == WORDS.replace("\r\n", "\n")


def test_what_was_typed_goes_through_the_sign_in_page(world: World, sven: FlaskClient, desk: str) -> None:
    hidden = [one for one in fields(sven.get(desk), "score") if one[0] == "csrf_token"]
    end_every_login(world.people["sven"], by=world.actor("sven"))
    page = post(sven, f"{desk}/draft", [*TYPED.items(), *hidden])
    assert page.status_code == 403
    assert "Asked for" not in page.text
    assert "What you typed is kept in this page" in page.text
    wrong = post(sven, "/sign-in", [*fields(page), ("name", "sven@example.test"), ("password", "wrong")])
    offered = sign_in(sven, "sven", wrong)
    assert offered.status_code == 200
    assert "Asked for &lt;two&gt; factors." in offered.text
    assert draft(world, desk) == ""
    answer = post(sven, f"{desk}/draft", fields(offered))
    assert answer.status_code == 302, answer.text
    assert draft(world, desk) == WORDS.replace("\r\n", "\n")


def test_the_page_that_offers_it_may_be_reloaded(world: World, sven: FlaskClient, desk: str) -> None:
    end_every_login(world.people["sven"], by=world.actor("sven"))
    page = post(sven, f"{desk}/draft", list(TYPED.items()))
    sent = [*fields(page), ("name", "sven@example.test"), ("password", PASSWORD)]
    post(sven, "/sign-in", sent)
    again = post(sven, "/sign-in", sent)
    assert "Asked for" in again.text
    assert post(sven, f"{desk}/draft", fields(again)).status_code == 302


def test_the_next_person_at_the_desk_does_not_get_it(world: World, sven: FlaskClient, desk: str) -> None:
    end_every_login(world.people["sven"], by=world.actor("sven"))
    page = post(sven, f"{desk}/draft", list(TYPED.items()))
    answer = sign_in(sven, "sara", page)
    assert answer.location == "/"
    assert "It was not sent." in sven.get("/", follow_redirects=True).text


def test_a_form_of_nobody_known_is_text_to_copy(world: World, sven: FlaskClient, desk: str) -> None:
    stranger = sven.application.test_client()
    page = post(stranger, "/sign-in", [*fields(stranger.get("/sign-in")), ("name", "x"), ("password", "wrong")])
    planted = post(stranger, f"{desk}/draft", [*TYPED.items(), fields(page)[0]])
    offered = sign_in(stranger, "sven", planted)
    assert "Asked for &lt;two&gt; factors." in offered.text
    assert "It is not sent from here" in offered.text
    assert "<form" not in offered.text


def test_a_decision_is_never_offered_for_sending(world: World, sven: FlaskClient, desk: str) -> None:
    olga = world.people["olga"]
    end_every_login(world.people["sven"], by=world.actor("sven"))
    planted = post(sven, f"/c/nordbank/sign-offs/{olga}/{COURSE}", [("confirmed", "yes")])
    offered = sign_in(sven, "sven", planted)
    assert "It is not sent from here" in offered.text
    assert "<form" not in offered.text


def test_the_page_that_offers_it_says_where_it_goes(world: World, sven: FlaskClient, desk: str) -> None:
    end_every_login(world.people["sven"], by=world.actor("sven"))
    page = post(sven, f"{desk}/draft", list(TYPED.items()))
    assert f"It goes to this page: {desk}/draft" in sign_in(sven, "sven", page).text


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "https://evil.test"}, {"Origin": "null"}, {**OURS, "Sec-Fetch-Site": "cross-site"}],
)
def test_what_another_site_posted_is_neither_shown_nor_offered(
    world: World, sven: FlaskClient, desk: str, headers: dict[str, str]
) -> None:
    refused = sven.post(f"{desk}/draft", data=TYPED, headers=headers)
    assert refused.status_code == 400
    assert "Asked for" not in refused.text
    assert "csrf_token" not in refused.text
    end_every_login(world.people["sven"], by=world.actor("sven"))
    sven.application.config["WTF_CSRF_ENABLED"] = False
    assert sven.post(f"{desk}/draft", data=TYPED, headers=headers).location == "/sign-in"


def test_a_sign_in_page_that_was_open_too_long_keeps_the_name(app: Flask, world: World) -> None:
    page = post(app.test_client(), "/sign-in", [("name", "olga@example.test"), ("password", PASSWORD)])
    assert page.status_code == 400
    assert "olga@example.test" in page.text
    assert PASSWORD not in page.text


def test_a_made_up_parcel_is_not_opened(app: Flask, world: World) -> None:
    browser = app.test_client()
    hidden = [one for one in fields(browser.get("/sign-in")) if one[0] != "unsent"]
    sent = [*hidden, ("unsent", "W10.made-up"), ("name", "olga@example.test"), ("password", PASSWORD)]
    assert post(browser, "/sign-in", sent).location == "/"


def test_scripts_get_words_and_no_page(sven: FlaskClient, desk: str) -> None:
    answer = post(sven, f"{desk}/draft", list(TYPED.items()), **{"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code == 400
    assert "no longer valid" in (answer.json or {})["message"]


@pytest.mark.parametrize("has_todays_token", [True, False])
def test_a_script_saves_nothing_from_the_page_of_the_one_before(
    world: World, sven: FlaskClient, desk: str, has_todays_token: bool
) -> None:
    page = sven.get(desk)
    token = dict(fields(page, "score"))["csrf_token"]
    assert f'<meta name="person" content="{world.people["sven"]}"' in page.text
    headers = {
        "X-Requested-With": "XMLHttpRequest",
        "X-CSRFToken": token if has_todays_token else "of the session before",
        "X-Person": str(world.people["sara"]),
    }
    refused = post(sven, f"{desk}/draft", list(TYPED.items()), **headers)
    assert refused.status_code == 412
    assert "Somebody else is signed in here now." in (refused.json or {})["message"]
    assert draft(world, desk) == ""


def test_what_says_nothing_is_sent_again_but_not_shown() -> None:
    fields = (("page", "06h06b5sr3p7q3ycbn0f"), ("q2", "1"), ("check", "yes"), ("q3", "90 minutes"), ("q4", " "))
    assert Unsent("/", fields, 7).words == (("q3", "90 minutes"),)
