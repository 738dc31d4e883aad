"""What is ours and what comes from elsewhere: addresses to go on to, requests that our own pages sent."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request


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
