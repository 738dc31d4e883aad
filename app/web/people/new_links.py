"""A one-time link just made: shown once, on the next page, to whoever made it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import current_app, request, session, url_for
from markupsafe import Markup

from app.config import Settings
from app.people.invitations import NewLink
from app.web.qr import qr_code

KEY = "new link"


@dataclass(frozen=True, slots=True)
class ShownLink:
    """The address to hand on, the same as a QR code, until when it works, and where it was mailed to, if it was."""

    address: str
    code: Markup
    until: datetime
    mailed_to: str


def site_address() -> str:
    """Return the address that people open: that of the settings, else the one that this page was opened by."""
    settings: Settings = current_app.extensions["readyline.settings"]
    return settings.public_url or request.host_url.rstrip("/")


def link_address(token: str) -> str:
    """Return the whole address of a one-time link."""
    return site_address() + url_for("links.show", token=token)


def keep(person_id: int, link: NewLink) -> None:
    """Keep a link in the maker's own signed session until the next page of that person."""
    session[KEY] = [person_id, link.token, link.expires_at.isoformat(), link.mailed_to]


def take(person_id: int) -> ShownLink | None:
    """Return the link just made for a person, and forget it."""
    kept = session.get(KEY)
    if not kept or kept[0] != person_id:
        return None
    session.pop(KEY)
    _number, token, until, mailed_to = kept
    address = link_address(token)
    return ShownLink(address, qr_code(address), datetime.fromisoformat(until), mailed_to)
