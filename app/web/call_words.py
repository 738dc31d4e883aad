"""How pages of calls say things: channels, languages, waits, places in the queue."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from app.assessment.calls.rules import SeriesState
from app.kernel.errors import ReadylineError
from app.kernel.messages import N_

MINUTES_AS_SUCH = 120
"""From here on a wait is said in hours."""
HOURS_AS_SUCH = 48
"""From here on in days."""


_CHANNELS = {
    "phone": N_("Phone"),
    "chat": N_("Chat"),
    "email": N_("E-mail"),
    "messenger": N_("Messenger"),
    "social": N_("Social media"),
    "in person": N_("In person"),
}


def channel_name(channel: str) -> str:
    """Return a channel in the reader's language."""
    return str(_(_CHANNELS[channel])) if channel in _CHANNELS else channel


def language_name(code: str) -> str:
    """Return the name of a language in the reader's own, as it stands in a sentence; the code if nobody knows it."""
    return _name_in(code, get_locale())


@lru_cache(maxsize=1024)
def _name_in(code: str, reader: Locale | None) -> str:
    try:
        name = Locale.parse(code, sep="-").get_display_name(reader)
    except (UnknownLocaleError, ValueError):
        return code
    return name or code


def language_title(code: str) -> str:
    """Return the name of a language as a label or a table's cell begins with it."""
    name = language_name(code)
    return f"{name[:1].upper()}{name[1:]}"


def own_name(code: str) -> str:
    """Return what a language calls itself, as a label begins with it; the code if nobody knows it."""
    try:
        name = Locale.parse(code, sep="-").get_display_name(code) or code
    except (UnknownLocaleError, ValueError):
        return code
    return f"{name[:1].upper()}{name[1:]}"


def pair_name(channel: str, language: str) -> str:
    """Return a channel with a language: 'Phone, Polish'."""
    return str(_("%(channel)s, %(language)s", channel=channel_name(channel), language=language_name(language)))


def wait_words(wait: timedelta) -> str:
    """Say how long somebody has waited: '14 min', '3 hours', '2 days'."""
    minutes = max(0, int(wait.total_seconds() // 60))
    if minutes < MINUTES_AS_SUCH:
        return str(_("%(num)d min", num=minutes))
    hours = minutes // 60
    if hours < HOURS_AS_SUCH:
        return str(ngettext("%(num)d hour", "%(num)d hours", hours))
    return str(ngettext("%(num)d day", "%(num)d days", hours // 24))


def place_words(position: int) -> str:
    """Say where somebody stands in the queue, as a sentence without its full stop."""
    ordinals = {1: _("You are next"), 2: _("You are second"), 3: _("You are third")}
    return str(ordinals.get(position) or _("You are number %(num)d in the queue", num=position))


def refusal_words(error: ReadylineError) -> str:
    """Return what a refusal says, in the reader's language."""
    return error.text(_)


def series_words(state: SeriesState) -> str:
    """Say what a series asks and what it still needs: 'Passed 1 of 4; 4 calls left, of which 3 must be passed'."""
    if state.met:
        return str(ngettext("Met: %(num)d call passed.", "Met: %(num)d calls passed.", state.passed))
    if state.lost:
        return str(_("This series is over. After coaching a new one begins; your supervisor arranges it."))
    needed = state.needed - state.passed
    left = ngettext("%(num)d call left", "%(num)d calls left", state.left)
    return str(
        ngettext(
            "%(left)s; %(num)d of them must be passed.", "%(left)s; %(num)d of them must be passed.", needed, left=left
        )
    )
