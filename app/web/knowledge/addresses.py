"""Where texts of the knowledge base have their pages.

Addresses of content are `client/course/file#section` and `client/kb/file#section`. The page of a course's file keeps
both parts (`/c/nordbank/kb/card-line/verify-the-caller`), that of an article which belongs to no course leaves the
folder out (`/c/nordbank/kb/blocked-cards`).
"""

from __future__ import annotations

from flask import url_for

from app.content.addresses import KNOWLEDGE_FOLDER
from app.content.kinds import Kind
from app.web.links import content_url

_FOLDER = f"{KNOWLEDGE_FOLDER}/"
_NOT_READ_HERE = {Kind.QUIZ, Kind.SCENARIO, Kind.AGREEMENT}


def page_of(address: str, kind: Kind | None = None) -> str:
    """Return the page that shows the file of `address`, at its section, to somebody in the knowledge base.

    It leads out of the knowledge base only for what is not read in it. `kind` says what the file is, where that is
    known; without it the page found sends on.
    """
    file, _, section = address.partition("#")
    client_id, _, within = file.partition("/")
    if kind in _NOT_READ_HERE or "/" not in within:
        return content_url(address, kind)
    return url_for("knowledge.article", client=client_id, address=short(within), _anchor=section or None)


def short(within: str) -> str:
    """Leave the folder of a client's articles out: `kb/blocked-cards` is shown at `blocked-cards`."""
    return within.removeprefix(_FOLDER)


def full(client_id: str, address: str) -> str:
    """Return the address of the content that a page of the knowledge base shows."""
    return f"{client_id}/{address}" if "/" in address else f"{client_id}/{_FOLDER}{address}"
