"""Overdue and due soon, expired and expiring: one list for those who see everybody, or for one's own teams."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.kernel import clock
from app.kernel.actor import Actor
from app.people import groups
from app.people.groups import ClassFacts
from app.people.permissions import Permission
from app.reports.deadlines import LISTED, SORTS, Due, WantedDue, due, select_due
from app.reports.queries import Overview
from app.web import here
from app.web.access import requires
from app.web.cutting import cut
from app.web.filters import in_force, team_words
from app.web.people.lists import MOST_TEAMS, latest_classes
from app.web.reports.files import exports, table_file
from app.web.state_words import state_words

blueprint = Blueprint("due", __name__, url_prefix="/c/<client>")


@blueprint.get("/due")
@requires(Permission.SEE_EVERYBODY, Permission.SEE_TEAM)
def index(client: str) -> ResponseReturnValue:
    """List what somebody must act on, filtered and sorted as the address says."""
    wanted = _wanted()
    seen, classes, found = _read(here.actor(), wanted)
    shown = cut(len(found), request.args.get("page"))
    return render_template(
        "reports/due.html",
        rows=found[shown.first - 1 : shown.last],
        cut=shown,
        wanted=wanted,
        kinds=[(state.value, state_words(state)) for state in LISTED],
        titles=seen.titles,
        teams=seen.teams,
        most_teams=MOST_TEAMS,
        classes=latest_classes(((one.id, one.title) for one in classes), wanted.group),
        exports=exports("due.export", client=client),
        filters=_filters(wanted, seen, classes),
    )


@blueprint.get("/due.<any(csv, xlsx):form>")
@requires(Permission.SEE_EVERYBODY, Permission.SEE_TEAM)
def export(client: str, form: str) -> ResponseReturnValue:
    """Give the list as a file, filtered and sorted as the address says."""
    seen, _classes, found = _read(here.actor(), _wanted())
    heading = (_("Number"), _("Person"), _("Team"), _("Course"), _("State"), _("Due or until"))
    rows = (
        (
            one.person.id,
            one.person.name,
            one.person.team,
            seen.titles.get(one.course, one.course),
            state_words(one.kind),
            one.last_day or one.at.date(),
        )
        for one in found
    )
    return table_file(form, client, "due", heading, rows)


def _read(actor: Actor, wanted: WantedDue) -> tuple[Overview, list[ClassFacts], list[Due]]:
    seen, everything = due(actor, clock.now())
    classes = groups.classes(actor) if actor.may(Permission.SEE_EVERYBODY) else []
    members = next((one.members for one in classes if one.id == wanted.group), ())
    return seen, classes, select_due(everything, wanted, seen.titles, frozenset(members))


def _wanted() -> WantedDue:
    given: Mapping[str, str] = request.args
    sort = given.get("sort", "when")
    return WantedDue(
        given.get("kind", ""),
        given.get("course", ""),
        given.get("team", ""),
        given.get("group", ""),
        sort if sort.removeprefix("-") in SORTS else "when",
    )


def _filters(wanted: WantedDue, seen: Overview, classes: list[ClassFacts]) -> list[dict[str, str]]:
    """Return the filters in force as `filter_chips` reads them."""
    kinds = {state.value: state_words(state) for state in LISTED}
    titles = {one.id: one.title for one in classes}
    return in_force(
        [
            ("kind", wanted.kind, _("State"), kinds),
            ("course", wanted.course, _("Course"), seen.titles),
            ("team", wanted.team, _("Team"), team_words(seen.teams, wanted.team)),
            ("group", wanted.group, _("Class"), titles),
        ]
    )
