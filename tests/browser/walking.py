"""A person at a browser, whose every page is watched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol, Self

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, expect

from tests.factories import PASSWORD

WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
AXE = AXE_FILE_PATH.read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SLOW = ("color-contrast", "no-autoplay-audio")
"""Two rules that take more time than all others together: no word and no language changes what they find."""
FRAME = """() => [
    document.documentElement.lang ? "" : "it does not say its language",
    document.querySelectorAll("h1").length === 1 ? "" : "it has not just one h1",
    document.querySelectorAll(".rail [aria-current]").length < 2 ? "" : "it stands in several places of the rail",
    document.documentElement.scrollWidth <= innerWidth ? "" : "it is wider than its window and scrolls sideways",
].filter(Boolean)"""
PATIENCE = 20_000
"""Milliseconds to wait for what should be seen; it is there at once, but not on every machine."""
expect.set_options(timeout=PATIENCE)
REPEATED = "Failed to load resource"
"""How the console repeats an answer of 400 and more; `_answered` has judged it already."""
GIVEN_UP = "net::ERR_ABORTED"
"""The browser itself gave a request up: a download began, the page was left, or a newer search overtook it."""


class Walk:
    """One person in a browser of their own: nothing may fail on any page they open.

    Kept as a problem: an error in the console (the Content-Security-Policy complains there), an exception in a script,
    a request that failed, an answer of 400 and more that the test did not expect.
    """

    def __init__(self, context: BrowserContext) -> None:
        context.set_default_timeout(PATIENCE)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.problems.append(f"script: {error.error}"))
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)
        self.context = context
        self.problems: list[str] = []
        self.expected: frozenset[int] = frozenset()
        self.page: Page = context.new_page()

    @classmethod
    def begin(cls, chromium: Browser, address: str, **options: Any) -> Self:
        """Open a browser at an installation; `options` are Playwright's for a context."""
        return cls(
            chromium.new_context(
                base_url=address, **({"viewport": WIDE, "locale": "en-GB", "reduced_motion": "reduce"} | options)
            )
        )

    def sign_in(self, name: str, password: str = PASSWORD) -> None:
        """Sign in through the page."""
        page = self.open("/sign-in")
        page.get_by_label("Sign-in name").fill(name)
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(lambda url: not url.endswith("/sign-in"))

    def open(self, address: str, status: int = 200) -> Page:
        """Open an address of this installation; it must answer with `status`."""
        with self.expecting(status):
            answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == status, f"{address} answers {answer.status}, not {status}"
        return self.page

    @contextmanager
    def expecting(self, *statuses: int) -> Iterator[None]:
        """Take answers with these statuses for granted."""
        before, self.expected = self.expected, frozenset(statuses)
        yield
        self.expected = before

    def look_over(self, *, only: list[str] = RULES, slowly: bool = False) -> None:
        """Hold the page that is open to what every page owes: axe finds nothing, and its frame is sound.

        What it lacks is kept as a problem. `only` names axe's rules, or the standards whose rules are asked. SLOW rules
        are left out but for `slowly`; `make accessibility` asks for them on every page.
        """
        page = self.page
        page.wait_for_load_state()  # a page that a click led to may still be on its way
        frame = page.evaluate(FRAME)
        self.problems += [f"{page.url}: {problem}" for problem in frame]
        if not page.title().strip(" ·\n"):
            self.problems.append(f"{page.url}: it has no title")
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE)
        rules = {rule: {"enabled": slowly} for rule in SLOW}
        options = {"resultTypes": ["violations"], "runOnly": only, "rules": rules if only is RULES else {}}
        for found in page.evaluate("async options => (await axe.run(options)).violations", options):
            where = "; ".join(
                f"{' '.join(map(str, node['target']))} ({node['failureSummary']})" for node in found["nodes"]
            )
            self.problems.append(f"{page.url}: {found['id']}, {found['help']}: {where}")

    def check(self) -> None:
        """Fail with everything that went wrong so far."""
        assert not self.problems, "\n".join(self.problems)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(REPEATED):
            self.problems.append(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        if request.failure != GIVEN_UP:
            self.problems.append(f"{request.method} {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.problems.append(f"{response.request.method} {response.url}: {response.status}")


class Walker(Protocol):
    """What the fixture `walk` is."""

    def __call__(self, name: str, **options: object) -> Walk:
        """Sign somebody in."""
