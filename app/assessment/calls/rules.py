"""Pure decisions about series of live test calls (domain.md, 'Live test calls').

A series is at most N scored calls, K of them passed. A call that broke off has no result and is no part of it. When K
cannot be reached any more the series is lost; once coaching is recorded for it, the next one begins. The first channel
and language in which a person met their series is the ordinary one; every further pair has a shorter rule of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from app.content.documents import SeriesRule

Pair = tuple[str, str]
"""A channel and a language, as in ("phone", "pl")."""


@dataclass(frozen=True, slots=True)
class SeriesState:
    """Where one series stands: `passed` of `scored` calls so far, `needed` of at most `of`; `number` counts from 1."""

    number: int
    passed: int
    scored: int
    needed: int
    of: int
    met: bool
    lost: bool

    @property
    def left(self) -> int:
        """How many more calls this series can hold; 0 once it is decided."""
        return 0 if self.met or self.lost else self.of - self.scored


@dataclass(frozen=True, slots=True)
class SeriesCall:
    """A scored call: the number of its series, whether it passed, and the rule that its series had then."""

    series: int
    passed: bool
    rule: SeriesRule


def series(calls: Sequence[bool], rule: SeriesRule, number: int = 1) -> SeriesState:
    """Return where a series stands after `calls` (passed or not, oldest first).

    What comes after the call that decided it does not count.
    """
    passed = failed = 0
    for call in calls:
        if passed >= rule.passed or failed > rule.calls - rule.passed:
            break
        passed, failed = (passed + 1, failed) if call else (passed, failed + 1)
    return SeriesState(
        number=number,
        passed=passed,
        scored=passed + failed,
        needed=rule.passed,
        of=rule.calls,
        met=passed >= rule.passed,
        lost=failed > rule.calls - rule.passed,
    )


def standing(calls: Sequence[SeriesCall], coached: Collection[int], rule: SeriesRule) -> SeriesState:
    """Return the present series of one pair. `calls` are all of the pair, oldest first; `coached` are series numbers.

    A series that its own rule decided stays decided, whatever the rule is today; an open one follows `rule`, the one
    of today. Whichever of them lost it, coaching closes it.
    """
    if not calls:
        return series((), rule)
    number = calls[-1].series
    outcomes = [call.passed for call in calls if call.series == number]
    state = series(outcomes, calls[-1].rule, number)
    if not (state.met or state.lost):
        state = series(outcomes, rule, number)
    if state.lost and number in coached:
        return series((), rule, number + 1)
    return state


def standings(
    pairs: Sequence[Pair],
    calls: Mapping[Pair, Sequence[SeriesCall]],
    coached: Mapping[Pair, Collection[int]],
    first: SeriesRule,
    further: SeriesRule | None,
) -> dict[Pair, SeriesState]:
    """Return the present series of one person in each of `pairs` of one course.

    `further` is the rule once another pair is met (`further channel or language:`); without one, `first` holds for
    all.
    """
    by_first = {pair: standing(calls.get(pair, ()), coached.get(pair, ()), first) for pair in pairs}
    met = [pair for pair in pairs if by_first[pair].met]
    if not met or further is None:
        return by_first
    return {
        pair: state if state.met else standing(calls.get(pair, ()), coached.get(pair, ()), further)
        for pair, state in by_first.items()
    }


def rule_for(
    pair: Pair, states: Mapping[Pair, SeriesState], first: SeriesRule, further: SeriesRule | None
) -> SeriesRule:
    """Return the rule that the next call of `pair` is scored under."""
    others_met = any(state.met for other, state in states.items() if other != pair)
    return further if further is not None and others_met else first
