"""The watch over the pages sees what it is there to see."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Browser

from tests.browser.site import Site
from tests.browser.walking import PATIENCE, Walk

pytestmark = pytest.mark.journeys


@pytest.fixture(scope="module")
def site(empty_site: Site) -> Site:
    return empty_site


@pytest.mark.parametrize(
    ("wrong", "seen"),
    [
        ("document.body.setAttribute('style', 'color: red')", "Content Security Policy"),
        (
            "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))",
            "Content Security Policy",
        ),
        ("setTimeout(() => { throw new Error('gone wrong') })", "gone wrong"),
        ("fetch('/nowhere')", "/nowhere: 404"),
        ("fetch('http://127.0.0.1:1/')", "Content Security Policy"),
    ],
)
def test_what_goes_wrong_on_a_page_is_seen(site: Site, chromium: Browser, wrong: str, seen: str) -> None:
    walk = Walk.begin(chromium, site.address)
    page = walk.open("/sign-in")
    walk.check()
    page.evaluate(f"() => {{ {wrong} }}")
    until = time.monotonic() + PATIENCE / 1000
    while seen not in "\n".join(walk.problems) and time.monotonic() < until:
        page.wait_for_timeout(50)
    walk.context.close()
    assert seen in "\n".join(walk.problems)


def test_a_page_with_an_unnamed_control_is_refused(site: Site, chromium: Browser) -> None:
    walk = Walk.begin(chromium, site.address)
    page = walk.open("/sign-in")
    walk.look_over()
    walk.check()
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    walk.look_over()
    walk.context.close()
    assert "button-name" in "\n".join(walk.problems)
