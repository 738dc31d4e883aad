"""Pages, by audience."""

from __future__ import annotations

from flask import Flask


def select_locale() -> str:
    """Return the language of the page: the person's own."""
    return "en"


def select_time_zone() -> str:
    """Return the time zone of the page: the person's own."""
    return "UTC"


def register(app: Flask) -> None:
    """Add every page."""
