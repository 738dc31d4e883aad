"""The manager's start page: who is cleared, now and over time, classes compared, teams, what expires, who waits."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.kernel import clock
from app.people.permissions import Permission
from app.people.rules import team_size_is_sound
from app.reports.classes_compared import compare_classes
from app.reports.over_time import cleared_over_time, week_days
from app.reports.queries import overview
from app.reports.roster import teams_of
from app.reports.states import CLEARED, State
from app.web import here
from app.web.access import requires
from app.web.auditor.cleared_words import cleared_words
from app.web.call_words import pair_name, wait_words
from app.web.learner.open_attempt import way_back
from app.web.manager.pictures import over_time_picture
from app.web.today import today

blueprint = Blueprint("manager", __name__, url_prefix="/c/<client>/manage")

CLASSES_SHOWN = 8
"""Classes on the start page, the latest; the reports have them all."""
ROWS_SHOWN = 20
"""Teams (those of an unsound size first), certificates that expire and people who wait, on the start page."""


@blueprint.get("")
@requires(Permission.SEE_EVERYBODY, leads_back=True)
def start(client: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Show how a client stands just now."""
    actor = here.actor()
    moment = clock.now()
    days = week_days(moment, actor.time_zone)
    seen = overview(actor, moment, [end for _day, end in days[:-1]], with_counts=True)
    own = [one for one in seen.certificates if one.client_id == actor.client_id]
    over_time = cleared_over_time(days, seen.stays, own, seen.enrolments, [*seen.lines_on, seen.lines])
    by_state = {state: [cell for cell in seen.cells if cell.state is state] for state in State}
    cleared = {cell.person.id for cell in seen.cells if cell.state in CLEARED}
    teams = teams_of(seen.people.values())
    return render_template(
        "manager/start.html",
        way_back=way_back(here.visitor(), here.begun().attempts),
        today=today(actor, with_questions=False),
        seen=seen,
        title=cleared_words(seen, here.client().title),
        picture=over_time_picture(over_time, is_for_calls=seen.is_for_calls),
        classes=compare_classes(actor, seen, CLASSES_SHOWN),
        nobody_yet=not any(person.takes_calls for person in seen.people.values()),
        several=len(here.visitor().managed) > 1,
        by_course=[
            (content, [cell for cell in seen.cells if cell.course == content.release.part]) for content in seen.contents
        ],
        teams=[
            (team, len(cleared.intersection(team.members)), team_size_is_sound(len(team.members)))
            for team in sorted(teams, key=lambda team: team_size_is_sound(len(team.members)))[:ROWS_SHOWN]
        ],
        more_teams=len(teams) > ROWS_SHOWN,
        expiring=sorted(
            by_state[State.EXPIRING],
            key=lambda cell: (cell.certificate.expires_at if cell.certificate else None) or moment,
        ),
        overdue=by_state[State.OVERDUE],
        waiting=seen.waiting,
        cleared_states=CLEARED,
        rows_shown=ROWS_SHOWN,
        now=moment,
        pair_name=pair_name,
        wait_words=wait_words,
    )
