"""Adds up what a call earned on its scorecard: in a rehearsal by its replies, on a live call by its assessor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.content.documents import PassRule, Reply, ScenarioDocument
from app.kernel.messages import N_


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rehearsed call earned.

    `points` by criterion are added up over the whole call and only then held between 0 and the criterion's maximum;
    `total` is their sum, `percent` their share of all points of the scorecard (0 to 100).
    """

    points: Mapping[str, int]
    total: int
    percent: float
    critical: tuple[str, ...]
    ending: str | None
    passed: bool


@dataclass(frozen=True, slots=True)
class LiveOutcome:
    """What a live call earned. `percent` is the share (0 to 100) of the points of the criteria that apply."""

    points: int
    percent: float
    critical: tuple[str, ...]
    ending: str
    passed: bool


class ScoringError(ValueError):
    """A score that the scorecard does not allow. `message` is a template, `params` what it names."""

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message % params)
        self.message = message
        self.params = params


def outcome_of(scenario: ScenarioDocument, replies: Iterable[Reply], ending: str | None) -> Outcome:
    """The outcome of a call in which these replies were said and that ended like this (None: it has not ended)."""
    earned = dict.fromkeys((criterion.name for criterion in scenario.criteria), 0)
    critical: dict[str, None] = {}
    for reply in replies:
        critical.update(dict.fromkeys(reply.critical))
        for name, points in reply.score:
            earned[name] += points
    held = {c.name: min(max(earned[c.name], 0), c.points) for c in scenario.criteria}
    total, possible = sum(held.values()), scenario.points
    passed = ending is not None and passes(scenario.pass_rule, total, possible, ending, critical)
    return Outcome(held, total, share_of(total, possible), tuple(critical), ending, passed)


def score_live_call(
    scenario: ScenarioDocument,
    points: Mapping[str, int | None],
    critical: Iterable[str],
    ending: str,
    percent: int | None = None,
) -> LiveOutcome:
    """Score a live call: points by criterion, None for one that did not apply; the rest is then rescaled.

    `percent` is the mark to reach, where it is not the scenario's own. Raises `ScoringError` for a criterion that is
    missing, unknown, out of its range or may not be left out, and for an unknown critical error or ending.
    """
    critical = tuple(dict.fromkeys(critical))
    _check_names(scenario, points, critical, ending)
    total = possible = 0
    for criterion in scenario.criteria:
        given = points[criterion.name]
        if given is None and not criterion.may_not_apply:
            raise ScoringError(N_("“%(name)s” always applies; give it points"), name=criterion.name)
        if given is None:
            continue
        if not 0 <= given <= criterion.points:
            raise ScoringError(
                N_("“%(name)s” takes points from 0 to %(points)s"), name=criterion.name, points=criterion.points
            )
        total += given
        possible += criterion.points
    mark = scenario.pass_rule.percent if percent is None else percent
    passed = passes(PassRule(mark, scenario.pass_rule.endings), total, possible, ending, critical)
    return LiveOutcome(total, share_of(total, possible), critical, ending, passed)


def passes(rule: PassRule, total: int, possible: int, ending: str, critical: Iterable[str]) -> bool:
    """Whether a call passed: the mark reached, the right ending, no critical error whatever the points."""
    reached = possible > 0 and total * 100 >= rule.percent * possible
    return reached and ending in rule.endings and not tuple(critical)


def share_of(total: int, possible: int) -> float:
    """Per cent of the possible points; 0 where none are possible. For showing: `passes` compares whole numbers."""
    return total * 100 / possible if possible else 0.0


def _check_names(
    scenario: ScenarioDocument, points: Mapping[str, int | None], critical: Iterable[str], ending: str
) -> None:
    criteria = [criterion.name for criterion in scenario.criteria]
    for name in criteria:
        if name not in points:
            raise ScoringError(N_("“%(name)s” has no points yet; give it some"), name=name)
    for name in points:
        if name not in criteria:
            raise ScoringError(N_("“%(name)s” is no criterion of this scorecard"), name=name)
    known = {error.name for error in scenario.critical_errors}
    for name in critical:
        if name not in known:
            raise ScoringError(N_("“%(name)s” is no critical error of this scorecard"), name=name)
    if ending not in scenario.endings:
        raise ScoringError(N_("“%(name)s” is no ending of this scenario"), name=ending)
