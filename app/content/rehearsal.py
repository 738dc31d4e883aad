"""Plays a scenario: what the caller says, what may be answered, and what it earned. Pure; a call is a value.

A call's whole state follows from the replies said so far, so it can be kept as the list of their ids and played
again with `replay`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.content.documents import Quote, Reply, ScenarioDocument, Step
from app.content.scoring import Outcome, outcome_of


class NotOfferedError(ValueError):
    """A reply that is not offered in this state of the call: unknown, already said, or kept back by a fact."""


@dataclass(frozen=True, slots=True)
class CallState:
    """Where a call stands. `step` is the anchor of its step, None once it ended; `said` are reply ids in order."""

    step: str | None
    facts: frozenset[str] = frozenset()
    said: tuple[str, ...] = ()
    ending: str | None = None


def start(scenario: ScenarioDocument) -> CallState:
    """The beginning of a call: its first step."""
    return CallState(scenario.steps[0].anchor if scenario.steps else None)


def step_of(scenario: ScenarioDocument, state: CallState) -> Step | None:
    """The step in which the call stands; None once it ended."""
    return next((step for step in scenario.steps if step.anchor == state.step), None)


def quotes(scenario: ScenarioDocument, state: CallState) -> tuple[Quote, ...]:
    """What the caller says now."""
    step = step_of(scenario, state)
    return tuple(q for q in step.quotes if holds(q, state.facts)) if step else ()


def offered(scenario: ScenarioDocument, state: CallState) -> tuple[Reply, ...]:
    """The replies that may be said now: not yet said in this call, and allowed by its facts."""
    step = step_of(scenario, state)
    if step is None:
        return ()
    said = frozenset(state.said)
    return tuple(r for r in step.replies if r.id not in said and holds(r, state.facts))


def holds(conditional: Quote | Reply, facts: frozenset[str]) -> bool:
    """Whether the facts are as `Only if` and `Only if not` ask."""
    return facts.issuperset(conditional.only_if) and facts.isdisjoint(conditional.only_if_not)


def say(scenario: ScenarioDocument, state: CallState, reply_id: str) -> CallState:
    """The call after a reply; raises `NotOfferedError` when the reply cannot be said now."""
    reply = next((r for r in offered(scenario, state) if r.id == reply_id), None)
    if reply is None:
        raise NotOfferedError(reply_id)
    return after(state, reply)


def after(state: CallState, reply: Reply) -> CallState:
    """The call after a reply that is offered."""
    return replace(
        state,
        step=reply.goes_to,
        facts=state.facts.union(reply.remembers),
        said=(*state.said, reply.id),
        ending=reply.ending,
    )


def replay(scenario: ScenarioDocument, reply_ids: Iterable[str]) -> CallState:
    """The call in which these replies were said in turn; raises `NotOfferedError` at the first that cannot be."""
    state = start(scenario)
    for reply_id in reply_ids:
        state = say(scenario, state, reply_id)
    return state


def is_over(scenario: ScenarioDocument, state: CallState) -> bool:
    """Whether nothing more can be said: the call ended, or stands where there is no way on."""
    return not offered(scenario, state)


def replies_said(scenario: ScenarioDocument, state: CallState) -> tuple[Reply, ...]:
    """The replies of the call in order."""
    by_id = {reply.id: reply for step in scenario.steps for reply in step.replies}
    return tuple(by_id[reply_id] for reply_id in state.said)


def outcome(scenario: ScenarioDocument, state: CallState) -> Outcome:
    """What the call has earned so far; it can only have passed once it ended."""
    return outcome_of(scenario, replies_said(scenario, state), state.ending)
