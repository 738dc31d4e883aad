"""Asking for a live test call: what comes first, the queue, the series so far."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.assessment.calls import service
from app.assessment.calls.errors import NotReadyError
from app.assessment.calls.ports import MissingPart
from app.assessment.calls.queries import live_calls
from app.assessment.calls.queue_queries import readiness
from app.authoring import queries as authoring
from app.kernel import clock
from app.kernel.errors import DeclinedError
from app.people import queries as people
from app.people.permissions import Permission
from app.web import here
from app.web.access import requires
from app.web.call_words import pair_name, place_words, refusal_words, series_words
from app.web.learner.booking_form import booked_for, choosable, typed_in

blueprint = Blueprint("ready", __name__, url_prefix="/c/<client>/courses/<course>/ready")


@blueprint.get("")
@requires(Permission.LEARN)
def show(client: str, course: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Show where I stand with the test calls of a course."""
    return _page(course)


@blueprint.post("")
@requires(Permission.LEARN)
def say(client: str, course: str) -> ResponseReturnValue:
    """Say 'ready for a call'. `pair` is a channel and a language, as in `phone|en`."""
    channel, _bar, language = request.form.get("pair", "").partition("|")
    try:
        service.ready_for_call(here.actor(), course, channel, language)
    except DeclinedError as refusal:
        return _refused(course, channel, refusal)
    flash(_("You are in the queue. Stay where you can be reached."), "done")
    return redirect(url_for("ready.show", client=client, course=course))


@blueprint.post("/book")
@requires(Permission.LEARN)
def book(client: str, course: str) -> ResponseReturnValue:
    """Book a call for a time on one's own clock, or move what is booked."""
    channel, _bar, language = request.form.get("pair", "").partition("|")
    try:
        moment = booked_for(request.form, here.actor().time_zone)
        service.book_call(here.actor(), course, channel, language, moment)
    except DeclinedError as refusal:
        return _refused(course, channel, refusal)
    flash(_("Your call is booked. Be where you can be reached at that time."), "done")
    return redirect(url_for("ready.show", client=client, course=course))


def _refused(course: str, channel: str, refusal: DeclinedError) -> ResponseReturnValue:
    problem = refusal_words(refusal) if channel else _("Choose a channel and a language first.")
    missing = refusal.missing if isinstance(refusal, NotReadyError) else ()
    return _page(course, problem, missing), refusal.status


@blueprint.post("/leave")
@requires(Permission.LEARN)
def leave(client: str, course: str) -> ResponseReturnValue:
    """Leave the queue."""
    service.leave_queue(here.actor(), course)
    flash(_("You are no longer in the queue, and nothing is booked. Your results stay."), "done")
    return redirect(url_for("ready.show", client=client, course=course))


def _page(course: str, problem: str = "", missing: tuple[MissingPart, ...] = ()) -> str:
    actor = here.actor()
    content = authoring.get_course(actor, course)
    calls = live_calls(actor, [actor.number], course)
    standing = readiness(actor, content, calls)
    return render_template(
        "learner/ready.html",
        course=content.course,
        address=course,
        standing=standing,
        missing=missing,
        choices=[one for one in standing.series if not one.state.met and not one.state.lost],
        states={(one.channel, one.language): one.state for one in standing.series},
        calls=calls,
        titles={name: scenario.title for name, scenario in content.scenarios.items()},
        names=people.names(actor, {call.assessor_id for call in calls}),
        problem=problem,
        pair_name=pair_name,
        place_words=place_words,
        series_words=series_words,
        pair=request.form.get("pair", ""),
        booking=typed_in(request.form, standing.place, actor.time_zone),
        days=choosable(clock.now(), actor.time_zone),
    )
