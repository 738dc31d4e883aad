"""What a browser that has never been here loads, until its reader is at work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Response, expect

from app import create_app
from tests.browser.site import Site
from tests.browser.walking import PHONE, Walk
from tests.factories import PASSWORD
from tests.web.test_budget import FIRST_VISIT
from tests.web.test_markup import speak
from tests.web.test_wall import sign_in

pytestmark = pytest.mark.journeys


@pytest.fixture(scope="module")
def site(demonstration_site: Site) -> Site:
    return demonstration_site


@pytest.fixture(scope="module")
def app(site: Site) -> Iterator[Flask]:
    app = create_app(site.settings)
    yield app
    app.extensions["readyline.house"].engine.dispose()


@pytest.mark.parametrize(
    ("language", "letters"),
    [("en", set()), ("pl", {"latin-extended-a"}), ("ru", {"cyrillic"}), ("el", {"greek"})],
)
def test_a_first_visit_is_light_in_every_language(
    app: Flask, site: Site, chromium: Browser, language: str, letters: set[str]
) -> None:
    """From the sign-in page to the start page behind it; the sign-in page fetches no letters but its reader's."""
    speak(sign_in(app, "operator"), language)
    walk = Walk.begin(chromium, site.address, viewport=PHONE, locale=language)
    loaded: dict[str, Response] = {}
    walk.page.on("response", lambda answer: loaded.setdefault(answer.url, answer))
    walk.open("/sign-in")
    walk.page.wait_for_load_state("networkidle")
    fonts = {address.rpartition("/inter-")[2].partition("-wght")[0] for address in loaded if "/inter-" in address}
    assert fonts == letters | {"latin"}
    walk.page.locator("[name=name]").fill("operator")
    walk.page.locator("[name=password]").fill(PASSWORD)
    walk.page.keyboard.press("Enter")
    expect(walk.page.locator(".rail")).to_be_attached()
    walk.page.wait_for_load_state("networkidle")
    sizes = {address: int(answer.headers["content-length"]) for address, answer in loaded.items()}
    walk.context.close()
    walk.check()
    assert sum(sizes.values()) < FIRST_VISIT, sizes
