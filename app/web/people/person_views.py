"""One of a client's people: what is known, their roles, team and password."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.kernel.errors import ForbiddenError, InvalidError
from app.kernel.messages import N_
from app.people import invitations, memberships, persons, teams
from app.people.cards import Card, get_card
from app.people.permissions import Permission
from app.people.rights import rights_about
from app.web import here
from app.web.access import requires
from app.web.people import new_links
from app.web.people.acting import acting
from app.web.people.forms import ChangeForm, details_of, language_choices
from app.web.people.letters import link_letter
from app.web.people.person_page import person_page
from app.web.people.words import held_of, leaver_words, role_given_words

blueprint = Blueprint("person", __name__, url_prefix="/c/<client>/members/<int:person>")
CONTACT_LENGTH = 200


@blueprint.get("")
@requires(Permission.SEE_PEOPLE)
def show(client: str, person: int) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Show a person with what the reader may do about them."""
    actor = here.actor()
    page = person_page(actor, get_card(actor, person), here.client().title)
    return render_template("people/person.html", page=page, link=new_links.take(person))


@blueprint.route("/change", methods=["GET", "POST"])
@requires(Permission.MAKE_PEOPLE)
def change(client: str, person: int) -> ResponseReturnValue:
    """Change how a person is called and reached."""
    card = get_card(here.actor(), person)
    if not rights_about(here.actor(), person).change:
        raise ForbiddenError(N_("You may not change this person. Ask an administrator."))
    form = ChangeForm(obj=card)
    form.language.choices = language_choices(card.language)
    form.offer(here.client().languages, card.spoken)
    if not form.validate_on_submit():
        return _change_page(form, card), 422 if form.is_submitted() else 200

    def act() -> str:
        persons.change_person(here.actor(), person, details_of(form))
        return _("Saved.")

    back = url_for("person.show", client=client, person=person)
    return acting(act, lambda problem: _change_page(form, card, problem), back)


@blueprint.post("/contact")
@requires(Permission.RENEW_PASSWORDS)
def contact(client: str, person: int) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Change how a person is reached."""
    words = request.form.get("contact", "")[:CONTACT_LENGTH]

    def act() -> str:
        persons.change_contact(here.actor(), person, words)
        return _("Saved.")

    return _try(person, act)


@blueprint.post("/roles")
@requires(Permission.MAKE_PEOPLE)
def give(client: str, person: int) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Give a person another role."""
    return _try(person, lambda: role_given_words(ended_link=_give(person, request.form.get("role", ""))))


def _give(person: int, pair: str) -> bool:
    try:
        held = held_of(pair)
    except ValueError:
        raise InvalidError(N_("Choose a role.")) from None
    return memberships.give(here.actor(), person, held.role, held.side)


@blueprint.post("/roles/<membership>/end")
@requires(Permission.MAKE_PEOPLE)
def end(client: str, person: int, membership: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """End one role; with the last one they leave."""

    def act() -> str:
        memberships.end(here.actor(), person, membership)
        return _("The role has ended.") if get_card(here.actor(), person).held else _left(person)

    return _try(person, act)


@blueprint.post("/leave")
@requires(Permission.MAKE_PEOPLE)
def leave(client: str, person: int) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """A leaver: access ends now, records stay."""

    def act() -> str:
        memberships.leave(here.actor(), person)
        return _left(person)

    return _try(person, act)


def _left(person: int) -> str:
    return leaver_words(here.actor(), person, here.client().title)


@blueprint.post("/team")
@requires(Permission.ARRANGE_TEAMS)
def move(client: str, person: int) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Move a person into a team, or out of every one."""
    team = request.form.get("team", "")

    def act() -> str:
        if team:
            teams.move(here.actor(), team, [person])
            return _("Moved.")
        teams.leave(here.actor(), get_card(here.actor(), person).team_id, person)
        return _("They are in no team now.")

    return _try(person, act)


@blueprint.post("/link")
@requires(Permission.RENEW_PASSWORDS)
def link(client: str, person: int) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Make a link with which the person chooses a password."""
    actor = here.actor()
    first = not get_card(actor, person).has_password

    def act() -> str:
        new_links.keep(person, invitations.make_link(actor, person, link_letter(first=first)))
        return _("The link is made.")

    return _try(person, act)


def _try(person: int, act: Callable[[], str]) -> ResponseReturnValue:
    """Do something about one of the client's people, and show their page again; who is not one of them is not there."""
    card = get_card(here.actor(), person)

    def refused(problem: str) -> str:
        page = person_page(here.actor(), card, here.client().title)
        return render_template("people/person.html", page=page, problem=problem)

    return acting(act, refused, url_for("person.show", client=here.client().id, person=person))


def _change_page(form: ChangeForm, card: Card, problem: str = "") -> str:
    return render_template("people/change.html", form=form, card=card, problem=problem)
