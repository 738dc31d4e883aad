"""What people do on the way to a certificate, one step of the job each, through the pages.

All of it works with JavaScript and without, except where a name says otherwise.
"""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.school import ANSWERS, HOME
from tests.browser.walking import Walk

DRAWN = 4
"""Questions that an attempt at the exam has: two from each pool."""


def press(page: Page | Locator, name: str) -> None:
    """Press the button of this name, or a name that begins so, on the page or in a part of it."""
    page.get_by_role("button", name=re.compile(f"^{re.escape(name)}")).click()


def follow(page: Page, name: str) -> None:
    """Follow the link of this name, or a name that begins so."""
    page.get_by_role("link", name=re.compile(f"^{re.escape(name)}")).first.click()


def accept_agreements(page: Page) -> None:
    """Accept what stands in the way of the client's content."""
    expect(page.get_by_role("heading", name="Discretion")).to_be_visible()
    page.get_by_label("I have read").check()
    press(page, "I accept")


def check(page: Page, question: str) -> Locator:
    """Return the place of a check in a module, once the page that a click led to is there."""
    place = page.locator(".check").filter(has_text=question)
    expect(place).to_be_visible()
    page.wait_for_load_state()
    return place


def answer_check(page: Page, question: str, *answers: str) -> None:
    """Give an answer to a check in a module: what to tick, or what to type."""
    place = check(page, question)
    box = place.get_by_role("textbox")
    if box.count():
        box.fill(answers[0])
    for tick in place.get_by_role("checkbox").all():
        tick.uncheck()
    for answer in answers if not box.count() else ():
        place.get_by_label(answer).check()
    press(place, "Answer")


def answer_question(place: Locator, answers: tuple[str, ...]) -> None:
    """Answer a question of a quiz: tick, or type."""
    box = place.get_by_role("textbox")
    if box.count():
        box.fill(answers[0])
        return
    for answer in answers:
        place.get_by_label(answer).check()


def questions(page: Page) -> list[tuple[Locator, tuple[str, ...]]]:
    """Return the questions of the attempt that is open, each with its right answers, once all of them are there."""
    places = page.locator("[data-question]")
    expect(places).to_have_count(DRAWN)
    page.wait_for_load_state()
    found = []
    for place in places.all():
        title = re.sub(r"^\d+\. ", "", place.locator("legend").inner_text())
        found.append((place, ANSWERS[title]))
    return found


def ask_for_a_call(walk: Walk) -> None:
    """Say 'ready for a call'."""
    page = walk.open(f"{HOME}/ready")
    press(page, "I am ready for a call")
    expect(page.get_by_role("heading", name="You are next")).to_be_visible()


def take_the_next(page: Page) -> None:
    """Take whoever is next in the queue, and begin the call."""
    press(page, "Take the next call")
    press(page, "The call begins now")


def give_points(page: Page, **points: int | str) -> None:
    """Tap points on the scorecard: the criterion with underscores for blanks, and its points."""
    for name, value in points.items():
        criterion = page.get_by_role("group", name=re.compile(f"^{name.replace('_', ' ')}"))
        criterion.get_by_role("radio", name=str(value), exact=True).check()


def fill_in(page: Page, ending: str, heard: str, **points: int | str) -> None:
    """Fill in the scorecard, the notes last."""
    give_points(page, **points)
    page.get_by_label(ending, exact=True).check()
    page.get_by_label("What you heard").fill(heard)
    page.get_by_label("What you heard").blur()


def finish(page: Page) -> None:
    """Finish the call that is being scored."""
    page.get_by_role("button", name="Finish", exact=True).click()
