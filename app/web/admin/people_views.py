"""All people of the installation: who they are and where they belong. Nothing of what they learn or do."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.kernel.errors import DeclinedError, InvalidError, NotFoundError
from app.kernel.messages import N_
from app.people import cards, invitations, memberships, persons, queries
from app.people.cards import Somebody
from app.people.permissions import InstallationPermission
from app.web import here
from app.web.access import requires
from app.web.cutting import cut
from app.web.filters import in_force
from app.web.people import new_links
from app.web.people.acting import acting
from app.web.people.forms import ChangeForm, GrantAnywhereForm, NewAnybodyForm, details_of, language_choices
from app.web.people.letters import link_letter
from app.web.people.roles import WHAT_FOR
from app.web.people.time_zones import time_zone_for_new
from app.web.people.words import held_of, held_words, refusal_words, role_given_words

blueprint = Blueprint("everybody", __name__, url_prefix="/installation/people")


@blueprint.get("")
@requires(InstallationPermission.MAKE_EVERYBODY)
def index() -> ResponseReturnValue:
    """List everybody by name, narrowed as the address says."""
    actor = here.actor()
    words, client_id = request.args.get("q", "").strip()[:200], request.args.get("client", "")
    found = cards.everybody(actor, words, client_id)
    shown = cut(len(found), request.args.get("page"))
    clients = queries.all_clients()
    return render_template(
        "admin/people.html",
        rows=cards.somebodies(actor, found[shown.first - 1 : shown.last]),
        cut=shown,
        words=words,
        client_id=client_id,
        clients_here=clients,
        filters=_filters(words, client_id, {client.id: client.title for client in clients}),
        held_words=held_words,
    )


@blueprint.route("/new", methods=["GET", "POST"])
@requires(InstallationPermission.MAKE_EVERYBODY)
def new() -> ResponseReturnValue:
    """Make a person, with a first role or as an administrator, and a link for their password.

    `client` and `role` in the address are chosen already.
    """
    actor = here.actor()
    wanted = {"client_id": request.args.get("client", ""), "role": request.args.get("role", "")}
    form = NewAnybodyForm(time_zone=time_zone_for_new(actor), language=actor.language, **wanted)
    form.language.choices = language_choices()
    form.role.offer(WHAT_FOR)
    form.client_id.choices = [("", _("None yet")), *_client_choices()]
    if not form.validate_on_submit():
        return render_template("admin/person_new.html", form=form), 422 if form.is_submitted() else 200
    details = details_of(form)
    try:
        number = _make(form, details)
        link = invitations.make_link(actor, number, link_letter(first=True))
    except DeclinedError as refusal:
        return render_template("admin/person_new.html", form=form, problem=refusal_words(refusal)), refusal.status
    new_links.keep(number, link)
    flash(_("%(name)s is made.", name=details.name), "done")
    return redirect(url_for("everybody.show", person=number))


def _make(form: NewAnybodyForm, details: persons.Details) -> int:
    actor = here.actor()
    if form.administrator.data or not form.client_id.data:
        return persons.make_anybody(actor, details, administrator=form.administrator.data)
    held = held_of(form.role.data)
    return persons.make_person(memberships.inside(actor, form.client_id.data), details, held.role, held.side)


@blueprint.get("/<int:person>")
@requires(InstallationPermission.MAKE_EVERYBODY)
def show(person: int) -> ResponseReturnValue:
    """Show who somebody is and where they belong."""
    return _page(_get(person), link=new_links.take(person))


@blueprint.route("/<int:person>/change", methods=["GET", "POST"])
@requires(InstallationPermission.MAKE_EVERYBODY)
def change(person: int) -> ResponseReturnValue:
    """Change how somebody is called and reached."""
    somebody = _get(person)
    form = ChangeForm(obj=somebody)
    form.language.choices = language_choices(somebody.language)
    form.offer((code for client in queries.all_clients() for code in client.languages), somebody.spoken)
    if not form.validate_on_submit():
        return _change_page(form, somebody), 422 if form.is_submitted() else 200

    def act() -> str:
        persons.change_person(here.actor(), person, details_of(form))
        return _("Saved.")

    back = url_for("everybody.show", person=person)
    return acting(act, lambda problem: _change_page(form, somebody, problem), back)


@blueprint.post("/<int:person>/roles")
@requires(InstallationPermission.MAKE_EVERYBODY)
def give(person: int) -> ResponseReturnValue:
    """Give somebody a role for a client."""
    return _try(person, lambda: role_given_words(ended_link=_give(person)))


def _give(person: int) -> bool:
    form = GrantAnywhereForm()
    form.client_id.choices = _client_choices()
    form.role.offer(WHAT_FOR)
    if not form.validate():
        raise InvalidError(N_("Choose a client and a role."))
    held = held_of(form.role.data)
    return memberships.give(memberships.inside(here.actor(), form.client_id.data), person, held.role, held.side)


@blueprint.post("/<int:person>/roles/<membership>/end")
@requires(InstallationPermission.MAKE_EVERYBODY)
def end(person: int, membership: str) -> ResponseReturnValue:
    """End one role, at the client that it is held for."""
    held = {one.id: client_id for client_id, _title, one in _get(person).roles}
    if membership not in held:
        return redirect(url_for("everybody.show", person=person))
    inside = memberships.inside(here.actor(), held[membership])

    def act() -> str:
        memberships.end(inside, person, membership)
        return _("The role has ended.")

    return _try(person, act)


@blueprint.post("/<int:person>/leave")
@requires(InstallationPermission.MAKE_EVERYBODY)
def leave(person: int) -> ResponseReturnValue:
    """A leaver: every role for every client ends now."""

    def act() -> str:
        memberships.leave_everywhere(here.actor(), person)
        return _("They have left. Access has ended; everything on record stays.")

    return _try(person, act)


@blueprint.post("/<int:person>/link")
@requires(InstallationPermission.MAKE_EVERYBODY)
def link(person: int) -> ResponseReturnValue:
    """Make a link with which somebody chooses a password."""
    first = not _get(person).has_password

    def act() -> str:
        new_links.keep(person, invitations.make_link(here.actor(), person, link_letter(first=first)))
        return _("The link is made.")

    return _try(person, act)


def _get(person: int) -> Somebody:
    found = cards.somebodies(here.actor(), [person])
    if not found:
        raise NotFoundError()
    return found[0]


def _client_choices() -> list[tuple[str, str]]:
    return [(client.id, client.title) for client in queries.all_clients()]


def _filters(words: str, client_id: str, titles: dict[str, str]) -> list[dict[str, str]]:
    contains = {words: words}
    return in_force([("q", words, _("Contains"), contains), ("client", client_id, _("Client"), titles)])


def _try(person: int, act: Callable[[], str]) -> ResponseReturnValue:
    """Do something about somebody, and show their page again; a number that nobody has is not there."""
    somebody = _get(person)
    back = url_for("everybody.show", person=person)
    return acting(act, lambda problem: _page(somebody, problem=problem), back)


def _page(somebody: Somebody, *, link: new_links.ShownLink | None = None, problem: str = "") -> str:
    actor = here.actor()
    form = GrantAnywhereForm()
    form.client_id.choices = _client_choices()
    form.role.offer(WHAT_FOR)
    return render_template(
        "admin/person.html",
        somebody=somebody,
        link=link,
        problem=problem,
        form=form,
        is_self=somebody.id == actor.person_id,
        held_words=held_words,
    )


def _change_page(form: ChangeForm, somebody: Somebody, problem: str = "") -> str:
    return render_template("admin/person_change.html", form=form, somebody=somebody, problem=problem)
