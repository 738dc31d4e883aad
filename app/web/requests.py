"""Each request's id, in the answer and on the page of an error, and its line in the log."""

from __future__ import annotations

import logging
import time
from typing import IO

from flask import Flask, g, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Response
from werkzeug.wsgi import get_input_stream

from app.kernel.counting import begin_counting, statements
from app.kernel.ids import new_id
from app.web.here import Here

PART = 64 * 1024
MOST_PARTS = 320
"""So much is read of what nobody wants: 20 MB, as the proxies in docs/installing.md let through."""
logger = logging.getLogger(__name__)


def request_id() -> str:
    """Return the id of the present request: ours alone, whatever the browser or a proxy sent."""
    if "request_id" not in g:
        g.request_id = new_id()
    found: str = g.request_id
    return found


class _Body:
    """What is being sent. Reading raises OSError for all that can be wrong with it, which is answered with 400.

    A server has exceptions of its own for a body that is wrongly cut into chunks; they would be taken for ours.
    """

    def __init__(self, body: IO[bytes]) -> None:
        self._body = body

    def read(self, size: int = -1) -> bytes:
        try:
            return self._body.read(size)
        except Exception as problem:
            raise OSError("the body of a request cannot be read") from problem


def _take_rest() -> None:
    """Read what is still being sent: whoever cannot get rid of it takes the line for broken, and shows no answer.

    Much more than any page accepts is left unread.
    """
    try:
        rest = request.stream
    except RequestEntityTooLarge:
        rest = get_input_stream(request.environ)
    try:
        for _part in range(MOST_PARTS):
            if not rest.read(PART):
                return
    except (OSError, HTTPException):
        return  # it broke off: there is no more to read


def _begin() -> None:
    g.began_at = time.perf_counter()
    begin_counting()
    request.environ["wsgi.input"] = _Body(request.environ["wsgi.input"])


def _end(response: Response) -> Response:
    _take_rest()
    response.headers["X-Request-ID"] = request_id()
    if request.endpoint == "static":
        return response
    place: Here = g.get("here", Here())
    facts: dict[str, object] = {
        "request": request_id(),
        "route": request.endpoint or "(none)",
        "status": response.status_code,
        "ms": round((time.perf_counter() - g.get("began_at", time.perf_counter())) * 1000),
        "statements": statements(),
    }
    if place.visitor is not None:
        facts["person"] = place.visitor.person.person_id
    logger.info("request", extra=facts)
    return response


def register(app: Flask) -> None:
    """Begin before, and end after, everything else that a request does."""
    app.before_request_funcs.setdefault(None, []).insert(0, _begin)  # the check of tokens reads the body
    app.after_request(_end)
