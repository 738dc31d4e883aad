"""Lock five, from the pages' side: every address that names a client or a thing of one, walked from `app.url_map`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from app.people.permissions import ALLOWED, Role
from app.web.access import ATTRIBUTE
from tests.factories import PASSWORD
from tests.web.addresses import EXAMPLES, NORDBANK, WORDS

OUTSIDERS = ("noah", "returns-supervisor", "returns-auditor")
INSIDERS = ("operator", "leader", "supervisor", "trainer", "manager", "auditor", "amara")
THEIRS = "pellwick"


def rules(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Give every rule of a client's page with each method it takes."""
    for rule in app.url_map.iter_rules():
        if "client" in rule.arguments:
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                yield rule, method


def address(app: Flask, rule: Rule, examples: dict[str, object], client_id: str) -> str:
    """Build an address of a rule with the examples' things, under a client."""
    values = {name: client_id if name == "client" else examples[name] for name in rule.arguments}
    built = app.url_map.bind("localhost").build(rule.endpoint, values)
    return str(built)


@pytest.fixture
def examples(demonstration: Flask) -> dict[str, object]:
    """Every parameter's example; a parameter without one fails here, with what to do."""
    named = {name for rule, _ in rules(demonstration) for name in rule.arguments}
    missing = named - EXAMPLES.keys()
    assert not missing, f"give tests/web/addresses.py an example for {sorted(missing)}"
    return {name: EXAMPLES[name](demonstration) for name in named}


def sign_in(app: Flask, name: str) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    browser = app.test_client()
    assert browser.post("/sign-in", data={"name": name, "password": PASSWORD}).status_code == 302
    return browser


def ask(browser: FlaskClient, method: str, where: str) -> int:
    return browser.open(where, method=method).status_code


@pytest.mark.parametrize("name", OUTSIDERS)
def test_outsiders_find_nothing_at_any_address_of_nordbank(
    demonstration: Flask, examples: dict[str, object], name: str
) -> None:
    browser = sign_in(demonstration, name)
    for rule, method in rules(demonstration):
        where = address(demonstration, rule, examples, NORDBANK)
        assert ask(browser, method, where) == 404, f"{method} {where} is open to {name}"


@pytest.mark.parametrize("name", OUTSIDERS)
def test_nordbanks_things_are_not_found_under_another_client(
    demonstration: Flask, examples: dict[str, object], name: str
) -> None:
    """The address names a client one belongs to, and a thing that is another's."""
    browser = sign_in(demonstration, name)
    for rule, method in rules(demonstration):
        if rule.arguments - WORDS:
            where = address(demonstration, rule, examples, THEIRS)
            assert ask(browser, method, where) in {403, 404}, f"{method} {where} answers {name} with Nordbank's"


def test_every_example_is_a_thing_that_somebody_of_nordbank_can_open(
    demonstration: Flask, examples: dict[str, object]
) -> None:
    """Without this the tests above could pass on examples that exist nowhere."""
    insiders = [sign_in(demonstration, name) for name in INSIDERS]
    for rule, method in rules(demonstration):
        if method == "GET":
            where = address(demonstration, rule, examples, NORDBANK)
            answers = {ask(browser, "GET", where) for browser in insiders}
            assert answers & {200, 302}, f"nobody can open {where}: {answers}"


def test_a_team_leader_is_refused_whatever_the_policy_does_not_give(
    demonstration: Flask, examples: dict[str, object]
) -> None:
    browser = sign_in(demonstration, "leader")
    for rule, method in rules(demonstration):
        needed = getattr(demonstration.view_functions[rule.endpoint], ATTRIBUTE).permissions
        if needed and not ALLOWED[Role.TEAM_LEADER].intersection(needed):
            where = address(demonstration, rule, examples, NORDBANK)
            assert ask(browser, method, where) == 403, f"{method} {where} is open to a team leader"


def test_signed_out_people_are_sent_to_sign_in(demonstration: Flask, examples: dict[str, object]) -> None:
    for rule, method in rules(demonstration):
        where = address(demonstration, rule, examples, NORDBANK)
        answer = demonstration.test_client().open(where, method=method)
        assert answer.status_code in {302, 400}, f"{method} {where}"
        if answer.status_code == 302:
            assert answer.location.startswith("/sign-in")
