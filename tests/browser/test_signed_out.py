"""A sign-in that ends while somebody works: what they do next is saved once they have signed in again elsewhere."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.site import Site
from tests.browser.walking import Walker
from tests.factories import PASSWORD
from tests.web.addresses import NORDBANK

pytestmark = pytest.mark.journeys


@pytest.fixture(scope="module")
def site(demonstration_site: Site) -> Site:
    return demonstration_site


def test_an_open_desk_saves_again_after_a_sign_in_in_another_tab(walk: Walker) -> None:
    assessor = walk("supervisor")
    page = assessor.open(f"/c/{NORDBANK}/supervise")
    steps.press(page, "Take the next call")
    steps.press(page, "The call begins now")

    other = assessor.context.new_page()
    other.goto("/account")
    other.locator("summary").filter(has_text="Sign out everywhere").click()
    steps.press(other, "Sign out everywhere now")
    with assessor.expecting(400, 401, 403):
        page.get_by_label("What you heard").fill("Asked for two factors.")
        expect(page.get_by_text("Not saved: you were signed out.")).to_be_visible()
        other.get_by_label("Sign-in name").fill("supervisor")
        other.get_by_label("Password").fill(PASSWORD)
        steps.press(other, "Sign in")
        other.get_by_role("heading", name="Calls", exact=True).wait_for()
        page.get_by_label("What you heard").fill("Asked for two factors, politely.")
        expect(page.get_by_text(re.compile("^Saved "))).to_be_visible()

    page.reload()
    expect(page.get_by_label("What you heard")).to_have_value("Asked for two factors, politely.")
