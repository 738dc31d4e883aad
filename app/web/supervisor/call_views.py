"""A live test call: the desk of its assessor, and its result for everybody who may read it."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_time
from flask_babel import gettext as _

from app.assessment.calls import service
from app.assessment.calls.errors import CallEndedError, UnscoredError
from app.assessment.calls.queries import BROKEN_OFF, FINISHED, LiveCallFacts, coachings, live_call, lost_series
from app.authoring import queries as authoring
from app.kernel.actor import Actor
from app.kernel.errors import DeclinedError, ForbiddenError, InvalidError
from app.kernel.messages import N_
from app.people import queries as people
from app.people.permissions import Permission
from app.web import here
from app.web.access import requires
from app.web.call_words import pair_name, refusal_words
from app.web.supervisor.desk import scenario_of, seconds_between, show_desk, show_ended
from app.web.supervisor.scorecard import Typed, check_newer, meant, typed_in, with_zero_for_rest
from app.web.unsent import carries_words
from app.web.voided import voiders

blueprint = Blueprint("calls", __name__, url_prefix="/c/<client>/calls/<call>")

READERS = (Permission.LEARN, Permission.ASSESS, Permission.SEE_EVERYBODY, Permission.SEE_TEAM)


@blueprint.get("")
@requires(Permission.ASSESS)
def desk(client: str, call: str) -> ResponseReturnValue:
    """Show the call desk; a call that is over shows its result."""
    actor = here.actor()
    facts = live_call(actor, call)
    if facts.outcome is not None:
        return redirect(url_for("calls.result", client=client, call=call))
    _check_mine(actor, facts)
    return show_desk(actor, facts)


@blueprint.post("/start")
@requires(Permission.ASSESS)
def start(client: str, call: str) -> ResponseReturnValue:
    """Say that the call begins now."""
    service.start_call(here.actor(), call)
    return redirect(url_for("calls.desk", client=client, call=call))


@blueprint.post("/scenario")
@requires(Permission.ASSESS)
def choose_scenario(client: str, call: str) -> ResponseReturnValue:
    """Play another scenario."""
    service.change_scenario(here.actor(), call, request.form.get("scenario", ""))
    flash(_("The scenario is changed. Read the caller's part before you begin."), "done")
    return redirect(url_for("calls.desk", client=client, call=call))


@blueprint.post("/draft")
@requires(Permission.ASSESS)
@carries_words
def save(client: str, call: str) -> ResponseReturnValue:
    """Keep what stands on the scorecard; answers a script with JSON, a form with the desk."""
    actor = here.actor()
    facts = live_call(actor, call)
    typed = typed_in(request.form)
    by_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    try:
        draft = meant(typed, scenario_of(actor, facts))
        check_newer(draft, facts.draft)
        moment = service.save_draft(actor, call, draft)
    except DeclinedError as refusal:
        if by_script:
            return jsonify(message=refusal_words(refusal)), refusal.status
        return _show_again(actor, facts, typed, refusal)
    if by_script:
        return jsonify(time=format_time(moment, "short"))
    flash(_("Saved %(time)s", time=format_time(moment, "short")), "done")
    return redirect(url_for("calls.desk", client=client, call=call, _anchor="scorecard"))


@blueprint.post("/finish")
@requires(Permission.ASSESS)
def finish(client: str, call: str) -> ResponseReturnValue:
    """Give the call its result. What has no points yet is named; the assessor may confirm that it earned none."""
    actor = here.actor()
    facts = live_call(actor, call)
    typed = typed_in(request.form)
    try:
        scenario = scenario_of(actor, facts)
        draft = meant(typed, scenario)
        if request.form.get("zero") == "yes":
            draft = with_zero_for_rest(draft, scenario)
        done = service.finish(actor, call, draft.points, draft.critical, draft.ending, draft.evidence)
    except DeclinedError as refusal:
        return _show_again(actor, facts, typed, refusal)
    if (done.points, set(done.critical), done.ending) != (draft.points, set(draft.critical), draft.ending):
        flash(_("This call was scored already. What you sent now was not taken; the result below stands."), "warning")
    else:
        said = _("The call is scored: passed.") if done.passed else _("The call is scored: not passed.")
        flash(said, "done" if done.passed else "note")
    return redirect(url_for("calls.result", client=client, call=call))


@blueprint.post("/break-off")
@requires(Permission.ASSESS)
def break_off(client: str, call: str) -> ResponseReturnValue:
    """End a call that broke off, without a result."""
    return _end(client, call, lambda actor, reason: service.break_off(actor, call, reason))


@blueprint.post("/give-back")
@requires(Permission.ASSESS)
def give_back(client: str, call: str) -> ResponseReturnValue:
    """Give the person back to the queue."""
    return _end(client, call, lambda actor, reason: service.give_back(actor, call, reason))


@blueprint.post("/no-show")
@requires(Permission.ASSESS)
def no_show(client: str, call: str) -> ResponseReturnValue:
    """End a call because nobody answered."""
    service.no_show(here.actor(), call)
    flash(_("Noted: nobody answered. There is no result, and they can say 'ready' again."), "done")
    return redirect(url_for("supervisor.start", client=client))


@blueprint.get("/result")
@requires(*READERS)
def result(client: str, call: str) -> ResponseReturnValue:
    """Show the result with its evidence, to the person and to those who may read it.

    Which scenario it is the person learns by hearing it: not before the call is over, nor when it never began.
    """
    actor = here.actor()
    facts = live_call(actor, call)
    if facts.outcome is None and actor.may(Permission.ASSESS) and facts.assessor_id == actor.person_id:
        return redirect(url_for("calls.desk", client=client, call=call))
    content = authoring.course_content(actor, facts.release_id)
    scenario = scenario_of(actor, facts)
    words = coachings(actor, [facts.person_id], facts.course) if facts.outcome == FINISHED else []
    series = (facts.course, facts.channel, facts.language, facts.series)
    own = facts.person_id == actor.person_id
    coaches = actor.may(Permission.COACH) and not own
    lost = lost_series(actor, [facts.person_id]) if coaches and facts.passed is False else []
    return render_template(
        "supervisor/result.html",
        call=facts,
        scenario=scenario,
        course=content.course,
        release=content.release,
        names=people.names(actor, {facts.person_id, facts.assessor_id} | voiders(facts.voided)),
        may_void=actor.may(Permission.VOID) and not own and facts.outcome == FINISHED and facts.voided is None,
        coaching=[one for one in words if (one.course, one.channel, one.language, one.series) == series],
        own=own,
        named=not own or facts.outcome in (FINISHED, BROKEN_OFF),
        coaches=coaches,
        lost=any((one.course, one.channel, one.language, one.series) == series for one in lost),
        pair=pair_name(facts.channel, facts.language),
        mark=max(facts.rule.percent, scenario.pass_rule.percent),
        seconds=seconds_between(facts.started_at, facts.ended_at),
    )


def _check_mine(actor: Actor, call: LiveCallFacts) -> None:
    if call.assessor_id != actor.person_id:
        raise ForbiddenError(N_("Somebody else scores this call."))


def _show_again(actor: Actor, call: LiveCallFacts, typed: Typed, refusal: DeclinedError) -> ResponseReturnValue:
    """Show what was typed again, with what is wrong with it; nothing of a desk that is not the actor's."""
    _check_mine(actor, call)
    if isinstance(refusal, CallEndedError):
        return show_ended(actor, call, typed, refusal_words(refusal)), refusal.status
    unscored = refusal.criteria if isinstance(refusal, UnscoredError) else ()
    return show_desk(actor, call, typed=typed, problem=refusal_words(refusal), unscored=unscored), refusal.status


def _end(client: str, call: str, act: Callable[[Actor, str], None]) -> ResponseReturnValue:
    """End a call without a result; a reason that does not do is asked for again on the desk."""
    actor = here.actor()
    facts = live_call(actor, call)
    _check_mine(actor, facts)
    try:
        act(actor, request.form.get("reason", ""))
    except InvalidError as refusal:
        return show_desk(actor, facts, problem=refusal_words(refusal)), refusal.status
    flash(_("Noted. There is no result, and the person is in the queue again with their old waiting time."), "done")
    return redirect(url_for("supervisor.start", client=client))
