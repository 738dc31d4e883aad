"""What is ours and what comes from elsewhere: addresses to go on to, requests that our own pages sent."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request
from flask_login import current_user

from app.kernel.errors import RefusedError
from app.kernel.messages import N_


class SomebodyElseError(RefusedError):
    """The page that sent this was made for another person than is signed in now; nothing was changed."""

    status = 412  # RFC 9110, 15.5.13: what a header of the request asks for does not hold

    def __init__(self) -> None:
        super().__init__(
            N_("Somebody else is signed in here now. What you do on this page is not kept; sign in again.")
        )


def safe_next(target: str | None) -> str | None:
    """Return an address to go on to, if it is one of ours: a path, not another host."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")) or "\\" in target:
        return None
    return target if target.isprintable() else None


def from_our_page() -> bool:
    """Tell whether a page of ours sent the request. Every browser says so of a POST, and no page can make it lie."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc == request.host


def by_script() -> bool:
    """Tell whether a script of our pages sent the request, and not a form."""
    return request.headers.get("X-Requested-With") == "XMLHttpRequest" or "HX-Request" in request.headers


def of_somebody_else() -> bool:
    """Tell whether a script sent it from a page that was made for another person than is signed in now.

    Our pages name the number of their person, and our scripts send it along as `X-Person`. At a shared desk the page
    of the one before may still be open: what is read and answered there is never the next one's.
    """
    named = request.headers.get("X-Person")
    return bool(named) and current_user.is_authenticated and named != str(current_user.person.person_id)
