"""Fast by construction: every page of the url map keeps to a fixed number of statements and a size."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event

from tests.web.test_wall import INSIDERS, address, examples, rules, sign_in

assert examples  # a fixture

STATEMENTS = 8
BYTES = 40_000
FIRST_VISIT = 200_000


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Collect the questions put to the database; what begins a transaction on either is none."""
    engine = app.extensions["readyline.house"].engine
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "set_config" not in statement and not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("name", INSIDERS)
def test_every_page_keeps_its_budget(demonstration: Flask, examples: dict[str, object], name: str) -> None:
    browser = sign_in(demonstration, name)
    over = []
    for rule, method in rules(demonstration):
        if method != "GET":
            continue
        where = address(demonstration, rule, examples, "nordbank")
        browser.get(where)  # fills the caches of what never changes
        with statements(demonstration) as sent:
            answer = browser.get(where)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            if len(sent) > STATEMENTS:
                over.append(f"{where}: {len(sent)} statements")
            if len(answer.data) > BYTES:
                over.append(f"{where}: {len(answer.data)} bytes")
    assert not over, "\n".join(over)


def test_a_first_visit_is_light(demonstration: Flask) -> None:
    """The sign-in page with all it refers to; of the fonts, those a Latin page loads."""
    browser = demonstration.test_client()
    page = browser.get("/sign-in")
    total = len(page.data)
    for part in page.text.split('"'):
        if part.startswith("/static/"):
            total += len(browser.get(part).data)
    assert total < FIRST_VISIT
