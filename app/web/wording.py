"""The words and dates of templates, without asking for each of them anew who reads it and in which language.

Flask-Babel finds the language and the catalogue again for every message, and takes the pattern of every date apart; a
page has a hundred of both. Here a catalogue is found by the language of the request, and a date once written is
remembered with the language and time zone it was written for.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from gettext import NullTranslations
from typing import Any

import flask_babel
from flask import Flask

MOST_DATES = 4096
"""Dates of each kind that one process remembers; each takes some hundred bytes."""

_catalogues: dict[Any, NullTranslations] = {}


def _catalogue() -> NullTranslations:
    locale = flask_babel.get_locale()
    found = _catalogues.get(locale)
    if found is None:
        found = _catalogues[locale] = flask_babel.get_translations()
    return found


def _remembering(write: Callable[..., str]) -> Callable[..., str]:
    """Return a filter like one of Flask-Babel's that remembers what it wrote.

    Days, and moments that are not to be shown in the reader's time zone, are left to `write`: equal moments of two
    zones would be taken for one.
    """

    @lru_cache(maxsize=MOST_DATES)
    def written(moment: datetime, form: str | None, _locale: object, _zone: object) -> str:
        return write(moment, form)

    def fill(moment: object, form: str | None = None, rebase: bool = True) -> str:
        if not rebase or not isinstance(moment, datetime):
            return write(moment, form, rebase)
        return written(moment, form, flask_babel.get_locale(), flask_babel.get_timezone())

    return fill


def register(app: Flask) -> None:
    """Give templates these words and dates instead of Flask-Babel's own."""
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda message: _catalogue().gettext(message),
        ngettext=lambda one, many, number: _catalogue().ngettext(one, many, number),
        pgettext=lambda context, message: _catalogue().pgettext(context, message),
        npgettext=lambda context, one, many, number: _catalogue().npgettext(context, one, many, number),
        newstyle=True,
    )
    app.jinja_env.filters.update(
        datetimeformat=_remembering(flask_babel.format_datetime),
        dateformat=_remembering(flask_babel.format_date),
        timeformat=_remembering(flask_babel.format_time),
    )
