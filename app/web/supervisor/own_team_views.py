"""Where the teams that one leads stand now, for leaders who score no calls: assessors have it on their start page."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.kernel import clock
from app.people import queries as people
from app.people.arrivals import named
from app.people.permissions import Permission
from app.reports.classroom import progress
from app.reports.first import taught
from app.web import here
from app.web.access import requires
from app.web.call_words import wait_words
from app.web.cutting import cut
from app.web.people.first_links import may_make_first_links
from app.web.supervisor.team import count_states, members_of, team_rows

ROWS_OF_ONE_TEAM = 40
"""Rows on one page of a team that is looked at alone, up to 35 kB; a sound team has 10 to 15 people."""

blueprint = Blueprint("own_team", __name__, url_prefix="/c/<client>/team")


@blueprint.get("")
@requires(Permission.SEE_TEAM)
def show(client: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Show who of one's own people may take calls, and who is on the way there; of all teams, or (`team`) of one."""
    actor = here.actor()
    moment = clock.now()
    led = people.teams(actor, led_by=actor.number)
    alone = [team for team in led if team.id == request.args.get("team")]
    teams = alone or led
    known = taught(actor, moment)
    found = progress(actor, named(actor, members_of(teams)), known, moment)
    rows = [(team, team_rows(team, found, moment)) for team in teams]
    return render_template(
        "supervisor/own_team.html",
        teams=rows,
        alone=bool(alone) and len(led) > 1,
        cut=cut(len(rows[0][1]), request.args.get("page"), ROWS_OF_ONE_TEAM) if alone else None,
        count_states=count_states,
        titles=known.titles,
        may_help=may_make_first_links(actor),
        now=moment,
        wait_words=wait_words,
    )
