"""Every page of every role, in every language: sound HTML, and not a word of it left in English.

Each role is looked at in English and in one other language; in all of them, at other clients, in states that something
has to be done for first (states.py) and by the HTML checker (validator.py) by `make accessibility`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.web.locales import LOCALES
from tests.architecture.test_translations import HOLE, catalogue, sources, texts
from tests.web import markup
from tests.web.addresses import ELSEWHERE, EXAMPLES, NORDBANK
from tests.web.states import VISITOR, prepare
from tests.web.test_wall import sign_in
from tests.web.validator import validate

Pages = dict[str, markup.Page]
ROLES = {
    "operator": "el",
    "amara": "ru",
    "leader": "el",
    "supervisor": "pl",
    "trainer": "ru",
    "manager": "el",
    "auditor": "pl",
    "administrator": "ru",
}
"""People of the demonstration, two operators since what they see depends on how far they are: who reads what here."""
ELSEWHERE_ONLY = ("noah", "returns-supervisor")
"""A learner and a supervisor of another client."""
BEFORE_THE_DOOR = ("/sign-in", "/forgotten", "/forgotten/asked", "/welcome/never-was", "/verify/never-was", "/nowhere")
NAMES_OF_LANGUAGES = {"English"}
"""Each language is called as its speakers call it, on every page."""
REFUSALS = ("/c/nordbank/nowhere", "/c/pellwick/author", "/c/nordbank/installation", "/installation")


def addresses(app: Flask) -> Iterator[str]:
    """Give the address of every page whose parameters have an example."""
    examples = {name: look(app) for name, look in EXAMPLES.items()} | {"client": NORDBANK}
    yield from _built(app, examples, frozenset())


def addresses_elsewhere(app: Flask) -> Iterator[str]:
    """Give the addresses of the other clients' pages whose parameters have an example there."""
    for client, examples in ELSEWHERE.items():
        yield from _built(app, examples | {"client": client}, frozenset({"client"}))


def _built(app: Flask, examples: Mapping[str, object], needed: frozenset[str]) -> Iterator[str]:
    urls = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint != "static" and needed <= rule.arguments <= examples.keys():
            yield urls.build(rule.endpoint, {name: examples[name] for name in rule.arguments})


def pages(browser: FlaskClient, every: Iterable[str]) -> dict[str, str]:
    """Return the pages of these addresses that a person is given, and those that refuse: address to text."""
    asked = ((where, browser.get(where)) for where in {*REFUSALS, *every})
    found = {where: answer.text for where, answer in asked if is_page(where, answer)}
    assert len(found) > len(REFUSALS)
    return found


def is_page(where: str, answer: TestResponse) -> bool:
    return answer.mimetype == "text/html" and (answer.status_code == 200 or where in REFUSALS)


class ToBeChecked:
    """Pages for the HTML checker, each by who reads it where: one of those that differ in their words alone."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self._seen: set[str] = set()

    def add(self, reader: str, given: Mapping[str, str]) -> None:
        """Take what is not there yet."""
        for where, text in given.items():
            if (alike := markup.skeleton(text)) not in self._seen:
                self._seen.add(alike)
                self.pages[f"{reader} {where}"] = text


def speak(browser: FlaskClient, language: str) -> None:
    facts = {"language": language, "time_zone": "Europe/Warsaw", "contact": "Extension 2040"}
    browser.post("/account", data=facts)
    assert f'lang="{language}"' in browser.get("/account").text


def problems_of(given: Mapping[str, str], language: str, english: Pages) -> list[str]:
    """Return what is wrong with the pages of a language, beside the English ones; these are kept if they are those."""
    found = []
    for where, text in given.items():
        page = markup.Page(text)
        wrong = [*markup.problems(text, page, language)]
        if language == "en":
            english[where] = page
        else:
            wrong += [f"in English: {text}" for text in left_in_english(page, english[where], language)]
        found += [f"{language} {where}: {problem}" for problem in wrong]
    return found


def left_in_english(page: markup.Page, english: markup.Page, language: str) -> list[str]:
    """Return the texts that the page shares with the English one although the catalogue has other words for them."""
    parts = {part for text in page.texts & english.texts for part in (text, *text.split(" · "))}
    return sorted(part for part in parts - NAMES_OF_LANGUAGES if is_translated(part, language))


@cache
def is_translated(text: str, language: str) -> bool:
    """Tell whether a text is a message that reads otherwise in a language, its holes filled by less than half of it."""
    whole, patterns = translated(language)
    fillings = (match.groups() for pattern in patterns if (match := pattern.fullmatch(text)))
    return text in whole or any(sum(map(len, filling)) * 2 < len(text) for filling in fillings)


@cache
def translated(language: str) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Return the messages that read otherwise in a language, and what matches those with holes for names and numbers.

    A word may be English for one thing and the language's own for another, as the Polish "Role" is for "Roles".
    """
    own = {text for message in catalogue(language) for text in texts(message)}
    foreign = {source for message in catalogue(language) if message.id for source in sources(message)} - own
    parts = (HOLE.split(source) for source in foreign if HOLE.search(source))
    return frozenset(foreign), tuple(re.compile("(.+?)".join(map(re.escape, part))) for part in parts)


