"""What the program writes about itself: every request, and nobody by name."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.logs import JsonLines
from tests.factories import PASSWORD, World

ADDRESS = "203.0.113.77"
SECRETS = ("olga", "Olga Test", "example.test", ADDRESS, PASSWORD, "card abroad", "fenwick")


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What an installation with READYLINE_LOG=json writes."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    root, ours = logging.getLogger(), logging.getLogger("app")
    root.addHandler(handler)
    before = ours.level
    ours.setLevel(logging.INFO)
    yield stream
    ours.setLevel(before)
    root.removeHandler(handler)


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


@pytest.fixture
def browser(app: Flask, trained: World) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = ADDRESS
    return client


def test_a_walk_leaves_lines_and_no_names(browser: FlaskClient, trained: World, written: io.StringIO) -> None:
    browser.post("/sign-in", data={"name": "olga@example.test", "password": "wrong"})
    browser.post("/sign-in?next=/olga", data={"name": "olga@example.test", "password": PASSWORD})
    for path in ("/", "/c/centre/", "/c/nordbank/knowledge?q=card+abroad", "/c/fenwick-lane/", "/olga", "/account"):
        browser.get(path)
    found = lines(written)
    assert [line["event"] for line in found] == ["request"] * 8
    for line in found:
        assert {"time", "level", "request", "route", "status", "ms", "statements"} <= line.keys()
    assert found[0]["route"] == "auth.sign_in"
    assert found[-1]["person"] == trained.people["olga"]
    assert found[-1]["statements"] > 0
    assert not [secret for secret in SECRETS if secret in written.getvalue()]


def test_every_answer_bears_its_own_id_and_the_log_the_same(browser: FlaskClient, written: io.StringIO) -> None:
    ids = [browser.get("/sign-in", headers={"X-Request-ID": "olga"}).headers["X-Request-ID"] for _ in range(2)]
    assert len(set(ids)) == 2
    assert [line["request"] for line in lines(written)] == ids


def test_a_crash_is_told_by_its_kind_and_place_and_its_id_stands_on_the_page(
    app: Flask, browser: FlaskClient, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash() -> None:
        raise ValueError("olga@example.test lives at 203.0.113.77")

    crash.readyline_access = app.view_functions["auth.sign_in"].readyline_access  # type: ignore[attr-defined]
    monkeypatch.setitem(app.view_functions, "auth.sign_in", crash)
    answer = browser.get("/sign-in")
    assert answer.status_code == 500
    assert answer.headers["X-Request-ID"] in answer.text
    told, asked = lines(written)
    assert (told["level"], asked["status"]) == ("error", 500)
    assert told["request"] == asked["request"] == answer.headers["X-Request-ID"]
    assert told["error"][0]["kind"] == "builtins.ValueError"
    assert told["error"][0]["at"][-1].startswith("tests/web/test_logs.py:")
    assert not [secret for secret in SECRETS if secret in written.getvalue()]


def test_of_other_loggers_only_the_template_is_kept(written: io.StringIO) -> None:
    logging.getLogger("somebody.else").warning("no reply to %s", "olga@example.test")
    assert [line["event"] for line in lines(written)] == ["no reply to %s"]


def test_static_files_leave_no_line(app: Flask, browser: FlaskClient, written: io.StringIO) -> None:
    with browser.get(f"{app.static_url_path}/favicon.svg") as answer:
        assert answer.headers["X-Request-ID"]
    assert not lines(written)
