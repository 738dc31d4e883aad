"""Where a request is: who asks, for which client. Set by `access.admit` before the view runs."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field

from flask import g

from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError
from app.people.queries import ClientFacts, Visitor
from app.reports.begun import Begun


@dataclass
class Here:
    """One request's whereabouts. `stack` holds what is to be closed when the request ends."""

    visitor: Visitor | None = None
    actor: Actor | None = None
    client: ClientFacts | None = None
    begun: Begun | None = None
    stack: ExitStack = field(default_factory=ExitStack)


def here() -> Here:
    """Return the whereabouts of the present request; empty ones for a public page."""
    if "here" not in g:
        g.here = Here()
    found: Here = g.here
    return found


def actor() -> Actor:
    """Return who asks, in the scope of the address. Raises ForbiddenError on a page that asked for nobody."""
    found = here().actor
    if found is None:
        raise ForbiddenError()
    return found


def client() -> ClientFacts:
    """Return the client of the address. Raises ForbiddenError on a page outside every client."""
    found = here().client
    if found is None:
        raise ForbiddenError()
    return found


def begun() -> Begun:
    """Return what the visitor has begun. Raises ForbiddenError on a page that is not declared to lead back to it."""
    found = here().begun
    if found is None:
        raise ForbiddenError()
    return found


def visitor() -> Visitor:
    """Return the signed-in person. Raises ForbiddenError on a public page."""
    found = here().visitor
    if found is None:
        raise ForbiddenError()
    return found
