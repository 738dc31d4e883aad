"""A live test call in the hands of its assessor: begun, saved as it is scored, finished, or ended without a result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from app.assessment.calls import offers
from app.assessment.calls.errors import CallEndedError, UnscoredError
from app.assessment.calls.events import CallScored
from app.assessment.calls.models import LiveCall, QueuePlace
from app.assessment.calls.places import CALLED, NOT_THERE, lock_place, may_be_called, withdraw
from app.assessment.calls.queries import (
    BROKEN_OFF,
    FINISHED,
    GIVEN_BACK,
    NO_SHOW,
    Draft,
    LiveCallFacts,
    facts_of,
)
from app.assessment.calls.queue_rules import claim_ends
from app.authoring import queries as authoring
from app.content.documents import ScenarioDocument
from app.content.scoring import LiveOutcome, ScoringError, score_live_call
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError, InvalidError, NotFoundError, RefusedError
from app.kernel.messages import N_
from app.kernel.texts import checked, checked_reason
from app.kernel.work import Work, writing
from app.people.permissions import Permission

LONGEST_EVIDENCE = 20_000
"""Characters."""
"""Characters."""


def start_call(actor: Actor, call_id: str) -> None:
    """Say that the call begins now; said twice, the first time stands."""
    with writing(actor) as work:
        call, place = _mine(work, call_id)
        if call.started_at is None:
            _keep_alive(call, place)
            work.record("call.started", call.id)


def change_scenario(actor: Actor, call_id: str, scenario: str) -> None:
    """Play another scenario of the same channel. Raises RefusedError once the call has begun."""
    with writing(actor) as work:
        call, _ = _mine(work, call_id)
        content = authoring.course_content(actor, call.release_id)
        if scenario not in offers.scenarios_for(content, call.channel):
            raise InvalidError(N_("This course has no such scenario for this channel."))
        if call.started_at is not None:
            raise RefusedError(N_("The call has begun; its scenario stays."))
        if call.scenario != scenario:
            call.scenario = scenario
            work.record("call.scenario chosen", call.id, scenario=scenario)


def save_draft(actor: Actor, call_id: str, draft: Draft) -> datetime:
    """Keep what the assessor has given so far, and return when it was kept.

    Raises InvalidError for what the scorecard does not know, CallEndedError if the call is over.
    """
    with writing(actor) as work:
        call, place = _mine(work, call_id)
        _check_draft(scenario_of(actor, call.release_id, call.scenario), draft)
        _keep_draft(call, draft)
        moment = _keep_alive(call, place)
        call.saved_at = moment
        work.record("call.saved", call.id)
        return moment


def finish(
    actor: Actor,
    call_id: str,
    points: Mapping[str, int | None],
    critical: Iterable[str],
    ending: str,
    evidence: str,
) -> LiveCallFacts:
    """Give the call its result and return it; finished already, the result that stands.

    `points` by criterion, None where it does not apply. Raises UnscoredError naming criteria without points,
    InvalidError for anything else the scorecard does not allow, CallEndedError if the call ended without a result.
    """
    given = Draft(dict(points), tuple(critical), ending, evidence.strip())
    with writing(actor) as work:
        call, place = _mine(work, call_id, finished_too=True)
        if call.outcome == FINISHED:
            return facts_of(call, actor)
        result = _score(scenario_of(actor, call.release_id, call.scenario), given, call.series_percent)
        _keep_alive(call, place)
        _keep_draft(call, given)
        call.points, call.critical, call.ending = dict(given.points), list(result.critical), result.ending
        call.evidence, call.percent, call.passed = given.evidence, int(result.percent), result.passed
        _end(call, FINISHED)
        place.ended_at, place.ended_by = clock.now(), CALLED
        work.session.flush()
        work.record(
            "call.finished",
            call.id,
            person=call.person_id,
            release=call.release_id,
            points=dict(given.points),
            critical=list(result.critical),
            ending=result.ending,
            percent=call.percent,
            passed=result.passed,
        )
        work.publish(CallScored(call.person_id, call.course, call.channel, call.language, result.passed))
        return facts_of(call, actor)


def break_off(actor: Actor, call_id: str, reason: str) -> None:
    """End a call that broke off: it has no result, and the person comes first in the queue, with their old time."""
    _end_without_result(actor, call_id, BROKEN_OFF, reason)


def give_back(actor: Actor, call_id: str, reason: str) -> None:
    """Give the person back to the queue, at the place they had, for another assessor."""
    _end_without_result(actor, call_id, GIVEN_BACK, reason)


def no_show(actor: Actor, call_id: str) -> None:
    """End a call because nobody answered: no result, and the person's place is free; they may say 'ready' again."""
    _end_without_result(actor, call_id, NO_SHOW, None)


