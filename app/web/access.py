"""Who may open an endpoint: said beside each view, checked in one place, refused by default.

The order is always the same. Signed in? else the sign-in page. From a page made for this person? else 412. Does the
client in the address belong to them? else 404, as if it did not exist. Permission? else 403. Agreements accepted? else
their page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import Flask, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError, InvalidError, NotFoundError
from app.kernel.messages import N_
from app.kernel.work import reading
from app.people import queries as people
from app.people.permissions import InstallationPermission, Permission, Side
from app.people.queries import ClientFacts
from app.reports.begun import begun
from app.web.auth.again import sign_in_first
from app.web.here import Here, here
from app.web.learner.open_attempt import centre_of
from app.web.numbers import LARGEST_NUMBER
from app.web.ours import SomebodyElseError, by_script, of_somebody_else
from app.web.unsent import unsent

View = TypeVar("View", bound=Callable[..., object])
ATTRIBUTE = "readyline_access"
MOST_VALUES = 20_000
"""Values of one form or address."""


@dataclass(frozen=True, slots=True)
class Access:
    """What an endpoint declared. Any one of `permissions` is enough; none means that being signed in is."""

    public: bool = False
    permissions: tuple[str, ...] = ()
    before_agreements: bool = False
    leads_back: bool = False


def public(view: View) -> View:
    """Let everybody in, signed in or not."""
    setattr(view, ATTRIBUTE, Access(public=True))
    return view


def signed_in(view: View) -> View:
    """Let every signed-in person in; for a client's page, every one of its people, agreements accepted or not."""
    setattr(view, ATTRIBUTE, Access(before_agreements=True))
    return view


def requires(
    *permissions: Permission | InstallationPermission, before_agreements: bool = False, leads_back: bool = False
) -> Callable[[View], View]:
    """Let those in who hold any of `permissions` for the client of the address.

    `before_agreements` opens the page to those who have yet to accept the client's agreements: it shows no content.
    `leads_back` is for start pages: what the visitor has begun is read along with their agreements (`here.begun`).
    """
    if not permissions:
        raise ValueError("name a permission, or use @signed_in")

    def declare(view: View) -> View:
        setattr(view, ATTRIBUTE, Access(False, permissions, before_agreements, leads_back))
        return view

    return declare


def check_declared(app: Flask) -> None:
    """Raise RuntimeError naming every endpoint that does not say who may open it."""
    silent = [name for name, view in app.view_functions.items() if _access_of(app, name) is None and view]
    if silent:
        raise RuntimeError(
            f"These endpoints do not say who may open them: {', '.join(sorted(silent))}. "
            "Put @requires(Permission.X), @signed_in or @public under the route."
        )


def is_public(endpoint: str) -> bool:
    """Tell whether everybody may open an endpoint, signed in or not."""
    access = _access_of(current_app, endpoint)
    return access is not None and access.public


def _access_of(app: Flask, endpoint: str) -> Access | None:
    if endpoint == "static":
        return Access(public=True)
    found: Access | None = getattr(app.view_functions[endpoint], ATTRIBUTE, None)
    return found


def admit() -> ResponseReturnValue | None:
    """Decide about the present request before its view runs; opens the reading session the whole request shares."""
    if request.endpoint is None:
        return None
    _refuse_endless()
    _refuse_unkeepable()
    _replace_nul_in_form()
    access = _access_of(current_app, request.endpoint)
    if access is None or access.public:
        return None
    if not current_user.is_authenticated:
        return _ask_to_sign_in()
    if of_somebody_else():
        raise SomebodyElseError()
    place = here()
    place.visitor = current_user.visitor
    client_id = (request.view_args or {}).get("client")
    if client_id is None:
        place.actor = place.visitor.outside()
    else:
        place.client = place.visitor.find_client(client_id)
        place.actor = place.visitor.actor(client_id)
        place.stack.enter_context(reading(place.actor))
        if access.leads_back:
            place.begun = begun(place.actor, centre_of(place.visitor))
    if access.permissions and not any(place.actor.may(permission) for permission in access.permissions):
        raise ForbiddenError()
    return None if access.before_agreements else _ask_for_agreements(place)


def _ask_to_sign_in() -> ResponseReturnValue:
    """Lead to the sign-in page and back; what was typed in a form goes through it."""
    if request.headers.get("HX-Request"):
        raise ForbiddenError(N_("Your sign-in has ended. Sign in again in another tab, then come back here."))
    given = None if by_script() else unsent()
    if given is not None:
        return sign_in_first(given)
    come_back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("auth.sign_in", next=come_back))


def _refuse_endless() -> None:
    """Refuse more values than any page of ours sends: a statement takes 65,535 on PostgreSQL."""
    if any(sum(len(values) for _name, values in given.lists()) > MOST_VALUES for given in (request.args, request.form)):
        raise RequestEntityTooLarge()


def _refuse_unkeepable() -> None:
    """A NUL is kept by no text of PostgreSQL: nothing is called so, and nothing is filtered or searched by it.

    Nor has anything a number that no database counts to.
    """
    values = (request.view_args or {}).values()
    if any("\0" in str(value) or (isinstance(value, int) and value > LARGEST_NUMBER) for value in values):
        raise NotFoundError()
    if _holds_nul(request.args):
        raise InvalidError(N_("The address holds a character that no text can hold."))


def _replace_nul_in_form() -> None:
    """Show a NUL as what could not be read: nothing else that was typed is lost, and each form says what it refuses."""
    if _holds_nul(request.form):
        request.__dict__["form"] = ImmutableMultiDict(
            [(_without_nul(name), _without_nul(value)) for name, value in request.form.items(multi=True)]
        )


def _holds_nul(given: MultiDict[str, str]) -> bool:
    return any("\0" in text for name, values in given.lists() for text in (name, *values))


def _without_nul(text: str) -> str:
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")


def _ask_for_agreements(place: Here) -> Response | None:
    """Send people of the centre's side to the agreements they have yet to accept. The client's own need none."""
    if place.client is None or place.actor is None or place.actor.side == Side.CLIENT:
        return None
    if not place.client.agreements or _has_accepted(place, place.actor, place.client):
        return None
    if request.method != "GET" or request.headers.get("HX-Request"):
        raise ForbiddenError()
    return redirect(url_for("agreements.show", client=place.client.id, next=request.full_path.rstrip("?")))


def _has_accepted(place: Here, actor: Actor, client: ClientFacts) -> bool:
    if place.begun is not None:
        return place.begun.accepted.issuperset(client.agreements)
    return not people.missing_agreements(actor, client)


def leave(_error: BaseException | None = None) -> None:
    """Close what `admit` opened."""
    here().stack.close()
