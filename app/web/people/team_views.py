"""Teams: their size, who leads them, who is in them."""

from __future__ import annotations

from collections import Counter

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.kernel.actor import Actor
from app.kernel.errors import DeclinedError
from app.people import directory, groups, queries, teams
from app.people.arrivals import arrivals, to_invite
from app.people.directory import NO_TEAM, Wanted
from app.people.permissions import Permission
from app.people.queries import TeamFacts
from app.people.rules import team_size_is_sound
from app.web import here
from app.web.access import requires
from app.web.cutting import cut
from app.web.people.first_links import hand_on
from app.web.people.forms import NOBODY, TeamForm
from app.web.people.words import refusal_words

blueprint = Blueprint("teams", __name__, url_prefix="/c/<client>/teams")


@blueprint.get("")
@requires(Permission.SEE_PEOPLE)
def index(client: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """List the teams with their size: all of the client's, or those one leads."""
    actor = here.actor()
    sees_all = actor.may(Permission.SEE_EVERYBODY)
    found = queries.teams(actor, led_by=None if sees_all else actor.number)
    loose = directory.list_people(actor, Wanted(team=NO_TEAM, role="operator")) if sees_all else []
    shown = cut(len(found), request.args.get("page"))
    teams_shown = found[shown.first - 1 : shown.last]
    return render_template(
        "people/teams.html",
        teams=[(team, team_size_is_sound(len(team.members))) for team in teams_shown],
        cut=shown,
        names=_names(actor, teams_shown),
        loose=len(loose),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.ARRANGE_TEAMS)
def new(client: str) -> ResponseReturnValue:
    """Make a team."""
    form = _form()
    if not form.validate_on_submit():
        return render_template("people/team_new.html", form=form), 422 if form.is_submitted() else 200
    try:
        team = teams.make_team(here.actor(), form.title.data, form.leader.data, form.deputy.data or None)
    except DeclinedError as refusal:
        return render_template("people/team_new.html", form=form, problem=refusal_words(refusal)), refusal.status
    flash(_("The team is made. Put people into it from the list of people."), "done")
    return redirect(url_for("teams.show", client=client, team=team))


@blueprint.route("/<team>", methods=["GET", "POST"])
@requires(Permission.SEE_PEOPLE)
def show(client: str, team: str) -> ResponseReturnValue:
    """Show a team's people; whoever may arrange teams renames it and names who leads it."""
    actor = here.actor()
    facts = groups.get_team(actor, team)
    if request.method == "POST":
        actor.check(Permission.ARRANGE_TEAMS)
    form = _form(facts) if actor.may(Permission.ARRANGE_TEAMS) else None
    if form is None or not form.validate_on_submit():
        return _page(facts, form), 422 if form and form.is_submitted() else 200
    try:
        teams.change_team(actor, team, form.title.data, form.leader.data, form.deputy.data or None)
    except DeclinedError as refusal:
        return _page(facts, form, refusal_words(refusal)), refusal.status
    flash(_("Saved."), "done")
    return redirect(url_for("teams.show", client=client, team=team))


@blueprint.post("/<team>/out/<int:person>")
@requires(Permission.ARRANGE_TEAMS)
def take_out(client: str, team: str, person: int) -> ResponseReturnValue:
    """Take a person out of the team; the time in it stays on record."""
    groups.get_team(here.actor(), team)
    teams.leave(here.actor(), team, person)
    flash(_("They are in no team now."), "done")
    return redirect(url_for("teams.show", client=client, team=team))


@blueprint.post("/<team>/links")
@requires(Permission.RENEW_PASSWORDS)
def links(client: str, team: str) -> ResponseReturnValue:
    """Make a first link for each of the team who has none yet, or anew for those who have not used theirs."""
    facts = groups.get_team(here.actor(), team)
    back = (facts.title, url_for("teams.show", client=client, team=team))
    people = to_invite(here.actor(), facts.members, again="again" in request.form)
    return hand_on(here.actor(), people, request.form.get("by", ""), back)


def _form(facts: TeamFacts | None = None) -> TeamForm:
    """Return the form, filled with a team's present state; whoever leads it now can be kept."""
    actor = here.actor()
    form = TeamForm(
        data={"title": facts.title, "leader": facts.leader_id, "deputy": facts.deputy_id or NOBODY} if facts else None
    )
    able = directory.holders(actor, teams.LEADERS)
    form.leader.offer(able, facts.leader_id if facts else None)
    form.deputy.choices = [(NOBODY, _("Nobody")), *able.items()]
    return form


def _page(facts: TeamFacts, form: TeamForm | None, problem: str = "") -> str:
    actor = here.actor()
    members = queries.people(actor, only=facts.members)
    arrived = arrivals(actor, [one.id for one in members])
    return render_template(
        "people/team.html",
        team=facts,
        members=members,
        arrivals=arrived,
        arrival_states=Counter(one.state for one in arrived.values()),
        sound=team_size_is_sound(len(facts.members)),
        names=_names(actor, [facts]),
        form=form,
        problem=problem,
    )


def _names(actor: Actor, found: list[TeamFacts]) -> dict[int, str]:
    leaders = {team.leader_id for team in found} | {team.deputy_id for team in found if team.deputy_id}
    return queries.names(actor, leaders)
