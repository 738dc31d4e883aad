"""Rehearsals: a call played alone. Each reply is a POST of its own, so that it works without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.assessment.calls import rehearsals as mine
from app.assessment.calls import service
from app.assessment.calls.rehearsals import Played, StepPassedError
from app.authoring import queries as authoring
from app.content import rehearsal as engine
from app.content.documents import Quote, Reply
from app.content.markdown import plain_text
from app.kernel import clock
from app.kernel.errors import InvalidError, NotFoundError
from app.kernel.messages import N_
from app.people.permissions import Permission
from app.web import here
from app.web.access import requires
from app.web.call_words import refusal_words
from app.web.links import inline, renderer

blueprint = Blueprint("rehearsals", __name__, url_prefix="/c/<client>")
LONGEST_TURN = 6
"""Digits of a turn's number."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a call as `path_drawing` draws it."""

    caller: str
    said: str
    earned: tuple[tuple[str, int], ...] = ()
    critical: tuple[str, ...] = ()
    feedback: Markup = field(default_factory=Markup)
    article: None = None


@blueprint.get("/courses/<course>/scenarios/<scenario>")
@requires(Permission.REHEARSE)
def show(client: str, course: str, scenario: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Show what a scenario is about, and my rehearsals of it."""
    content = authoring.get_course(here.actor(), course)
    document = content.scenarios.get(scenario)
    if document is None:
        raise NotFoundError()
    played = [one for one in mine.rehearsals(here.actor(), course) if one.scenario == scenario]
    return render_template(
        "learner/rehearsal_start.html",
        course=content.course,
        address=course,
        name=scenario,
        scenario=document,
        open=next((one for one in played if one.ended_at is None), None),
        played=[one for one in played if one.ended_at is not None],
    )


@blueprint.post("/courses/<course>/scenarios/<scenario>")
@requires(Permission.REHEARSE)
def start(client: str, course: str, scenario: str) -> ResponseReturnValue:
    """Begin a rehearsal, or go on with the open one."""
    found = service.start_rehearsal(here.actor(), course, scenario)
    return redirect(url_for("rehearsals.play", client=client, rehearsal=found))


@blueprint.get("/rehearsals/<rehearsal>")
@requires(Permission.REHEARSE)
def play(client: str, rehearsal: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Show the call as it stands: the caller's words and the replies, or how it went."""
    return _page(rehearsal)


@blueprint.post("/rehearsals/<rehearsal>")
@requires(Permission.REHEARSE)
def say(client: str, rehearsal: str) -> ResponseReturnValue:
    """Say a reply; one that comes too late (double click, back button, another tab) is not said; the page says so."""
    seen = request.form.get("turn", "")
    if not (seen.isascii() and seen.isdecimal() and len(seen) <= LONGEST_TURN):
        mine.rehearsal(here.actor(), rehearsal)  # nobody else's rehearsal says so much as that the form is wrong
        raise InvalidError(N_("This page is out of order. Reload it and choose again."))
    try:
        service.say(here.actor(), rehearsal, int(seen), request.form.get("reply", ""))
    except StepPassedError as refusal:
        flash(refusal_words(refusal), "note")
    return redirect(url_for("rehearsals.play", client=client, rehearsal=rehearsal))


@blueprint.post("/rehearsals/<rehearsal>/again")
@requires(Permission.REHEARSE)
def again(client: str, rehearsal: str) -> ResponseReturnValue:
    """Play the scenario again from the start."""
    found = service.again(here.actor(), rehearsal)
    return redirect(url_for("rehearsals.play", client=client, rehearsal=found))


def _page(rehearsal_id: str) -> str:
    actor = here.actor()
    call = mine.rehearsal(actor, rehearsal_id)
    content = authoring.course_content(actor, call.facts.release_id)
    outcome = engine.outcome(call.scenario, call.state)
    return render_template(
        "learner/rehearsal_result.html" if call.is_over else "learner/rehearsal.html",
        call=call,
        scenario=call.scenario,
        course=content.course,
        turns=_turns(call, renderer(actor.client_id, content, call.scenario.path)),
        said=_lines(engine.quotes(call.scenario, call.state)),
        replies=[
            {"value": reply.id, "text": plain_text(reply.text), "seconds": reply.seconds}
            for reply in engine.offered(call.scenario, call.state)
        ],
        since=call.said[-1].at if call.said else call.facts.started_at,
        now=clock.now(),
        outcome=outcome,
    )


def _lines(quotes: tuple[Quote, ...]) -> list[str]:
    return [plain_text(line) for quote in quotes for line in quote.lines]


def _turns(call: Played, html: Callable[..., Markup]) -> list[Turn]:
    """Return the call so far, turn by turn. Points and feedback only once it is over: they would give the way away."""
    state = engine.start(call.scenario)
    turns = []
    for reply in engine.replies_said(call.scenario, call.state):
        heard = " ".join(_lines(engine.quotes(call.scenario, state)))
        turns.append(_turn(heard, reply, html) if call.is_over else Turn(heard, plain_text(reply.text)))
        state = engine.after(state, reply)
    return turns


def _turn(heard: str, reply: Reply, html: Callable[..., Markup]) -> Turn:
    feedback = Markup(" ").join(inline(html(text)) for text in (reply.feedback, reply.article) if text)
    return Turn(heard, plain_text(reply.text), reply.score, reply.critical, feedback)
