"""The places of the left rail, four to six for a role, and the start page of each role."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import lazy_gettext as _l

from app.kernel.actor import Actor
from app.people.permissions import InstallationPermission, Permission, Role


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the rail: shown to holders of any of `permissions`; current on its own endpoint and its blueprint."""

    label: str
    endpoint: str
    icon: str
    permissions: tuple[str, ...]
    leads_to: tuple[str, ...] = ()
    """Blueprints whose pages, and endpoints, count as this place too, unless the rail has a place of their own."""
    unless: str = ""
    """A permission whose holders have the same place under another address."""


ARRANGING = ("due", "reports", "members", "person", "teams", "classes", "enrolling", "importing", "earned")

PLACES: tuple[Place, ...] = (
    Place(_l("Start"), "start.show", "home", (Permission.READ,), ("certificates",)),
    Place(_l("Courses"), "courses.index", "book", (Permission.READ,), ("quizzes", "rehearsals", "ready", "agreements")),
    Place(
        _l("My courses"),
        "author.start",
        "pencil",
        (Permission.PUBLISH,),
        ("failing", "gaps", "news", "news_writing", "questions"),
    ),
    Place(_l("Calls"), "supervisor.start", "phone", (Permission.ASSESS,), ("calls", "coaching")),
    Place(_l("Sign-offs"), "sign_off.index", "certificate", (Permission.SIGN_OFF,)),
    Place(_l("People"), "members.index", "people", (Permission.SEE_PEOPLE,), ("auditor.matrix", "dossier", *ARRANGING)),
    Place(
        _l("People"),
        "auditor.matrix",
        "people",
        (Permission.SEE_EVERYBODY,),
        ("dossier", *ARRANGING),
        Permission.SEE_PEOPLE,
    ),
    Place(_l("Team"), "own_team.show", "people", (Permission.SEE_TEAM,), ("due", "dossier"), Permission.SEE_PEOPLE),
    Place(_l("Knowledge"), "knowledge.index", "search", (Permission.READ,)),
    Place(_l("News"), "news.index", "info", (Permission.READ,), ("news_writing", "questions"), Permission.PUBLISH),
    Place(_l("Questions"), "questions.index", "chat", (Permission.ASK,), (), Permission.ASSESS),
    Place(_l("Record"), "auditor.trail", "shield", (Permission.VERIFY_TRAIL,), ("samples",)),
)

START_OF: tuple[tuple[Role, str], ...] = (
    (Role.SUPERVISOR, "supervisor.start"),
    (Role.TRAINER, "author.start"),
    (Role.MANAGER, "manager.start"),
    (Role.AUDITOR, "auditor.start"),
)
"""The start page of each role; everybody else starts on their own path."""

OUTSIDE: tuple[Place, ...] = (
    Place(_l("Start"), "home.start", "home", (), ("clients",)),
    Place(_l("Installation"), "admin.start", "settings", (InstallationPermission.ADMINISTER,), ("folders",)),
    Place(_l("People"), "everybody.index", "people", (InstallationPermission.MAKE_EVERYBODY,), ("importing",)),
    Place(_l("Account"), "account.show", "person", ()),
)


_ENDPOINTS = frozenset({place.endpoint for place in PLACES} | {start for _role, start in START_OF})
_EVERYWHERE = (*PLACES, *OUTSIDE)
_LED_TO = {
    endpoint: frozenset(room for place in _EVERYWHERE if place.endpoint == endpoint for room in place.leads_to)
    for endpoint in {place.endpoint for place in _EVERYWHERE}
}
"""The blueprints and endpoints that count as the places of an endpoint."""


def places(actor: Actor) -> list[dict[str, object]]:
    """Return the rail for this actor, as base.html reads it: label, url, icon, current.

    The role's own start page stands behind 'Start' and does not appear a second time under another name.
    """
    endpoint = request.endpoint or ""
    if actor.scope is None:
        return [_item(place, place.endpoint, endpoint, {}, frozenset()) for place in OUTSIDE if _is_for(actor, place)]
    values = {"client": actor.scope.client_id}
    start = start_of(actor)
    shown = [place for place in PLACES if _is_for(actor, place) and place.endpoint != start]
    leads = [(place, start if place is PLACES[0] else place.endpoint) for place in shown]
    rooms = {room for place, leads_to in leads for room in _rooms(place, leads_to)}
    return [_item(place, leads_to, endpoint, values, rooms) for place, leads_to in leads]


def start_of(actor: Actor) -> str:
    """Return the endpoint of the start page of the actor's role: who has several starts where others wait for them."""
    return next((endpoint for role, endpoint in START_OF if role in actor.roles), "start.path")


def _is_for(actor: Actor, place: Place) -> bool:
    if place.unless and actor.may(place.unless):
        return False
    return not place.permissions or any(actor.may(permission) for permission in place.permissions)


def _rooms(place: Place, leads_to: str) -> set[str]:
    """Return the blueprints that are the place's own."""
    return {name.partition(".")[0] for name in (place.endpoint, leads_to)}


def _item(
    place: Place, leads_to: str, endpoint: str, values: dict[str, Any], taken: AbstractSet[str]
) -> dict[str, object]:
    blueprint = endpoint.partition(".")[0]
    own = {place.endpoint, leads_to}
    is_sibling = endpoint in _ENDPOINTS and endpoint not in own
    rooms = _rooms(place, leads_to)
    led_to = {room for name in own for room in _LED_TO.get(name, ())} - (taken - rooms)
    current = endpoint in own or bool({endpoint, blueprint} & led_to) or (not is_sibling and blueprint in rooms)
    return {"label": place.label, "url": url_for(leads_to, **values), "icon": place.icon, "current": current}