def _end_without_result(actor: Actor, call_id: str, outcome: str, reason: str | None) -> None:
    with writing(actor) as work:
        call, place = _mine(work, call_id, ended_as=outcome)
        if call.outcome == outcome:
            return
        call.reason = "" if reason is None else checked_reason(reason, N_("Say in a few words why."))
        _end(call, outcome)
        place.claim_until = None
        if outcome == BROKEN_OFF:
            place.broke_off_at = clock.now()
        if outcome == NO_SHOW:
            place.ended_at, place.ended_by = clock.now(), NOT_THERE
        elif not may_be_called(actor, place.person_id, place.course):
            withdraw(work, place)
        work.record(f"call.{outcome}", call.id, person=call.person_id)


def scenario_of(actor: Actor, release_id: str, scenario: str) -> ScenarioDocument:
    """Return a scenario of a release. Raises NotFoundError if it has none of this name."""
    found = authoring.course_content(actor, release_id).scenarios.get(scenario)
    if found is None:
        raise NotFoundError()
    return found


def _mine(
    work: Work, call_id: str, *, finished_too: bool = False, ended_as: str | None = None
) -> tuple[LiveCall, QueuePlace]:
    """Return the assessor's call and its place, both locked.

    Raises NotFoundError, ForbiddenError if somebody else scores it, CallEndedError if it is over (unless with the
    outcome that is asked for).
    """
    work.actor.check(Permission.ASSESS)
    key = (work.actor.client_id, call_id)
    call = work.session.get(LiveCall, key)
    if call is None:
        raise NotFoundError()
    place = lock_place(work.session, call.place_id)
    call = work.session.get_one(LiveCall, key, populate_existing=True)
    if call.person_id == work.actor.number:
        raise ForbiddenError(N_("Nobody scores their own call."))
    if call.assessor_id != work.actor.number:
        raise ForbiddenError(N_("Somebody else scores this call."))
    allowed = {None, ended_as, FINISHED if finished_too else None}
    if call.outcome not in allowed:
        raise CallEndedError(call.outcome or "")
    return call, place


def _keep_alive(call: LiveCall, place: QueuePlace) -> datetime:
    """Note that the assessor is at work: the call has begun, and the person stays held for them."""
    moment = clock.now()
    call.started_at = call.started_at or moment
    place.claim_until = claim_ends(moment, started=True)
    return moment


def _keep_draft(call: LiveCall, draft: Draft) -> None:
    call.draft = {
        "points": dict(draft.points),
        "critical": list(draft.critical),
        "ending": draft.ending,
        "evidence": draft.evidence,
    }


def _end(call: LiveCall, outcome: str) -> None:
    call.ended_at, call.outcome = clock.now(), outcome


def _check_draft(scenario: ScenarioDocument, draft: Draft) -> None:
    """Raise InvalidError for anything in a draft that the scorecard does not know; what is missing may be missing."""
    criteria = {criterion.name: criterion for criterion in scenario.criteria}
    for name, points in draft.points.items():
        criterion = criteria.get(name)
        if criterion is None:
            raise InvalidError(N_("“%(name)s” is no criterion of this scorecard."), name=name)
        if points is None and not criterion.may_not_apply:
            raise InvalidError(N_("“%(name)s” always applies; give it points."), name=name)
        if points is not None and not 0 <= points <= criterion.points:
            raise InvalidError(N_("“%(name)s” takes points from 0 to %(points)s."), name=name, points=criterion.points)
    if not {error.name for error in scenario.critical_errors}.issuperset(draft.critical):
        raise InvalidError(N_("There is no such critical error on this scorecard."))
    if draft.ending and draft.ending not in scenario.endings:
        raise InvalidError(N_("“%(name)s” is no ending of this scenario."), name=draft.ending)
    checked(draft.evidence, LONGEST_EVIDENCE)


def _score(scenario: ScenarioDocument, given: Draft, series_percent: int) -> LiveOutcome:
    _check_draft(scenario, given)
    unscored = [criterion.name for criterion in scenario.criteria if criterion.name not in given.points]
    if unscored:
        raise UnscoredError(unscored)
    if not given.ending:
        raise InvalidError(N_("Choose how the call ended."))
    if not given.evidence:
        raise InvalidError(N_("Write down what you heard: your notes are the evidence for the score."))
    mark = max(series_percent, scenario.pass_rule.percent)
    try:
        return score_live_call(scenario, given.points, given.critical, given.ending, percent=mark)
    except ScoringError as error:
        raise InvalidError(error.message, **error.params) from error
