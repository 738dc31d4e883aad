"""Letters that carry a one-time link, and whether mail goes out at all."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location
from flask import current_app, url_for
from flask_babel import format_date, format_time, get_locale
from flask_babel import gettext as _

from app.config import Settings
from app.kernel.clock import is_time_zone
from app.people.invitations import LetterWith, PersonToWrite
from app.post.service import Letter
from app.web.locales import speaking


def mail_is_set_up() -> bool:
    """Tell whether letters are sent: a server to send them through, and an address for the links in them."""
    settings: Settings = current_app.extensions["readyline.settings"]
    return bool(settings.mail_server and settings.public_url)


def link_letter(first: bool = False) -> LetterWith | None:
    """Return what writes the letter with a link, in the language of whoever gets it; None while no mail goes out.

    `first` words it as an invitation. Links stand on the address of the settings: the host that a browser names
    could be anybody's.
    """
    if not mail_is_set_up():
        return None

    def write(person: PersonToWrite, token: str) -> Letter:
        settings: Settings = current_app.extensions["readyline.settings"]
        address = settings.public_url + url_for("links.show", token=token)
        with speaking(person.language):
            until = until_words(person.until, person.time_zone)
            return _invitation(person, address, until) if first else _renewal(person, address, until)

    return write


def until_words(moment: datetime, time_zone: str) -> str:
    """Say until when a link holds, by the clock of whoever gets it: '30 November 2026, 00:49 (Athens)'.

    Without the day of the week: behind an 'until' Polish and Russian would want it in another case.
    """
    zone = time_zone if is_time_zone(time_zone) else "UTC"
    there = moment.astimezone(ZoneInfo(zone))
    return _(
        "%(day)s, %(time)s (%(place)s)",
        day=format_date(there, "long", rebase=False),
        time=format_time(there, "short", rebase=False),
        place=get_timezone_location(zone, locale=get_locale(), return_city=True),
    )


def _invitation(person: PersonToWrite, address: str, until: str) -> Letter:
    body = _(
        "Hello %(name)s,\n\nyou have a place in Readyline, where you learn and are tested for your work. You sign in "
        "as %(signs_in)s. Choose your password here; the link works once, until %(until)s:\n\n%(address)s\n",
        name=person.name,
        signs_in=person.sign_in_name,
        until=until,
        address=address,
    )
    return Letter(_("Your place in Readyline"), body)


def _renewal(person: PersonToWrite, address: str, until: str) -> Letter:
    body = _(
        "Hello %(name)s,\n\nchoose a new password for Readyline here; the link works once, until %(until)s:\n\n"
        "%(address)s\n\nYou sign in as %(signs_in)s. If you did not ask for this, do nothing: your password stays.\n",
        name=person.name,
        signs_in=person.sign_in_name,
        until=until,
        address=address,
    )
    return Letter(_("A new password for Readyline"), body)
