"""Pictures, recordings and captions of a client's content. A name says the content, so a browser keeps it for ever."""

from __future__ import annotations

import io

from flask import Blueprint, current_app, send_file
from flask.typing import ResponseReturnValue

from app.authoring import queries as authoring
from app.authoring.media import MediaStore
from app.people.permissions import Permission
from app.web import here
from app.web.access import requires

blueprint = Blueprint("media", __name__, url_prefix="/c/<client>/media")

A_YEAR = 365 * 24 * 3600
DOWNLOADED = {"application/pdf"}
"""Kinds that the sandbox would show as an empty page."""


@blueprint.get("/<name>")
@requires(Permission.READ)
def show(client: str, name: str) -> ResponseReturnValue:
    """Send a medium, or the part of it that a player asks for; it runs nothing, whatever is in it."""
    content_type = authoring.medium_type(here.actor(), name)
    store = MediaStore(current_app.extensions["readyline.settings"].media)
    response = send_file(
        io.BytesIO(store.get(client, name)),
        mimetype=content_type,
        as_attachment=content_type in DOWNLOADED,
        download_name=name,
        conditional=True,
        etag=name,
    )
    response.headers["Cache-Control"] = f"private, max-age={A_YEAR}, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
