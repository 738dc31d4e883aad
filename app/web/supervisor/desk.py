"""What the call desk shows: the caller's part, the scorecard with what stands in it, the points so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import render_template

from app.assessment.calls import offers
from app.assessment.calls.queries import LiveCallFacts
from app.authoring import queries as authoring
from app.content.documents import Criterion, Quote, ScenarioDocument, Step
from app.content.markdown import plain_text
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError
from app.people import queries as people
from app.web.call_words import channel_name, language_name
from app.web.supervisor.scorecard import FIELD, NOT_APPLICABLE, Typed, as_typed, choices


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion as a row of targets. `given` is what is chosen, '' for nothing yet."""

    field: str
    criterion: Criterion
    choices: list[str]
    given: str
    unscored: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What the caller says in a step, and when: only if (or only if not) facts of the call are so."""

    lines: tuple[str, ...]
    only_if: str
    only_if_not: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A step as the assessor needs it: the caller's words, the trainer's notes, the replies that one may hear."""

    title: str
    said: tuple[Said, ...]
    notes: tuple[str, ...]
    replies: tuple[str, ...]


def scenario_of(actor: Actor, call: LiveCallFacts) -> ScenarioDocument:
    """Return the scenario of a call on its release. Raises NotFoundError."""
    found = authoring.course_content(actor, call.release_id).scenarios.get(call.scenario)
    if found is None:
        raise NotFoundError()
    return found


def show_desk(
    actor: Actor,
    call: LiveCallFacts,
    *,
    typed: Typed | None = None,
    problem: str | None = None,
    unscored: tuple[str, ...] = (),
) -> str:
    """Return the desk as a page; `typed` is what stands in the fields when it is not what was saved."""
    content = authoring.course_content(actor, call.release_id)
    scenario = scenario_of(actor, call)
    typed = typed or as_typed(call.draft, scenario.criteria)
    others = [name for name in offers.scenarios_for(content, call.channel) if name != call.scenario]
    return render_template(
        "supervisor/desk.html",
        call=call,
        scenario=scenario,
        course=content.course,
        reach=people.find_person(actor, call.person_id),
        channel=channel_name(call.channel),
        language=language_name(call.language),
        rows=_rows(scenario, typed, unscored),
        typed=typed,
        prompts=[_prompt(step) for step in scenario.steps],
        others=[(name, content.scenarios[name].title) for name in others] if call.started_at is None else [],
        points=sum(points or 0 for points in call.draft.points.values()),
        problem=problem,
        unscored=unscored,
        now=clock.now(),
        not_applicable=NOT_APPLICABLE,
    )


def show_ended(actor: Actor, call: LiveCallFacts, typed: Typed, problem: str) -> str:
    """Return the page for what was sent to a call that is over: nothing typed is lost."""
    scenario = scenario_of(actor, call)
    return render_template(
        "supervisor/ended.html",
        call=call,
        course=authoring.course_content(actor, call.release_id).course,
        problem=problem,
        typed=typed,
        rows=_rows(scenario, typed, ()),
        not_applicable=NOT_APPLICABLE,
    )


def seconds_between(start: datetime | None, end: datetime | None) -> int | None:
    """Return whole seconds from `start` to `end`, None if one of the two is not known."""
    return int((end - start).total_seconds()) if start and end else None


def _rows(scenario: ScenarioDocument, typed: Typed, unscored: tuple[str, ...]) -> list[CriterionRow]:
    return [
        CriterionRow(
            f"{FIELD}{place}",
            criterion,
            choices(criterion, typed.points.get(place, "")),
            typed.points.get(place, ""),
            criterion.name in unscored,
        )
        for place, criterion in enumerate(scenario.criteria)
    ]


def _prompt(step: Step) -> Prompt:
    notes = tuple(plain_text(reply.note) for reply in step.replies if reply.note)
    return Prompt(
        plain_text(step.title),
        tuple(_said(quote) for quote in step.quotes),
        notes,
        tuple(plain_text(reply.text) for reply in step.replies),
    )


def _said(quote: Quote) -> Said:
    return Said(tuple(plain_text(line) for line in quote.lines), ", ".join(quote.only_if), ", ".join(quote.only_if_not))
