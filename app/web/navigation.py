"""The places of the left rail, four to six for a role, and the start page of each role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import current_app, request, url_for
from flask_babel import lazy_gettext as _l

from app.kernel.actor import Actor
from app.people.permissions import InstallationPermission, Permission


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the rail: shown to holders of any of `permissions`; current on its own endpoint and its blueprint."""

    label: str
    endpoint: str
    icon: str
    permissions: tuple[str, ...]


PLACES: tuple[Place, ...] = (
    Place(_l("Start"), "start.show", "home", (Permission.READ,)),
    Place(_l("Courses"), "courses.index", "book", (Permission.READ,)),
    Place(_l("Calls"), "supervisor.start", "phone", (Permission.ASSESS,)),
    Place(_l("Sign-offs"), "sign_off.index", "certificate", (Permission.SIGN_OFF,)),
    Place(_l("People"), "auditor.matrix", "people", (Permission.SEE_EVERYBODY,)),
    Place(_l("Knowledge"), "knowledge.index", "search", (Permission.READ,)),
    Place(_l("Record"), "auditor.trail", "shield", (Permission.VERIFY_TRAIL,)),
)

OUTSIDE: tuple[Place, ...] = (
    Place(_l("Start"), "home.start", "home", ()),
    Place(_l("Installation"), "admin.start", "settings", (InstallationPermission.ADMINISTER,)),
    Place(_l("Account"), "account.show", "person", ()),
)


def places(actor: Actor) -> list[dict[str, object]]:
    """Return the rail for this actor, as base.html reads it: label, url, icon, current."""
    endpoint = request.endpoint or ""
    blueprint = endpoint.partition(".")[0]
    values: dict[str, Any] = {"client": actor.scope.client_id} if actor.scope else {}
    chosen = PLACES if actor.scope else OUTSIDE
    shown = [
        place
        for place in chosen
        if place.endpoint in current_app.view_functions
        and (not place.permissions or any(actor.may(p) for p in place.permissions))
    ]
    exact = any(place.endpoint == endpoint for place in shown)
    return [
        {
            "label": place.label,
            "url": url_for(place.endpoint, **values),
            "icon": place.icon,
            "current": place.endpoint == endpoint if exact else place.endpoint.partition(".")[0] == blueprint,
        }
        for place in shown
    ]
