"""Fast by construction: every page of the url map keeps to a fixed number of statements and a size."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.authoring import queries as authoring
from app.kernel.actor import Actor
from app.learning import service as learning
from app.people import queries as people
from app.people import service
from app.people.permissions import EVERYTHING, Role, Side
from app.web.navigation import START_OF
from tests.factories import PASSWORD, QUICK
from tests.statements import questions, sent_by
from tests.web.addresses import EXAMPLES
from tests.web.test_wall import INSIDERS, address, examples, rules, sign_in

assert examples  # a fixture

STATEMENTS = 8
BYTES = 40_000
FIRST_VISIT = 200_000
STATIC = Path(__file__).parents[2] / "app" / "web" / "static"


@pytest.mark.parametrize("name", INSIDERS)
def test_every_page_keeps_its_budget(demonstration: Flask, examples: dict[str, object], name: str) -> None:
    browser = sign_in(demonstration, name)
    over = []
    for rule, method in rules(demonstration):
        if method != "GET":
            continue
        where = address(demonstration, rule, examples, "nordbank")
        answer, statements = ask(demonstration, browser, where)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            if statements > STATEMENTS:
                over.append(f"{where}: {statements} statements")
            if len(answer.data) > BYTES:
                over.append(f"{where}: {len(answer.data)} bytes")
    assert not over, "\n".join(over)


@pytest.mark.parametrize(
    ("name", "theirs"), [("administrator", "/installation"), ("manager", "/clients"), ("trainer", "/")]
)
def test_every_page_outside_the_clients_keeps_it(
    demonstration: Flask, examples: dict[str, object], name: str, theirs: str
) -> None:
    """The front door, one's account, all clients side by side, the installation."""
    known = examples | {parameter: EXAMPLES[parameter](demonstration) for parameter in ("client_id", "folder")}
    browser = sign_in(demonstration, name)
    over, seen = [], set()
    for rule in demonstration.url_map.iter_rules():
        if "client" in rule.arguments or "GET" not in (rule.methods or ()) or rule.arguments - known.keys():
            continue
        where = address(demonstration, rule, known, "")
        answer, statements = ask(demonstration, browser, where)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            seen.add(where)
            if statements > STATEMENTS or len(answer.data) > BYTES:
                over.append(f"{where}: {statements} statements, {len(answer.data)} bytes")
    assert not over, "\n".join(over)
    assert {"/account", theirs} <= seen


def test_start_pages_keep_it_for_whoever_holds_every_role(demonstration: Flask) -> None:
    """More roles are shown more on a start page: no mix of them costs more than all."""
    number, nordbank = people.find_number("supervisor"), people.system_actor("nordbank")
    assert number
    for role in Role:
        service.add_membership(nordbank, number, role, Side.CENTRE)
    browser = sign_in(demonstration, "supervisor")
    for start in {endpoint for _role, endpoint in START_OF} | {"start.path"}:
        where = demonstration.url_map.bind("localhost").build(start, {"client": "nordbank"})
        answer, statements = ask(demonstration, browser, where)
        assert answer.status_code == 200, where
        assert statements <= STATEMENTS, f"{where}: {statements} statements"


def test_pages_of_a_newcomer_keep_it(demonstration: Flask) -> None:
    """The centre's course comes before the client's, and is begun: both are read beside each other."""
    nobody = Actor(person_id=None, scope=None, permissions=EVERYTHING)
    number = service.create_person(nobody, name="Nina", sign_in_name="nina", password_hash=QUICK.hash(PASSWORD))
    for client_id in ("centre", "nordbank"):
        inside = people.system_actor(client_id)
        service.add_membership(inside, number, Role.OPERATOR, Side.CENTRE)
        shared = authoring.newest(inside, authoring.SHARED_PART)
        assert shared
        service.accept_agreement(people.find_actor(number, client_id)[0], "confidentiality", shared.id, "en")
    learning.enrol(people.system_actor("nordbank"), [number], "card-line")
    learning.begin(people.find_actor(number, "centre")[0], "induction")
    browser = sign_in(demonstration, "nina")
    for where in ("/c/nordbank/path", "/c/nordbank/courses/card-line", "/c/centre/courses/induction"):
        answer, statements = ask(demonstration, browser, where)
        assert answer.status_code == 200, where
        assert statements <= STATEMENTS, f"{where}: {statements} statements"


def ask(app: Flask, browser: FlaskClient, where: str) -> tuple[TestResponse, int]:
    """Open an address, a second time if the first had to fill the caches of what never changes; count statements."""
    for _ in range(2):
        with sent_by(app) as sent:
            answer = browser.get(where)
        if len(questions(sent)) <= STATEMENTS:
            break
    return answer, len(questions(sent))


def test_a_first_visit_is_light(demonstration: Flask) -> None:
    """The sign-in page with all that it and its scripts and styles load for a reader of Latin letters."""
    browser = demonstration.test_client()
    page = browser.get("/sign-in")
    named = {part for part in page.text.split('"') if part.startswith("/static/")}
    root = next(iter(named)).split("/")[2]
    scripts = {f"/static/{root}/js/{path.name}" for path in STATIC.glob("js/*.js")}
    fonts = {f"/static/{root}/vendor/inter/{path.name}" for path in STATIC.glob("vendor/inter/*-latin-wght-*.woff2")}
    assert fonts, "the Latin font has another name now; tell this test"
    total = len(page.data)
    for part in named | scripts | fonts:
        with browser.get(part) as answer:
            assert answer.status_code == 200, part
            total += len(answer.data)
    assert total < FIRST_VISIT, f"{total} bytes"
