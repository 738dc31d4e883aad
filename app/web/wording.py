"""The words and dates of templates, without asking for each of them anew who reads it and in which language.

Jinja calls three functions for every message, and Flask-Babel takes the pattern of every date apart; a page has a
hundred of both. Here a message is one call, and a date once written is remembered with the language and time zone it
was written for.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

import flask_babel
from flask import Flask
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from app.extensions import babel
from app.web.locales import in_language

MOST_DATES = 4096
"""Dates of each kind that one process remembers; each takes some hundred bytes."""


@pass_context
def _gettext(context: Context, message: str, /, **values: object) -> str:
    """Return a message of a template in the reader's language, as Jinja's own does, in a third of the time."""
    text: str = babel.domain_instance.get_translations().gettext(message)
    if context.eval_ctx.autoescape:
        text = Markup(text)  # noqa: S704 - what a translator wrote is HTML, the values in it are escaped
    return text % values if values or "%" in text else text


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
    app.jinja_env.globals.update(gettext=_gettext, _=_gettext)
    app.jinja_env.filters.update(
        datetimeformat=_remembering(flask_babel.format_datetime),
        dateformat=_remembering(flask_babel.format_date),
        timeformat=_remembering(flask_babel.format_time),
        in_language=in_language,
    )
