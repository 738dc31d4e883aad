"""A one-time link just made: shown once, on the next page, to whoever made it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import session, url_for

from app.people.invitations import NewLink

KEY = "new link"


@dataclass(frozen=True, slots=True)
class ShownLink:
    """The address to hand on, until when it works, and where it was mailed to besides, if it was."""

    address: str
    until: datetime
    mailed_to: str


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
    address = url_for("links.show", token=token, _external=True)
    return ShownLink(address, datetime.fromisoformat(until), mailed_to)
