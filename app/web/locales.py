"""In which language and by which clock a page speaks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from babel import Locale
from flask import g, has_request_context, request, session
from flask_babel import force_locale, get_locale
from flask_login import current_user
from markupsafe import Markup, escape

from app.content.vocabulary import LANGUAGES
from app.kernel.clock import is_time_zone

LOCALES = dict(zip(LANGUAGES, ("en_GB", "ru_RU", "pl_PL", "el_GR"), strict=True))
"""What the interface is translated into, and whose way of writing dates goes with it."""

_LOCALES = {language: Locale.parse(locale) for language, locale in LOCALES.items()}
_LANGUAGE = "language"


def select_language() -> str:
    """Return the language of the page.

    It is the person's own; where nobody is signed in, the one kept in this browser, else the best that the browser asks
    for. A command at a terminal has none of these; it speaks English.
    """
    if not has_request_context():
        return "en"
    if "bare" not in g and current_user.is_authenticated and current_user.person.language in LOCALES:
        return str(current_user.person.language)
    kept = session.get(_LANGUAGE)
    return kept if kept in LOCALES else request.accept_languages.best_match(LOCALES) or "en"


def keep_language(language: str) -> None:
    """Speak `language` in this browser while nobody is signed in; one without a translation changes nothing."""
    if language in LOCALES:
        session[_LANGUAGE] = language


def select_locale() -> Locale:
    """Return the locale for messages, dates and numbers."""
    return _LOCALES[select_language()]


def select_time_zone() -> str:
    """Return the time zone of the page: the person's own, if it can be shown; else UTC."""
    if has_request_context() and "bare" not in g and current_user.is_authenticated:
        zone = str(current_user.person.time_zone)
        return zone if is_time_zone(zone) else "UTC"
    return "UTC"


def in_language(text: str, language: str, tag: str = "span") -> Markup:
    """Return a text with its language (a code) told to whoever reads aloud, where it is not the page's.

    `text` is escaped unless it is Markup; `tag` is what holds it: `div` for paragraphs. WCAG 2.2, 3.1.2.
    """
    if not text or not language or language == get_locale().language:
        return escape(text)
    return Markup('<{0} lang="{1}">{2}</{0}>').format(tag, language, text)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Word everything within in a person's language; where it has no translation, in the language of the page."""
    with force_locale(LOCALES.get(language, str(get_locale()))):
        yield
