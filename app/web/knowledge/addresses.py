"""Where texts of the knowledge base have their pages.

Addresses of content are `client/course/file#section` and `client/kb/file#section`. The page of a course's file keeps
both parts (`/c/nordbank/kb/card-line/verify-the-caller`), that of an article which belongs to no course leaves the
folder out (`/c/nordbank/kb/blocked-cards`).
"""

from __future__ import annotations

from flask import url_for

from app.content.addresses import KNOWLEDGE_FOLDER

_FOLDER = f"{KNOWLEDGE_FOLDER}/"


def page_of(address: str) -> str | None:
    """Return the page that shows the file of `address`, at its section; None for a client's or a course's own file."""
    file, _, section = address.partition("#")
    client_id, _, within = file.partition("/")
    if within == KNOWLEDGE_FOLDER or "/" not in within:
        return None
    return url_for("knowledge.article", client=client_id, address=short(within), _anchor=section or None)


def short(within: str) -> str:
    """Leave the folder of a client's articles out: `kb/blocked-cards` is shown at `blocked-cards`."""
    return within.removeprefix(_FOLDER)


def full(client_id: str, address: str) -> str:
    """Return the address of the content that a page of the knowledge base shows."""
    return f"{client_id}/{address}" if "/" in address else f"{client_id}/{_FOLDER}{address}"
