"""What is refused without a page of its own: fitting words, what was typed, and when to try again."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from app.kernel.errors import InvalidError, ReadylineError, RefusedError, ThrottledError
from app.web.access import MOST_VALUES, public
from tests.web.conftest import SignedIn

SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def refusing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A browser of an installation whose page `/sign-out?status=` refuses everything."""
    refusals: dict[str, ReadylineError] = {
        "409": RefusedError("It is taken already."),
        "422": InvalidError("This is no day."),
        "429": ThrottledError("Wait.", seconds=1),
    }

    @public
    def refuse() -> str:
        raise refusals[request.args["status"]]

    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    monkeypatch.setitem(app.view_functions, "auth.sign_out", refuse)
    return app.test_client()


@pytest.mark.parametrize(
    ("status", "heading", "reason"),
    [(409, "This cannot be done now", "It is taken already."), (422, "This cannot be taken as it is", "no day")],
)
def test_a_refusal_has_its_own_words_and_keeps_what_was_typed(
    refusing: FlaskClient, status: int, heading: str, reason: str
) -> None:
    answer = refusing.post(
        f"/sign-out?status={status}", data={"note": "Long <words>"}, headers={"Origin": "http://localhost"}
    )
    assert answer.status_code == status
    for words in (f"<h1>{heading}</h1>", f"Error {status}", reason, "Long &lt;words&gt;"):
        assert words in answer.text, words


def test_another_sites_words_are_not_repeated(refusing: FlaskClient) -> None:
    assert (
        "Long"
        not in refusing.post("/sign-out?status=422", data={"note": "Long"}, headers={"Origin": "http://evil.test"}).text
    )


@pytest.mark.parametrize("headers", [{}, SCRIPT])
def test_too_many_tries_say_when_to_come_back(refusing: FlaskClient, headers: dict[str, str]) -> None:
    answer = refusing.post("/sign-out?status=429", headers=headers)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "1"
    assert headers or "in 1 second." in answer.text


def test_what_is_too_long_to_be_saved_says_so_to_the_script(
    app: Flask, refusing: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 100)
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    answer = refusing.post("/sign-out?status=422", data={"note": "x" * 200}, headers=SCRIPT)
    assert answer.status_code == 413
    assert "Shorten it" in (answer.json or {})["message"]


def test_what_is_too_long_is_read_to_its_end_so_that_the_sender_hears_the_answer(
    app: Flask, refusing: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 100)
    sent = BytesIO(b"x" * 200)
    answer = refusing.post("/sign-out", input_stream=sent, content_length=200, content_type="text/plain")
    assert answer.status_code == 413
    assert sent.tell() == 200


class WronglyCut(BytesIO):
    """A body of which the server finds out, while it is read, that it is not in chunks as it should be."""

    def read(self, _size: int | None = -1) -> bytes:
        raise RuntimeError("invalid chunk size")


@pytest.mark.parametrize(("address", "status"), [("/sign-in", 400), ("/nowhere", 404)])
def test_a_body_that_is_wrongly_cut_up_is_the_senders_mistake(
    app: Flask, refusing: FlaskClient, monkeypatch: pytest.MonkeyPatch, address: str, status: int
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    form = "application/x-www-form-urlencoded"
    answer = refusing.post(address, input_stream=WronglyCut(), content_length=200, content_type=form)
    assert answer.status_code == status


def test_more_values_than_any_page_sends_are_refused(signed_in: SignedIn) -> None:
    mira, many = signed_in("mira"), [str(number) for number in range(MOST_VALUES + 1)]
    assert mira.post("/c/nordbank/members/ticked", data={"do": "slips", "person": many}).status_code == 413
    assert mira.get("/c/nordbank/enrol", query_string={"person": many}).status_code == 413
