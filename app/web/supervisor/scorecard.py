"""The scorecard as a form: its fields by number, what was typed in them, and what that means.

A criterion's field is `points-N`, N its place on the scorecard from 0; its value a whole number, `n/a`, or empty while
there are no points yet. What was typed is shown again as it was, right or wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from app.assessment.calls.queries import Draft
from app.content.documents import Criterion, ScenarioDocument
from app.kernel.errors import InvalidError
from app.kernel.messages import N_

NOT_APPLICABLE = "n/a"
FIELD = "points-"
MOST_TARGETS = 11
"""So many numbers a criterion offers at most: as many as a thumb can tell apart in two rows."""
STEPS = (1, 2, 5, 10, 20, 25, 50, 100)
LONGEST_NUMBER = 6
"""Digits; no criterion has more points."""
_POINTS = re.compile(rf"{FIELD}(0|[1-9][0-9]{{0,{LONGEST_NUMBER - 1}}})")
_BESIDE = {"critical", "csrf_token", "zero"}


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields: points by place on the scorecard, as text.

    `foreign`: the form is not a desk's. It has a field that no desk has, two values where there is one, or no place for
    notes, which every desk sends, empty or not.
    """

    points: Mapping[int, str]
    critical: tuple[str, ...]
    ending: str
    evidence: str
    foreign: bool = False


def point_steps(most: int) -> list[int]:
    """Return the points that a criterion of `most` points offers as targets, 0 and `most` among them.

    They are even steps where a step of `STEPS` divides `most`; the service takes every whole number between.
    """
    few = [step for step in STEPS if most / step <= MOST_TARGETS - 1]
    even = [step for step in few if most % step == 0]
    step = next(iter(even or few), most)
    return sorted({*range(0, most + 1, step), most})


def choices(criterion: Criterion, typed: str) -> list[str]:
    """Return the values to choose from, what was typed among them if it is a number that fits."""
    numbers = set(point_steps(criterion.points))
    if typed.isdecimal() and len(typed) <= LONGEST_NUMBER and int(typed) <= criterion.points:
        numbers.add(int(typed))
    found = [str(number) for number in sorted(numbers)]
    return [*found, NOT_APPLICABLE] if criterion.may_not_apply else found


def as_typed(draft: Draft, criteria: Sequence[Criterion]) -> Typed:
    """Return a draft as it stands in the fields."""
    points = {
        place: NOT_APPLICABLE if draft.points[criterion.name] is None else str(draft.points[criterion.name])
        for place, criterion in enumerate(criteria)
        if criterion.name in draft.points
    }
    return Typed(points, draft.critical, draft.ending, draft.evidence)


def typed_in(form: MultiDict[str, str]) -> Typed:
    """Return what stands in a form as it arrived, whatever that is."""
    places = {name: int(name.removeprefix(FIELD)) for name in form if _POINTS.fullmatch(name)}
    single = {*places, "ending", "evidence"}
    return Typed(
        {place: form.get(name, "").strip() for name, place in places.items()},
        tuple(dict.fromkeys(form.getlist("critical"))),
        form.get("ending", ""),
        form.get("evidence", "").replace("\r\n", "\n"),
        foreign="evidence" not in form
        or not single.union(_BESIDE).issuperset(form)
        or any(len(set(form.getlist(name))) > 1 for name in single),
    )


def meant(typed: Typed, scenario: ScenarioDocument) -> Draft:
    """Return what was typed as points, critical errors, ending and evidence.

    Raises InvalidError for a form that is not a desk's, a field the scorecard does not have and points that are no
    whole number; whether they fit their criterion the service says.
    """
    if typed.foreign:
        raise InvalidError(N_("What arrived is not this scorecard, so nothing was kept. Reload the page."))
    points: dict[str, int | None] = {}
    for place, value in sorted(typed.points.items()):
        if place >= len(scenario.criteria):
            raise InvalidError(N_("This scorecard has no such criterion. Reload the page."))
        name = scenario.criteria[place].name
        if value == NOT_APPLICABLE:
            points[name] = None
        elif value.isascii() and value.isdecimal() and len(value) <= LONGEST_NUMBER:
            points[name] = int(value)
        elif value:
            raise InvalidError(N_("“%(name)s” takes whole points."), name=name)
    return Draft(points, typed.critical, typed.ending, typed.evidence)


def check_newer(draft: Draft, kept: Draft) -> None:
    """Raise InvalidError if points or an ending that are kept are missing in what is to replace them.

    On a desk nobody can take them away: it is the form of another tab, older than what was kept.
    """
    if not draft.points.keys() >= kept.points.keys() or (kept.ending and not draft.ending):
        raise InvalidError(N_("Something that was saved is missing here. Give it again, or reload the page."))


def with_zero_for_rest(draft: Draft, scenario: ScenarioDocument) -> Draft:
    """Return the draft with 0 points for every criterion that has none: the assessor has confirmed it."""
    zero: dict[str, int | None] = dict.fromkeys((criterion.name for criterion in scenario.criteria), 0)
    return Draft(zero | dict(draft.points), draft.critical, draft.ending, draft.evidence)
