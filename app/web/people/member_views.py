"""A client's people: the list, what is done with those ticked on it, and making somebody."""

from __future__ import annotations

from collections.abc import Callable, Collection

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.kernel.errors import DeclinedError, NotFoundError
from app.people import classes, directory, groups, invitations, memberships, persons, queries, teams
from app.people.permissions import Permission
from app.web import here
from app.web.access import requires
from app.web.call_words import language_title
from app.web.numbers import number
from app.web.ours import safe_next
from app.web.people import new_links
from app.web.people.first_links import FILE, MOST_SLIPS, SLIPS, hand_on, only_here
from app.web.people.forms import ZONES, NewPersonForm, TakeOnForm, details_of, language_choices
from app.web.people.letters import link_letter, mail_is_set_up
from app.web.people.lists import list_page
from app.web.people.time_zones import time_zone_for_new
from app.web.people.words import held_of, refusal_words, role_words

blueprint = Blueprint("members", __name__, url_prefix="/c/<client>/members")
blueprint.add_app_template_filter(role_words, "role_words")
blueprint.add_app_template_global(language_title, "language_title")
blueprint.add_app_template_global(lambda: ZONES, "zone_names")
blueprint.add_app_template_global(mail_is_set_up, "mail_is_set_up")
blueprint.add_app_template_global(lambda: MOST_SLIPS, "most_slips")
blueprint.add_app_template_global(only_here, "only_here")


@blueprint.get("")
@requires(Permission.SEE_PEOPLE)
def index(client: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """List people, narrowed and sorted as the address says."""
    return render_template("people/members.html", page=list_page(here.actor(), request.args))


@blueprint.post("/ticked")
@requires(Permission.ENROL, Permission.ARRANGE_TEAMS, Permission.ARRANGE_CLASSES)
def act(client: str) -> ResponseReturnValue:
    """Do one thing with the people ticked on the list: move them, put them into a class, or go on to enrolling.

    Where the list was opened to fill a class, its page follows.
    """
    ticked = request.form.getlist("person", type=number)
    index_url = url_for("members.index", client=client)
    back = safe_next(f"{index_url}?{request.form.get('back', '')}") or index_url
    if not ticked:
        flash(_("Nobody is ticked. Tick who is meant, then choose what to do."), "warning")
        return redirect(back)
    return _DEEDS.get(request.form.get("do", ""), _choose_first)(ticked, back)


def _choose_first(_ticked: list[int], back: str) -> ResponseReturnValue:
    flash(_("Choose where they are to go."), "warning")
    return redirect(back)


def _enrol(ticked: list[int], _back: str) -> ResponseReturnValue:
    return redirect(url_for("enrolling.show", client=here.actor().client_id, person=ticked))


def _make_slips(ticked: list[int], back: str) -> ResponseReturnValue:
    return hand_on(here.actor(), _present(ticked), SLIPS, (_("People"), back))


def _make_file(ticked: list[int], back: str) -> ResponseReturnValue:
    return hand_on(here.actor(), _present(ticked), FILE, (_("People"), back))


def _move(ticked: list[int], back: str) -> ResponseReturnValue:
    team = request.form.get("team")
    if not team:
        return _choose_first(ticked, back)
    teams.move(here.actor(), team, ticked)
    flash(_("They are in the team now."), "done")
    return redirect(back)


def _join(ticked: list[int], back: str) -> ResponseReturnValue:
    group = request.form.get("group")
    if not group:
        return _choose_first(ticked, back)
    classes.join(here.actor(), group, ticked)
    flash(_("They are in the class now."), "done")
    if "filling" in request.form:
        return redirect(url_for("classes.show", client=here.actor().client_id, group=group))
    return redirect(back)


_DEEDS: dict[str, Callable[[list[int], str], ResponseReturnValue]] = {
    "enrol": _enrol,
    SLIPS: _make_slips,
    FILE: _make_file,
    "team": _move,
    "group": _join,
}
"""What can be done with those ticked, by the value of its button; each is given them and the way back to the list."""


def _present(numbers: Collection[int]) -> frozenset[int]:
    """Return the people ticked. Raises NotFoundError unless all are the client's, and those the actor answers for."""
    actor, wanted = here.actor(), frozenset(numbers)
    directory.check_reach(actor, wanted)
    if len(queries.people(actor, only=wanted)) != len(wanted):
        raise NotFoundError()
    return wanted


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.MAKE_PEOPLE)
def new(client: str) -> ResponseReturnValue:
    """Make a person with a role, and a link for their first password; or give a role to somebody of the centre."""
    actor = here.actor()
    form = _new_form()
    if not form.validate_on_submit():
        return _new_page(form, _take_on_form()), 422 if form.is_submitted() else 200
    held = held_of(form.role.data)
    details = details_of(form)
    try:
        number = persons.make_person(actor, details, held.role, held.side)
        if form.team.data:
            teams.move(actor, form.team.data, [number])
        link = invitations.make_link(actor, number, link_letter(first=True))
    except DeclinedError as refusal:
        return _new_page(form, _take_on_form(), refusal_words(refusal)), refusal.status
    new_links.keep(number, link)
    flash(_("%(name)s belongs here now.", name=details.name), "done")
    return redirect(url_for("person.show", client=client, person=number))


@blueprint.post("/take-on")
@requires(Permission.MAKE_PEOPLE)
def take_on(client: str) -> ResponseReturnValue:
    """Give a role to somebody of the centre who signs in already."""
    form = _take_on_form()
    if not form.validate_on_submit():
        return _new_page(_new_form(), form), 422
    held = held_of(form.role.data)
    try:
        number = memberships.take_on(here.actor(), form.sign_in_name.data, held.role, held.side)
    except DeclinedError as refusal:
        return _new_page(_new_form(), form, taking_on=refusal_words(refusal)), refusal.status
    flash(_("They belong here now."), "done")
    return redirect(url_for("person.show", client=client, person=number))


def _new_form() -> NewPersonForm:
    actor = here.actor()
    form = NewPersonForm(prefix="new", time_zone=time_zone_for_new(actor), language=actor.language)
    form.role.offer(memberships.grants(actor))
    form.language.choices = language_choices()
    form.team.choices = [("", _("None yet")), *groups.team_titles(actor)]
    return form


def _take_on_form() -> TakeOnForm:
    form = TakeOnForm(prefix="known")
    form.role.offer(memberships.grants(here.actor()))
    return form


def _new_page(form: NewPersonForm, known: TakeOnForm, problem: str = "", *, taking_on: str = "") -> str:
    return render_template("people/new.html", form=form, known=known, problem=problem, taking_on=taking_on)
