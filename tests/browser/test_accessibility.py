"""axe finds nothing on any page for any role in any language; no page scrolls sideways.

Each role reads its pages in a language of its own, wide and light and then narrow and dark, and in the other languages
on a phone, by those rules of axe whose findings words can change (WORDS). A page that several roles are shown alike is
looked at once in each of these ways. Left out in the languages that are not the role's own: light and colours, the wide
window, and what only the elements decide; READYLINE_EVERY_LANGUAGE=1 leaves out nothing.
"""

from __future__ import annotations

import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from itertools import cycle, product

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from app import create_app
from app.web.locales import LOCALES
from tests import stages
from tests.browser.conftest import Serve
from tests.browser.school import COURSES
from tests.browser.server import ROOT
from tests.browser.site import Site
from tests.browser.walking import AXE, PHONE, WIDE, Walk, Walker
from tests.web import markup
from tests.web.addresses import NORDBANK
from tests.web.states import VISITOR, State, prepare
from tests.web.test_markup import addresses, speak
from tests.web.test_wall import sign_in

READERS = ("piotr", "supervisor", "auditor", "trainer", "manager", "amara", "operator", "administrator", "leader")
"""People of the demonstration: every role, and three operators, since what they see depends on how far they are."""
EVERYTHING = "READYLINE_EVERY_LANGUAGE" in os.environ
"""Whether every page of every role is looked at in every way in every language, which takes long."""
OWN_LANGUAGES = dict(zip(READERS, cycle(LOCALES)))
pytestmark = pytest.mark.accessibility
BY_SIZE_AND_LIGHT = ["color-contrast", "target-size", "scrollable-region-focusable"]
"""The rules of axe whose findings depend on the window or on its colours."""
WORDS = [
    *("aria-command-name", "aria-dialog-name", "aria-input-field-name", "aria-meter-name", "aria-progressbar-name"),
    *("aria-toggle-field-name", "aria-tooltip-name", "button-name", "document-title", "empty-heading"),
    *(
        "empty-table-header",
        "html-has-lang",
        "html-lang-valid",
        "image-alt",
        "image-redundant-alt",
        "input-button-name",
    ),
    *("label", "label-title-only", "landmark-unique", "link-name", "scrollable-region-focusable", "select-name"),
    *("summary-name", "svg-img-alt", "target-size", "valid-lang"),
]
"""The rules whose findings depend on words: what things are called, in which language, and how much room that takes."""


TABLES = {
    "auditor": (f"/c/{NORDBANK}/people", f"/c/{NORDBANK}/audit"),
    "supervisor": (f"/c/{NORDBANK}/supervise",),
    "trainer": (f"/c/{NORDBANK}/author",),
    "manager": (f"/c/{NORDBANK}/due",),
}
"""Pages with tables of states, by who reads them."""
CUT = """() => [...document.querySelectorAll(".table .chip")].flatMap(chip => {
    const range = document.createRange(), words = [];
    for (const node of chip.childNodes) {
        for (const word of node.nodeType === Node.TEXT_NODE ? node.data.matchAll(/[^\\s]+/g) : []) {
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
            if (lines.size > 1) words.push(word[0]);
        }
    }
    return words;
})"""
"""Gives the words of states that stand on two lines."""


@pytest.fixture(scope="module")
def site(demonstration_site: Site) -> Site:
    return demonstration_site


@pytest.fixture(scope="module")
def app(site: Site) -> Iterator[Flask]:
    """The program that is served, a second time, to ask it without a browser."""
    app = create_app(site.settings)
    yield app
    app.extensions["readyline.house"].engine.dispose()


@pytest.fixture(scope="module")
def pages(app: Flask) -> dict[str, list[str]]:
    """The addresses to be looked at by each of READERS, one at least, for what is around all pages of a role."""
    seen: set[tuple[str, str]] = set()
    found: dict[str, list[str]] = defaultdict(list)
    every = sorted(addresses(app))
    for name in READERS:
        browser = sign_in(app, name)
        for where in every:
            answer = browser.get(where)
            if answer.status_code != 200 or answer.mimetype != "text/html":
                continue
            content = answer.text.partition("<main")[2].partition("</main>")[0]
            alike = (where, markup.skeleton(content))
            if EVERYTHING or alike not in seen or not found[name]:
                found[name].append(where)
            seen.add(alike)
    return found