@pytest.mark.parametrize(("name", "language"), ROLES.items(), ids=ROLES)
def test_every_page_of_a_role_is_sound_in_two_languages(demonstration: Flask, name: str, language: str) -> None:
    browser = sign_in(demonstration, name)
    given, english = pages(browser, [*addresses(demonstration)]), Pages()
    found = problems_of(given, "en", english)
    speak(browser, language)
    found += problems_of({where: browser.get(where).text for where in given}, language, english)
    assert not found, "\n".join(found)


@pytest.mark.accessibility
def test_every_page_of_every_role_is_valid_in_every_language(demonstration: Flask, tmp_path: Path) -> None:
    every = [*addresses(demonstration), *addresses_elsewhere(demonstration)]
    valid, found = ToBeChecked(), list[str]()
    for name in (*ROLES, *ELSEWHERE_ONLY):
        browser, english = sign_in(demonstration, name), Pages()
        given = pages(browser, every)
        for language in LOCALES:
            if language != "en":
                speak(browser, language)
                given = pages(browser, given)
            found += problems_of(given, language, english)
            valid.add(f"{name} {language}", given)
    found += validate(valid.pages, tmp_path)
    assert not found, "\n".join(found)


@pytest.mark.accessibility
def test_every_state_is_valid_in_every_language(demonstration: Flask, tmp_path: Path) -> None:
    states, english = prepare(demonstration), Pages()
    readers = {state.reader: demonstration.test_client() for state in states}
    readers |= {name: sign_in(demonstration, name) for name in readers if name != VISITOR}
    valid, found = ToBeChecked(), list[str]()
    for language in LOCALES:
        for name, browser in readers.items():
            if name != VISITOR:
                speak(browser, language)
        given = {state.name: state.ask(readers[state.reader], language) for state in states}
        found += problems_of(given, language, english)
        valid.add(language, given)
    found += validate(valid.pages, tmp_path)
    assert not found, "\n".join(found)


def test_the_pages_before_the_door_are_sound_in_every_language(demonstration: Flask) -> None:
    browser, english = demonstration.test_client(), Pages()
    found = []
    for language in LOCALES:
        asked = {"Accept-Language": language}
        given = {where: browser.get(where, headers=asked).text for where in BEFORE_THE_DOOR}
        found += problems_of(given, language, english)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("wrong", "seen"),
    [
        ("<b id=one></b><b id=one></b>", "the id one stands 2 times"),
        ("<label for=nobody>x</label>", "for names nobody"),
        ("<div aria-describedby='body nobody'>x</div>", "aria-describedby names nobody"),
        ("<p>%(count)d left</p>", "an unfilled hole"),
        ("<p lang=klingon>x</p>", "languages that do not exist"),
    ],
)
def test_what_is_wrong_with_a_page_is_seen(wrong: str, seen: str) -> None:
    text = f'<!doctype html><html lang="en"><title>x</title><body id="body">{wrong}</body></html>'
    assert seen in "\n".join(markup.problems(text, markup.Page(text), "en"))
    assert "says that its language" in "\n".join(markup.problems(text, markup.Page(text), "pl"))


@pytest.mark.accessibility
def test_the_checker_sees_what_is_wrong_with_a_page(tmp_path: Path) -> None:
    frame = '<!doctype html><html lang="en"><title>x</title><body>{}</body></html>'
    mistakes = {
        "a sound page": ("<p>x</p>", ""),
        "a button in a link": ("<p><a href='/x'><button>x</button></a>", "must not appear as a descendant of the"),
        "a paragraph in a list": ("<ul><p>x</p></ul>", "not allowed as child of element"),
        "a role said twice": ("<table role=table><tr><td>x</td></tr></table>", "unnecessary for element"),
        "a time to the millionth": ("<time datetime='2026-11-22T10:00:00.123456'>x</time>", "Bad value"),
        "an attribute of our own": ("<p hx-post='/x'>x</p>", "not allowed on element"),
        "nothing to choose first": ("<select required><option value='1'>x</option></select>", "required"),
        "an element left open": ("<section></div></section>", "Stray end tag"),
    }
    found = validate({name: frame.format(body) for name, (body, _seen) in mistakes.items()}, tmp_path)
    for name, (_body, seen) in mistakes.items():
        said = "\n".join(one for one in found if one.startswith(name))
        assert bool(said) == bool(seen)
        assert seen in said


def test_a_word_left_in_english_is_seen() -> None:
    english = markup.Page("<p>Sign in</p><p>Nordbank</p>")
    assert left_in_english(english, english, "pl") == ["Sign in"]
