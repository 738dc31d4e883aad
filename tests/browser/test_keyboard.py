"""From the sign-in to a quiz that is handed in, with the keyboard alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import steps
from tests.browser.site import Site
from tests.browser.walking import PHONE, WIDE, Walk
from tests.factories import PASSWORD

pytestmark = pytest.mark.journeys

FURTHEST = 60
"""More presses of Tab than any of these pages has places to stop at."""


@pytest.fixture(scope="module")
def site(school_site: Site) -> Site:
    return school_site


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the focus is on what is wanted; where it is must be visible."""
    for _press in range(FURTHEST):
        if wanted.evaluate("element => element === document.activeElement"):
            expect(wanted).to_be_in_viewport()
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {wanted} on {page.url}")


def press_enter(page: Page, role: str, name: str) -> None:
    """Go to a button or a link by Tab and press Enter, as far as the next page."""
    tab_to(page, page.get_by_role(role, name=re.compile(f"^{name}")).first)  # type: ignore[arg-type]
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tick(page: Page, place: Locator, answer: str) -> None:
    """Tick an answer: Tab reaches a group of radio buttons, arrows move in it; a check box takes the blank."""
    control = place.get_by_label(answer)
    if control.get_attribute("type") == "checkbox":
        tab_to(page, control)
        page.keyboard.press("Space")
    else:
        first = place.get_by_role("radio").first
        tab_to(page, first)
        page.keyboard.press("Space")
        while not control.is_checked():
            page.keyboard.press("ArrowDown")
    expect(control).to_be_checked()


def test_sign_in_and_the_skip_link_come_first(site: Site, chromium: Browser) -> None:
    walk = Walk.begin(chromium, site.address)
    page = walk.open("/sign-in")
    sign_in(page, "omar")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    walk.context.close()
    walk.check()


def sign_in(page: Page, name: str) -> None:
    tab_to(page, page.get_by_label("Sign-in name"))
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_from_the_agreement_to_the_quiz_by_keyboard_alone(site: Site, chromium: Browser) -> None:
    walk = Walk.begin(chromium, site.address)
    page = walk.open("/sign-in")
    sign_in(page, "olga")
    tab_to(page, page.get_by_label("I have read"))
    page.keyboard.press("Space")
    press_enter(page, "button", "I accept")
    press_enter(page, "link", "Continue: Stop the water")
    check(page, "What do you ask about first?", "The stopcock")
    press_enter(page, "link", "Next: Send somebody")
    check(page, "Within how many minutes", "90")
    check(page, "Which leaks are ours?", "A burst main", "A leaking meter")
    press_enter(page, "link", "Back to the course")
    press_enter(page, "link", "Go to the quiz")
    press_enter(page, "button", "Start the attempt")
    first, answers = steps.questions(page)[0]
    answer(page, first, answers)
    expect(first.get_by_text("Saved")).to_be_visible()
    she_signs_in_again(walk)
    for place, answers in steps.questions(page)[1:]:
        answer(page, place, answers)
        expect(place.get_by_text("Saved")).to_be_visible()
        is_clear_of_the_numbers(page)
    press_enter(page, "button", "Look over and hand in")
    press_enter(page, "button", "Hand in")
    expect(page.get_by_role("heading", level=1)).to_contain_text("100%")
    walk.context.close()
    walk.check()


def she_signs_in_again(walk: Walk) -> None:
    """Be signed out in the middle of the quiz, on a phone, and find oneself at the question that comes next."""
    page = walk.page
    page.set_viewport_size(PHONE)
    walk.context.clear_cookies()
    page.reload()
    sign_in(page, "olga")
    expect(page.locator("#question-2")).to_be_focused()
    expect(page.locator("#question-2 legend")).to_be_in_viewport()
    page.set_viewport_size(WIDE)


def is_clear_of_the_numbers(page: Page) -> None:
    """See that the numbers of the questions stay in sight, and do not lie over what has the focus."""
    numbers = page.get_by_role("navigation", name="Questions")
    expect(numbers).to_be_in_viewport()
    focused, bar = page.locator(":focus").bounding_box(), numbers.bounding_box()
    assert focused is not None
    assert bar is not None
    assert focused["y"] >= bar["y"] + bar["height"]


def answer(page: Page, place: Locator, answers: tuple[str, ...]) -> None:
    """Give an answer by keys."""
    box = place.get_by_role("textbox")
    if box.count():
        tab_to(page, box)
        page.keyboard.type(answers[0])
        return
    for one in answers:
        tick(page, place, one)


def check(page: Page, question: str, *answers: str) -> None:
    """Answer a check in a module, and see that it was right."""
    place = steps.check(page, question)
    answer(page, place, answers)
    tab_to(page, place.get_by_role("button", name="Answer"))
    page.keyboard.press("Enter")
    expect(place.get_by_role("status")).to_contain_text("Right")