def look_over_everywhere(walk: Walk) -> None:
    """Look the open page over on a wide screen by day, and what is different on a phone by night."""
    page = walk.page
    walk.look_over(slowly=True)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    walk.look_over(only=BY_SIZE_AND_LIGHT)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]


def look_at_words(walk: Walk) -> None:
    """Look the open page over for what another language can change."""
    walk.look_over(only=WORDS)


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("name", READERS)
def test_every_page_is_for_everybody(
    app: Flask, pages: dict[str, list[str]], walk: Walker, name: str, language: str
) -> None:
    speak(sign_in(app, name), language)
    reader = walk(name, viewport=PHONE)
    reader.context.add_init_script(AXE)  # takes half the time of handing it to each page
    if EVERYTHING or language == OWN_LANGUAGES[name]:
        reader.page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        look = look_over_everywhere
    else:
        look = look_at_words
    for where in pages[name]:
        reader.open(where)
        look(reader)


@pytest.mark.parametrize("name", TABLES)
def test_the_word_of_a_state_is_in_one_piece_on_a_tablet_and_on_paper(app: Flask, walk: Walker, name: str) -> None:
    reader = walk(name)
    page = reader.page
    for language in ("el", "ru"):
        speak(sign_in(app, name), language)
        for where in TABLES[name]:
            reader.open(where)
            assert page.locator(".table .chip").count()
            for medium, width in (("screen", 800), ("print", 718)):
                page.emulate_media(media=medium)  # type: ignore[arg-type]
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate(CUT) == [], f"{where} in {language}, {medium}, {width} pixels wide"


def test_menus_and_suggestions_that_are_open(walk: Walker) -> None:
    reader = walk("piotr", viewport=PHONE)
    page = reader.open(f"/c/{NORDBANK}/kb")
    page.locator("summary").filter(has_text="Nordbank").click()
    reader.look_over(slowly=True)
    page.locator("summary").filter(has_text="Nordbank").click()
    page.get_by_role("searchbox").or_(page.get_by_role("combobox")).fill("card")
    page.get_by_role("option").first.wait_for()
    reader.look_over(slowly=True)


def test_work_under_way(app: Flask, walk: Walker) -> None:
    """A call at the desk, and a rehearsal; both on their way, and both with something left out."""
    for name in ("supervisor", "piotr"):
        speak(sign_in(app, name), "en")  # whatever they spoke in the tests before
    assessor = walk("supervisor")
    page = assessor.open(f"/c/{NORDBANK}/supervise")
    page.get_by_role("button", name="Take the next call").click()
    look_over_everywhere(assessor)
    page.get_by_role("button", name="The call begins now").click()
    with assessor.expecting(400, 409, 422):
        page.get_by_role("button", name="Finish", exact=True).click()
        page.get_by_role("alert").wait_for()
    look_over_everywhere(assessor)

    learner = walk("piotr")
    page = learner.open(f"/c/{NORDBANK}/courses/card-line/scenarios/card-blocked-abroad")
    page.get_by_role("button", name="Take the call").click()
    look_over_everywhere(learner)
    page.locator(".reply").first.click()
    page.get_by_text("The call so far").wait_for()
    look_over_everywhere(learner)


def test_pages_before_the_door(site: Site, chromium: Browser) -> None:
    visitor = Walk.begin(chromium, site.address)
    visitor.open("/sign-in")
    look_over_everywhere(visitor)
    visitor.open("/nowhere", status=404)
    look_over_everywhere(visitor)
    with visitor.expecting(400, 401, 422):
        send(visitor.page, "/sign-in", 1)
    look_over_everywhere(visitor)
    visitor.open("/sign-in")
    with visitor.expecting(400, 401, 403, 422):
        visitor.page.get_by_label("Sign-in name").fill("nobody")
        visitor.page.get_by_label("Password").fill("wrong")
        visitor.page.get_by_role("button", name="Sign in").click()
        visitor.page.get_by_role("alert").wait_for()
    look_over_everywhere(visitor)
    visitor.context.close()
    visitor.check()


