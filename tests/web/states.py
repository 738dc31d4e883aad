"""Pages of the demonstration that no walk of the address map meets, since something has to be done for them first."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Flask
from flask.testing import FlaskClient

from app.cli.demonstration import acts
from app.kernel import clock
from app.people import queries as people
from app.web.locales import LOCALES
from tests.web.addresses import NORDBANK, PELLWICK, look_up
from tests.web.test_first_links import links_on
from tests.web.test_import import digest_on
from tests.web.test_wall import sign_in

CLIENT = f"/c/{NORDBANK}"
COURSE = f"{CLIENT}/courses/card-line"
VISITOR = ""
"""Who reads without having signed in."""


@dataclass(frozen=True, slots=True)
class State:
    """What `reader` finds at the address for each language, or is answered there to the form for it."""

    name: str
    reader: str
    addresses: Mapping[str, str]
    forms: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    def ask(self, browser: FlaskClient, language: str) -> str:
        """Return the page, asked for in a browser of the reader, whom this program speaks to in `language`."""
        where, asked = self.addresses[language], {"Accept-Language": language}
        form = self.forms.get(language)
        answer = browser.post(where, data=form) if form else browser.get(where, headers=asked)
        assert answer.status_code == 200, f"{self.name}: {answer.status_code}"
        return answer.text


def prepare(app: Flask) -> list[State]:
    """Do what these pages need, once in a database, and return them."""
    return [*_arriving(app), *_learning(app), *_assessing(app), *_reading(app)]


def _state(name: str, reader: str, address: str) -> State:
    return State(name, reader, dict.fromkeys(LOCALES, address))


def _go(browser: FlaskClient, where: str, **sent: object) -> str:
    """Send a form and return where it leads."""
    answer = browser.post(where, data=sent)
    assert answer.status_code == 302, f"{where}: {answer.status_code}"
    return answer.location


def _arriving(app: Flask) -> list[State]:
    """Return an import that is done, slips for somebody, and where the links lead that others were given."""
    manager = sign_in(app, "manager")
    rows = "".join(f"Nina {code},nina-{code},operator,{code}\n" for code in LOCALES)
    table = f"name,sign-in name,role,language\n{rows}"
    look = _go(manager, f"{CLIENT}/members/import", file=(io.BytesIO(table.encode()), "people.csv"))
    done = _go(manager, look, digest=digest_on(manager.get(look).text))
    slips = dict.fromkeys(LOCALES, f"{CLIENT}/members/ticked")
    forms = {code: {"person": people.find_number(f"nina-{code}"), "do": "slips"} for code in LOCALES}
    links = {code: links_on(manager.post(slips[code], data=forms[code]).text) for code in LOCALES}
    doors = {code: link.removeprefix("http://localhost") for code, (link,) in links.items()}
    return [
        _state("an import that is done", "manager", done),
        State("slips to cut apart", "manager", slips, forms),
        State("choosing a password", VISITOR, doors),
    ]


def _learning(app: Flask) -> list[State]:
    """Return a quiz under way, and rehearsals: one on its way, one played to its end."""
    number = people.find_number("ruth")
    found = people.find_actor(number or 0, NORDBANK)
    assert found
    with app.app_context():
        acts.study(found[0], "card-line", clock.now())
    ruth = sign_in(app, "ruth")
    quiz = _go(ruth, f"{COURSE}/quizzes/final-exam/start")
    _go(ruth, f"{quiz}/answers", q1="1", shown=["1", "2"], mark="2")
    piotr, amara = sign_in(app, "piotr"), sign_in(app, "amara")
    scenario = f"{COURSE}/scenarios/card-blocked-abroad"
    played, begun = _go(piotr, scenario), _go(amara, scenario)
    turns = 0
    while reply := re.search(r'name="reply"\s+value="([^"]*)"', piotr.get(played).text):
        _go(piotr, played, turn=turns, reply=reply[1])
        turns += 1
    first = re.search(r'name="reply"\s+value="([^"]*)"', amara.get(begun).text)
    assert turns
    assert first
    _go(amara, begun, turn=0, reply=first[1])
    return [
        _state("a quiz under way", "ruth", quiz),
        _state("what is looked over before handing in", "ruth", f"{quiz}/hand-in"),
        _state("a rehearsal played", "piotr", played),
        _state("a rehearsal under way", "amara", begun),
    ]


def _assessing(app: Flask) -> list[State]:
    """Return a call that is about to begin, and one that has begun."""
    waits, has_begun = (_go(sign_in(app, name), f"{CLIENT}/supervise/take") for name in ("supervisor", "supervisor2"))
    _go(sign_in(app, "supervisor2"), f"{has_begun}/start")
    return [_state("the desk before a call", "supervisor", waits), _state("the desk", "supervisor2", has_begun)]


def _reading(app: Flask) -> list[State]:
    """Return what is found and asked, and what the public may know of a certificate of Pellwick's."""
    piotr = sign_in(app, "piotr")
    module = piotr.get(f"{COURSE}/modules/verify-the-caller").text
    asks = re.search(r'href="([^"]*/ask/[^"]*)"', module)
    assert asks
    code = look_up(app, PELLWICK, "certificate", "code")
    return [
        _state("what was found", "piotr", f"{CLIENT}/kb?q=verify"),
        _state("what was not found", "piotr", f"{CLIENT}/kb?q=quux"),
        _state("people who were found", "manager", f"{CLIENT}/members?words=a"),
        _state("asking about a section", "piotr", asks[1].replace("&amp;", "&")),
        _state("a certificate verified", VISITOR, f"/verify/{code}"),
    ]
