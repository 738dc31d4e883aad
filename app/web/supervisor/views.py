"""The start page of those who assess: who waits and my team; taking the next; the calls I took."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.assessment.calls import service
from app.assessment.calls.queries import LiveCallFacts, LostSeries, calls_taken, lost_series
from app.assessment.calls.queue_queries import next_in_queue, open_call, queue
from app.authoring import queries as authoring
from app.certification import queries as certification
from app.kernel import clock
from app.kernel.actor import Actor
from app.learning import queries as learning
from app.learning.queries import EnrolmentFacts
from app.people import queries as people
from app.people.permissions import Permission
from app.web import here
from app.web.access import requires
from app.web.call_words import pair_name, wait_words
from app.web.supervisor.team import members_of, team_rows

blueprint = Blueprint("supervisor", __name__, url_prefix="/c/<client>/supervise")
CALLS_SHOWN = 50


@blueprint.get("")
@requires(Permission.ASSESS)
def start(client: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Show who waits for a call, and my team."""
    actor = here.actor()
    moment = clock.now()
    waiting = queue(actor)
    teams = people.teams(actor, led_by=actor.number)
    members = members_of(teams)
    numbers = members | {one.person_id for one in waiting}
    enrolments = learning.enrolments(actor, people=numbers) if numbers else []
    certificates = certification.certificates(actor, members) if members else []
    return render_template(
        "supervisor/start.html",
        waiting=waiting,
        following=next_in_queue(actor, waiting),
        mine=open_call(actor, waiting),
        teams=[(team, team_rows(team, enrolments, certificates, waiting, moment)) for team in teams],
        names=people.names(actor, numbers),
        titles=_titles(actor, enrolments),
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


@blueprint.get("/calls")
@requires(Permission.ASSESS)
def calls(client: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """List the calls I took, newest first, and who waits for coaching."""
    actor = here.actor()
    taken = calls_taken(actor, CALLS_SHOWN)
    lost = lost_series(actor)
    return render_template(
        "supervisor/calls.html",
        calls=taken,
        lost=lost,
        names=people.names(actor, {call.person_id for call in taken} | {one.person_id for one in lost}),
        titles=_titles(actor, [*lost, *taken]),
        pair_name=pair_name,
    )


def _titles(actor: Actor, rows: Iterable[EnrolmentFacts | LiveCallFacts | LostSeries]) -> dict[str, str]:
    """Return the titles of courses on the releases that rows were made on: those are parsed already, as a rule."""
    releases = {row.course: row.release_id for row in rows}
    return {course: authoring.course_content(actor, release_id).course.title for course, release_id in releases.items()}
