"""Where Chromium is, and when its absence is a failure."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The headless shell is the same engine without a window, and takes half the processor time for a page."""
REQUIRED = os.environ.get("READYLINE_BROWSER_TESTS") == "required"
MISSING = "No Chromium: install one, or name it in READYLINE_CHROMIUM."


def find_chromium() -> str | None:
    """Return the program's path: `READYLINE_CHROMIUM`, else the first of the usual names on the PATH."""
    return os.environ.get("READYLINE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def running_chromium(path: str) -> Iterator[Browser]:
    """Give a headless Chromium. In containers its own sandbox cannot start; it only ever opens our own pages."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
