"""The manager's start page: who is cleared now, teams and their size, what expires, who waits."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.kernel import clock
from app.people import queries as people
from app.people.permissions import Permission
from app.people.rules import team_size_is_sound
from app.reports.queries import overview, waiting_for_calls
from app.reports.standings import CLEARED, CellState
from app.web import here
from app.web.access import requires
from app.web.call_words import pair_name, wait_words

blueprint = Blueprint("manager", __name__, url_prefix="/c/<client>/manage")


@blueprint.get("")
@requires(Permission.SEE_EVERYBODY)
def start(client: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Show how a client stands just now."""
    actor = here.actor()
    moment = clock.now()
    seen = overview(actor, moment)
    by_state = {state: [cell for cell in seen.cells if cell.state is state] for state in CellState}
    cleared = {cell.person.id for cell in seen.cells if cell.state in CLEARED}
    teams = people.teams(actor)
    return render_template(
        "manager/start.html",
        seen=seen,
        by_course=[
            (content, [cell for cell in seen.cells if cell.course == content.release.part]) for content in seen.contents
        ],
        teams=[
            (team, len(cleared.intersection(team.members)), team_size_is_sound(len(team.members))) for team in teams
        ],
        expiring=sorted(
            by_state[CellState.EXPIRING],
            key=lambda cell: (cell.certificate.expires_at if cell.certificate else None) or moment,
        ),
        overdue=by_state[CellState.OVERDUE],
        waiting=waiting_for_calls(actor),
        cleared_states=CLEARED,
        now=moment,
        pair_name=pair_name,
        wait_words=wait_words,
    )
