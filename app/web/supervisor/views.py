"""The start page of those who assess: who waits and my team; taking the next; the calls I took."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.assessment.calls import service
from app.assessment.calls.queries import LiveCallFacts, LostSeries, calls_taken, lost_series
from app.assessment.calls.queue_queries import next_in_queue, open_call, queue
from app.assessment.calls.queue_rules import Wanted
from app.authoring import queries as authoring
from app.kernel import clock
from app.kernel.actor import Actor
from app.people import queries as people
from app.people.arrivals import named
from app.people.permissions import Permission
from app.reports.classroom import progress
from app.reports.first import taught
from app.reports.states import State
from app.web import here
from app.web.access import requires
from app.web.call_words import language_name, pair_name, wait_words
from app.web.learner.open_attempt import way_back
from app.web.people.first_links import may_make_first_links
from app.web.supervisor.queue_filters import filter_choices, filters_in_force, wanted_in
from app.web.supervisor.team import count_states, members_of, team_rows
from app.web.today import today

blueprint = Blueprint("supervisor", __name__, url_prefix="/c/<client>/supervise")
CALLS_SHOWN = 50


@blueprint.get("")
@requires(Permission.ASSESS, leads_back=True)
def start(client: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Show who waits for a call, and my team. `course`, `channel` and `language` in the address filter the queue."""
    actor = here.actor()
    moment = clock.now()
    waiting = queue(actor)
    teams = people.teams(actor, led_by=actor.number)
    members = members_of(teams)
    everybody = named(actor, members | {one.person_id for one in waiting})
    known = taught(actor, moment)
    found = progress(actor, everybody.only(members), known, moment)
    titles = known.titles
    wanted = wanted_in(request.args)
    shown = [one for one in waiting if wanted.fits(one.course, one.channel, one.language)]
    return render_template(
        "supervisor/start.html",
        way_back=way_back(here.visitor(), here.begun().attempts),
        today=today(actor, with_questions=False),
        waiting=[one for one in shown if one.has_come],
        booked=[one for one in shown if not one.has_come],
        choices=filter_choices(waiting, titles, wanted),
        filters=filters_in_force(wanted, titles),
        wanted=_address_of(wanted),
        spoken=", ".join(language_name(code) for code in sorted(actor.spoken)),
        following=next_in_queue(actor, waiting, wanted),
        mine=open_call(actor, waiting),
        teams=[(team, team_rows(team, found, moment)) for team in teams],
        count_states=count_states,
        to_sign=len({row.person_id for row in found if row.sign_off is not None and row.person_id != actor.number}),
        overdue=len({row.person_id for row in found if row.state is State.OVERDUE}),
        names=everybody.names,
        titles=titles,
        may_help=may_make_first_links(actor),
        now=moment,
        pair_name=pair_name,
        wait_words=wait_words,
    )


@blueprint.post("/take")
@requires(Permission.ASSESS)
def take(client: str) -> ResponseReturnValue:
    """Take the next person in the queue that the filters leave, or go on with the call I have."""
    wanted = wanted_in(request.form)
    call = service.take_next(here.actor(), wanted)
    if call is None:
        flash(_("Nobody waits for a call that you can take. The page shows it when somebody does."), "note")
        return redirect(url_for("supervisor.start", client=client, **_address_of(wanted)))
    return redirect(url_for("calls.desk", client=client, call=call))


def _address_of(wanted: Wanted) -> dict[str, Any]:
    return {name: value for name, value in asdict(wanted).items() if value}


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


def _titles(actor: Actor, rows: Iterable[LiveCallFacts | LostSeries]) -> dict[str, str]:
    """Return the titles of courses on the releases that rows were made on: those are parsed already, as a rule."""
    releases = {row.course: row.release_id for row in rows}
    return {course: authoring.course_content(actor, release_id).course.title for course, release_id in releases.items()}
