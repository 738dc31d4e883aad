"""Where the teams that one leads stand now, for leaders who score no calls: assessors have it on their start page."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.authoring import queries as authoring
from app.certification import queries as certification
from app.kernel import clock
from app.learning import queries as learning
from app.people import queries as people
from app.people.permissions import Permission
from app.web import here
from app.web.access import requires
from app.web.call_words import wait_words
from app.web.supervisor.team import count_states, members_of, team_rows

blueprint = Blueprint("own_team", __name__, url_prefix="/c/<client>/team")


@blueprint.get("")
@requires(Permission.SEE_TEAM)
def show(client: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Show who of one's own people may take calls, and who is on the way there. Who waits for a call is not said."""
    actor = here.actor()
    moment = clock.now()
    teams = people.teams(actor, led_by=actor.number)
    members = members_of(teams)
    enrolments = learning.enrolments(actor, people=members) if members else []
    certificates = certification.certificates(actor, members) if members else []
    releases = {one.course: one.release_id for one in enrolments}
    return render_template(
        "supervisor/own_team.html",
        teams=[(team, team_rows(team, enrolments, certificates, (), moment)) for team in teams],
        count_states=count_states,
        names=people.names(actor, members),
        titles={course: authoring.course_content(actor, one).course.title for course, one in releases.items()},
        now=moment,
        wait_words=wait_words,
    )