def test_states_that_need_something_done_first(serve: Serve, chromium: Browser) -> None:
    """In an installation of their own: what is done for them would be in the way of the tests above."""
    with serve(stages.DEMONSTRATION, ROOT / "courses") as site:
        app = create_app(site.settings)
        states = prepare(app)
        for reader, language in product(dict.fromkeys(state.reader for state in states), LOCALES):
            asks_for = language if reader == VISITOR else "en-GB"  # others are spoken to as their account says
            walk = Walk.begin(chromium, site.address, viewport=PHONE, locale=asks_for)
            walk.context.add_init_script(AXE)
            if reader != VISITOR:
                speak(sign_in(app, reader), language)
                walk.sign_in(reader)
            for state in states:
                if state.reader == reader:
                    show(walk, state, language)
                    look_over_everywhere(walk) if language == "en" else walk.look_over()
            walk.context.close()
            walk.check()
        app.extensions["readyline.house"].engine.dispose()


def show(walk: Walk, state: State, language: str) -> None:
    """Open a state's page, or send the form that it answers."""
    form = state.forms.get(language)
    if form is None:
        walk.open(state.addresses[language])
        return
    walk.open("/account")
    token = walk.page.locator('meta[name="csrf-token"]').get_attribute("content")
    with walk.page.expect_navigation():
        walk.page.evaluate(
            """([where, fields]) => {
                const form = Object.assign(document.createElement("form"), {method: "post", action: where});
                for (const [name, value] of Object.entries(fields)) {
                    form.append(Object.assign(document.createElement("input"), {type: "hidden", name, value}));
                }
                document.body.append(form);
                form.submit();
            }""",
            [state.addresses[language], dict(form) | {"csrf_token": token}],
        )


def send(page: Page, where: str, length: int) -> None:
    """Send a form as no page of ours would: without its token, and with a field of this length."""
    with page.expect_navigation():
        page.evaluate(
            """([where, length]) => {
                const form = Object.assign(document.createElement("form"), {method: "post", action: where});
                form.append(Object.assign(document.createElement("textarea"), {name: "x", value: "x".repeat(length)}));
                document.body.append(form);
                form.submit();
            }""",
            [where, length],
        )


def test_pages_of_refusals(site: Site, walk: Walker) -> None:
    reader = walk("piotr")
    for where, status in ((f"/c/{NORDBANK}/supervise", 403), ("/c/pellwick/", 404)):
        reader.open(where, status=status)
        look_over_everywhere(reader)
    reader.open("/account")
    with reader.expecting(413):
        send(reader.page, "/sign-out", site.settings.upload_limit + 1)
    look_over_everywhere(reader)


def test_the_page_of_too_many_tries(site: Site, chromium: Browser) -> None:
    visitor = Walk.begin(chromium, site.address)
    page = visitor.open("/sign-in")
    with visitor.expecting(400, 401, 403, 422, 429):
        for _try in range(30):
            page.get_by_label("Sign-in name").fill("noah")
            page.get_by_label("Password").fill("not the password")
            with page.expect_navigation():
                page.get_by_role("button", name="Sign in").click()
            if page.get_by_text("Too many tries").count():
                break
    expect(page.get_by_role("alert")).to_contain_text("Too many tries")
    look_over_everywhere(visitor)
    visitor.context.close()
    visitor.check()


def test_the_page_of_a_crash(serve: Serve, chromium: Browser) -> None:
    """It stands when the database does not."""
    with serve(stages.EMPTY, COURSES, crashes=True) as site:
        visitor = Walk.begin(chromium, site.address)
        page = visitor.open("/sign-in")
        with closing(sqlite3.connect(site.settings.instance / "readyline.sqlite3")) as database:
            database.execute("DROP TABLE person")
        page.get_by_label("Sign-in name").fill("olga")
        page.get_by_label("Password").fill("no matter")
        with visitor.expecting(500), page.expect_navigation():
            page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Something broke on our side")
        look_over_everywhere(visitor)
        visitor.context.close()
        visitor.check()
