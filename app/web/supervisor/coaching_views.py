"""Coaching after a lost series."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.assessment.calls import service
from app.assessment.calls.queries import coachings, live_calls, series_in
from app.authoring import queries as authoring
from app.kernel.errors import DeclinedError, NotFoundError
from app.people import queries as people
from app.people.permissions import Permission
from app.web import here
from app.web.access import requires
from app.web.call_words import pair_name, refusal_words
from app.web.unsent import carries_words

blueprint = Blueprint(
    "coaching", __name__, url_prefix="/c/<client>/courses/<course>/coaching/<int(max=999999999999):person>"
)


@blueprint.get("")
@requires(Permission.COACH)
def show(client: str, course: str, person: int) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Show a person's series, their calls, what was said so far, and a form for each series that is lost."""
    return _page(course, person)


@blueprint.post("")
@requires(Permission.COACH)
@carries_words
def record(client: str, course: str, person: int) -> ResponseReturnValue:
    """Record what was said."""
    channel, language = request.form.get("channel", ""), request.form.get("language", "")
    words = request.form.get("words", "").replace("\r\n", "\n")
    try:
        service.record_coaching(here.actor(), person, course, channel, language, words)
    except DeclinedError as refusal:
        return _page(course, person, (channel, language), words, refusal_words(refusal)), refusal.status
    flash(_("The coaching is recorded; a new series has begun."), "done")
    return redirect(url_for("coaching.show", client=client, course=course, person=person))


def _page(course: str, person: int, pair: tuple[str, str] = ("", ""), words: str = "", problem: str = "") -> str:
    actor = here.actor()
    content = authoring.get_course(actor, course)
    calls = live_calls(actor, [person], course)
    said = coachings(actor, [person], course)
    names = people.names(actor, {person} | {call.assessor_id for call in calls} | {one.coach_id for one in said})
    if person not in names:
        raise NotFoundError()
    closed: dict[tuple[str, str], set[int]] = {}
    for one in said:
        closed.setdefault((one.channel, one.language), set()).add(one.series)
    return render_template(
        "supervisor/coaching.html",
        course=content.course,
        address=course,
        number=person,
        states={(one.channel, one.language): one.state for one in series_in(content.course, calls, closed)},
        calls=calls,
        said=said,
        names=names,
        name=names[person],
        pair=pair,
        words=words,
        problem=problem,
        pair_name=pair_name,
    )
