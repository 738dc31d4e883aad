"""The start page of those who assess: who waits, my team, my calls; and taking the next."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.assessment.calls import service
from app.assessment.calls.queries import calls_taken
from app.assessment.calls.queue_queries import next_in_queue, queue
from app.authoring import queries as authoring
from app.certification import queries as certification
from app.kernel import clock
from app.learning import queries as learning
from app.people import queries as people
from app.people.permissions import Permission
from app.web import here
from app.web.access import requires
from app.web.call_words import pair_name, wait_words
from app.web.supervisor.team import members_of, team_rows

blueprint = Blueprint("supervisor", __name__, url_prefix="/c/<client>/supervise")


@blueprint.get("")
@requires(Permission.ASSESS)
def start(client: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Show who waits for a call, my team, and the calls I took."""
    actor = here.actor()
    waiting = queue(actor)
    calls = calls_taken(actor)
    teams = people.teams(actor, led_by=actor.number)
    members = members_of(teams)
    enrolments = learning.enrolments(actor, people=members) if members else []
    certificates = certification.certificates(actor, members) if members else []
    numbers = members | {one.person_id for one in waiting} | {call.person_id for call in calls}
    moment = clock.now()
    return render_template(
        "supervisor/start.html",
        waiting=waiting,
        following=next_in_queue(actor, waiting),
        open_call=next((call for call in calls if call.ended_at is None), None),
        calls=[call for call in calls if call.ended_at is not None],
        teams=[(team, team_rows(team, enrolments, certificates, waiting, moment)) for team in teams],
        names=people.names(actor, numbers),
        titles={content.release.part: content.course.title for content in authoring.courses(actor)},
        now=moment,
        pair_name=pair_name,
        wait_words=wait_words,
    )


@blueprint.post("/take")
@requires(Permission.ASSESS)
def take(client: str) -> ResponseReturnValue:
    """Take the next person in the queue, or go on with the call I have."""
    call = service.take_next(here.actor())
    if call is None:
        flash(_("Nobody waits for a call that you can take. The page shows it when somebody does."), "note")
        return redirect(url_for("supervisor.start", client=client))
    return redirect(url_for("calls.desk", client=client, call=call))
