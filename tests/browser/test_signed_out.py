"""A sign-in that ends while somebody works: what they do next is saved once they have signed in again elsewhere."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import steps
from tests.browser.site import Site
from tests.browser.walking import Walk, Walker
from tests.factories import PASSWORD
from tests.web.addresses import NORDBANK

pytestmark = pytest.mark.journeys


@pytest.fixture(scope="module")
def site(demonstration_site: Site) -> Site:
    return demonstration_site


def sign_out_elsewhere(walk: Walk) -> Page:
    """Sign out everywhere, in another tab, and return that tab."""
    other = walk.context.new_page()
    other.goto("/account")
    other.locator("summary").filter(has_text="Sign out everywhere").click()
    steps.press(other, "Sign out everywhere now")
    return other


def sign_in_again(tab: Page, name: str) -> None:
    """Sign in in a tab that shows the sign-in page."""
    tab.get_by_label("Sign-in name").fill(name)
    tab.get_by_label("Password").fill(PASSWORD)
    steps.press(tab, "Sign in")
    tab.get_by_role("navigation", name="Main").wait_for()


def test_an_open_desk_saves_again_after_a_sign_in_in_another_tab(walk: Walker) -> None:
    assessor = walk("supervisor")
    page = assessor.open(f"/c/{NORDBANK}/supervise")
    steps.press(page, "Take the next call")
    steps.press(page, "The call begins now")

    other = sign_out_elsewhere(assessor)
    with assessor.expecting(400, 401, 403):
        page.get_by_label("What you heard").fill("Asked for two factors.")
        expect(page.get_by_text("Not saved: you were signed out.")).to_be_visible()
        sign_in_again(other, "supervisor")
        page.get_by_label("What you heard").fill("Asked for two factors, politely.")
        expect(page.get_by_text(re.compile("^Saved "))).to_be_visible()

    page.reload()
    expect(page.get_by_label("What you heard")).to_have_value("Asked for two factors, politely.")


def test_what_is_read_meanwhile_is_kept_after_it_too(walk: Walker) -> None:
    learner = walk("piotr")
    page = learner.open(f"/c/{NORDBANK}/courses/card-line/continue")
    other = sign_out_elsewhere(learner)
    with learner.expecting(400, 401, 403):
        page.bring_to_front()
        page.locator(".reading section h2").last.evaluate("heading => heading.scrollIntoView()")
        expect(page.get_by_text("What you read is not kept: you were signed out.")).to_be_visible()
        sign_in_again(other, "piotr")
        page.evaluate("window.dispatchEvent(new Event('focus'))")  # both tabs have it, without a screen
        expect(page.get_by_text("What you read is not kept")).to_have_count(0)
    expect(page.locator(".sections li").last).to_have_class(re.compile("reached"))


def test_what_one_reads_and_answers_is_never_the_next_ones_at_the_desk(walk: Walker) -> None:
    learner = walk("piotr")
    page = learner.open(f"/c/{NORDBANK}/courses/card-line/continue")
    with learner.expecting(400, 412):
        sign_in_again(sign_out_elsewhere(learner), "ruth")
        page.bring_to_front()
        page.locator(".reading section h2").nth(4).evaluate("heading => heading.scrollIntoView()")
        expect(page.get_by_text("Somebody else is signed in here now.")).to_be_visible()
        page.locator("[data-reading-kept]").evaluate("notice => (notice.textContent = '')")
        page.locator(".check form").first.evaluate("form => form.requestSubmit()")
        expect(page.get_by_text("Somebody else is signed in here now.")).to_be_visible()
        address = page.url
        page.locator(".check form").first.evaluate("form => form.submit()")  # as a page without scripts does
        expect(page.get_by_role("heading", name="This could not be read")).to_be_visible()
        hers = learner.context.request.get(address).text()
    assert 'data-reached=""' in hers
    assert "Answer again" not in hers


def test_a_refusal_that_stays_is_said_once_and_not_tried_again(walk: Walker) -> None:
    learner = walk("piotr")
    told: list[str] = []

    def refuse(route: Route) -> None:
        told.append(route.request.post_data or "")
        route.fulfill(status=409, json={"message": "You are not enrolled in this course."})

    learner.page.route("**/reached", refuse)
    page = learner.open(f"/c/{NORDBANK}/courses/card-line/continue")
    with learner.expecting(409):
        expect(page.get_by_text("You are not enrolled in this course.")).to_be_visible()
        page.evaluate("window.dispatchEvent(new Event('online'))")
        with page.expect_response("**/reached"):
            page.locator(".reading section h2").nth(3).evaluate("heading => heading.scrollIntoView()")
    assert len(told) == len(set(told))
