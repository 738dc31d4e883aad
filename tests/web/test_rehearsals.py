"""The pages of a rehearsal: a call, not a form, and nobody else's business."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from app.assessment.calls import service
from tests.factories import World
from tests.integration.assessment.calls.courses import COURSE
from tests.web.conftest import SignedIn

PAGE = f"/c/nordbank/courses/{COURSE}/scenarios/card-blocked"


@pytest.fixture
def olga(called: World, signed_in: SignedIn) -> FlaskClient:
    return signed_in("olga")


def say(browser: FlaskClient, call: str, turn: int | str, reply: str) -> int:
    return browser.post(call, data={"turn": turn, "reply": reply}).status_code


def test_a_rehearsal_from_the_first_word_to_the_last(olga: FlaskClient) -> None:
    assert "Nobody watches a rehearsal and nothing counts" in olga.get(PAGE).text
    call = olga.post(PAGE).location
    page = olga.get(call).text
    assert "My card was refused" in page
    assert "Two security questions first." in page
    assert "Identity" not in page, "what a reply earns shows only afterwards"
    assert say(olga, call, 0, "start/2") == 302
    page = olga.get(call).text
    assert "The call so far" in page
    assert "told to a stranger" not in page
    assert say(olga, call, 1, "reason/1") == 302
    page = olga.get(call).text
    for words in ("Critical: Leak", "told to a stranger", "Would not pass", "Solution", "Again"):
        assert words in page, words
    assert olga.post(f"{call}/again").location != call
    assert "Your rehearsals" in olga.get(PAGE).text


def test_a_reply_from_the_back_button_is_ignored_and_the_page_says_so(olga: FlaskClient) -> None:
    call = olga.post(PAGE).location
    say(olga, call, 0, "start/1")
    answer = olga.post(call, data={"turn": 0, "reply": "start/1"}, follow_redirects=True)
    assert answer.status_code == 200
    assert "The call has moved on" in answer.text
    assert "Then unblock it" in answer.text


def test_hostile_replies_are_refused(olga: FlaskClient) -> None:
    call = olga.post(PAGE).location
    for turn in ("", "x", "-1", "9" * 40, "\u0660"):
        assert say(olga, call, turn, "start/1") == 422, turn
    for reply in ("start/9", "", "\x00", "x" * 5000):
        assert say(olga, call, 0, reply) == 422, reply
    assert "My card was refused" in olga.get(call).text


def test_nobody_else_opens_it(olga: FlaskClient, signed_in: SignedIn) -> None:
    call = olga.post(PAGE).location
    for name in ("omar", "sven", "tara"):
        other = signed_in(name)
        assert other.get(call).status_code == 404
        assert say(other, call, 0, "start/1") == 404
        assert other.post(f"{call}/again").status_code == 404


def test_those_who_only_read_do_not_rehearse(olga: FlaskClient, signed_in: SignedIn) -> None:
    assert signed_in("ada").get(PAGE).status_code == 403


def test_an_unknown_scenario_is_not_found(olga: FlaskClient) -> None:
    for address in ("no-such", "course", "a" * 2000):
        where = f"/c/nordbank/courses/{COURSE}/scenarios/{address}"
        assert olga.get(where).status_code == 404
        assert olga.post(where).status_code == 404


def test_a_rehearsal_left_open_can_be_gone_on_with(world: World, olga: FlaskClient) -> None:
    call = olga.post(PAGE).location
    assert "Go on with the call" in olga.get(PAGE).text
    assert service.start_rehearsal(world.actor("olga"), COURSE, "card-blocked") == call.rsplit("/", 1)[1]
