"""What every page shares: headers, the variables of base.html, fingerprinted addresses of static files, error pages."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

from flask import Flask, current_app, g, jsonify, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext, ngettext
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from app.config import Settings
from app.kernel.errors import ReadylineError, ThrottledError
from app.web.access import is_public
from app.web.auth.again import sign_in_anew, sign_in_first
from app.web.here import here
from app.web.indentation import WithoutIndentation
from app.web.navigation import places
from app.web.ours import SomebodyElseError, by_script, of_somebody_else
from app.web.refusals import headers_of
from app.web.requests import request_id
from app.web.unsent import unsent

logger = logging.getLogger(__name__)

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "media-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
A_YEAR = 365 * 24 * 3600
PAGES = {400, 403, 404, 409, 413, 422, 429, 500}


def fingerprint(folder: Path) -> str:
    """Return twelve characters that change when any file of a folder does.

    They stand in the path of every static file, so that fonts and scripts that other files name by relative paths
    carry them too, and browsers may keep all of it for a year.
    """
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def static_url(name: str) -> str:
    """Return the address of a static file. Asks no router: there is none when a browser names an impossible host."""
    return f"{request.script_root}{current_app.static_url_path}/{name}"


def page_variables() -> dict[str, object]:
    """Return what base.html reads; docs/look.md lists it. Needs no database beyond what `admit` has read."""
    if "bare" in g:
        return {"static_url": static_url, "lang": get_locale().language}
    place = here()
    variables: dict[str, object] = {"static_url": static_url, "lang": get_locale().language, "here": place}
    if place.visitor is None or place.actor is None:
        return variables
    variables |= {
        "person": place.visitor.person,
        "clients": [
            {
                "id": client.id,
                "title": client.title,
                "mark": client.mark,
                "colour": client.colour,
                "url": url_for("start.show", client=client.id),
            }
            for client in place.visitor.clients
        ],
        "nav": places(place.actor),
        "person_menu": [{"label": gettext("Account and devices"), "url": url_for("account.show")}],
        "sign_out_url": url_for("auth.sign_out"),
    }
    if place.client is not None:
        variables["search_url"] = url_for("knowledge.index", client=place.client.id)
    return variables


def add_headers(response: Response) -> Response:
    """Send the headers that keep pages to themselves, and say how long each may be kept."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
    settings: Settings = current_app.extensions["readyline.settings"]
    if settings.behind_tls:
        headers.setdefault("Strict-Transport-Security", f"max-age={A_YEAR}")
    if request.endpoint == "static" and response.status_code < 400:
        headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    else:
        headers.setdefault("Cache-Control", "no-store")
    return response


def _answer(status: int, reason: str | None = None, **variables: object) -> Response:
    """Answer with a page; our scripts get the reason alone: autosave as JSON, htmx and search as text."""
    if by_script():
        alone = reason or _reason_alone(status)
        return make_response(alone if "HX-Request" in request.headers else jsonify(message=alone), status)
    page = status if status in PAGES else 400
    variables["person_id"] = current_user.person.person_id if current_user.is_authenticated else None
    return make_response(render_template(f"errors/{page}.html", reason=reason, status=status, **variables), status)


def _reason_alone(status: int) -> str:
    if status == 413:
        return gettext("Not saved: this is longer than can be kept. Shorten it; what you typed is still here.")
    return gettext("That did not work. Reload the page and try again.")


def _on_refusal(error: ReadylineError) -> Response:
    """Say why; what was typed stands below the reason, to be copied."""
    reason = error.text(gettext)
    wait = None
    if isinstance(error, ThrottledError):
        wait = ngettext("in %(num)s second", "in %(num)s seconds", error.seconds)
    answer = _answer(error.status, reason, retry_words=wait, given=unsent())
    answer.headers.update(headers_of(error))
    return answer


def _on_csrf(_error: CSRFError) -> ResponseReturnValue:
    """Show what was typed again: with a new token, or on the sign-in page if the sign-in has ended too."""
    reason = gettext("This page was open for so long, or in so many tabs, that its form is no longer valid.")
    if of_somebody_else():
        return _on_refusal(SomebodyElseError())
    if by_script():
        return _answer(400, reason)
    if request.endpoint == "auth.sign_in":
        return sign_in_anew(reason)
    given = unsent()
    if given and request.endpoint and not current_user.is_authenticated and not is_public(request.endpoint):
        return sign_in_first(given)
    return _answer(400, reason, given=given)


def _on_http(error: HTTPException) -> Response | HTTPException:
    status = error.code or 500
    if status < 400:
        return error
    return _answer(404 if status == 405 else status)


def _on_crash(error: Exception) -> tuple[str, int]:
    """Answer without asking anything of anybody: the database may be what broke."""
    logger.error("a request failed", exc_info=error, extra={"route": request.endpoint, "request": request_id()})
    g.bare = True
    return render_template("errors/500.html", request_id=request_id()), 500


def register(app: Flask) -> None:
    """Hook all of it up."""
    app.jinja_env.add_extension(WithoutIndentation)
    app.context_processor(page_variables)
    app.after_request(add_headers)
    app.register_error_handler(CSRFError, _on_csrf)
    app.register_error_handler(ReadylineError, _on_refusal)
    app.register_error_handler(HTTPException, _on_http)
    app.register_error_handler(Exception, _on_crash)
