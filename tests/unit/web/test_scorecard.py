"""The scorecard as a form: targets, what was typed, what it means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from app.assessment.calls.queries import Draft
from app.content.documents import Criterion, ScenarioDocument
from app.content.kinds import Kind
from app.kernel.errors import InvalidError
from app.web.supervisor.scorecard import (
    MOST_TARGETS,
    NOT_APPLICABLE,
    Typed,
    as_typed,
    choices,
    meant,
    point_steps,
    typed_in,
    with_zero_for_rest,
)

IDENTITY = Criterion("Identity", 30, "two factors asked")
EMPATHY = Criterion("Empathy", 15, "the feeling named", may_not_apply=True)
SCENARIO = ScenarioDocument("x.md", "x", Kind.SCENARIO, "X", criteria=(IDENTITY, EMPATHY))


@pytest.mark.parametrize(
    ("most", "steps"),
    [
        (0, [0]),
        (1, [0, 1]),
        (7, [0, 1, 2, 3, 4, 5, 6, 7]),
        (15, [0, 5, 10, 15]),
        (20, [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20]),
        (30, [0, 5, 10, 15, 20, 25, 30]),
        (33, [0, 5, 10, 15, 20, 25, 30, 33]),
        (100, [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]),
    ],
)
def test_targets(most: int, steps: list[int]) -> None:
    assert point_steps(most) == steps


@given(st.integers(0, 999))
def test_targets_are_few_and_reach_from_none_to_all(most: int) -> None:
    steps = point_steps(most)
    assert (steps[0], steps[-1]) == (0, most)
    assert len(steps) <= MOST_TARGETS + 1


def test_points_between_the_targets_get_one_of_their_own() -> None:
    assert "17" in choices(IDENTITY, "17")
    assert choices(IDENTITY, "31") == choices(IDENTITY, "") == ["0", "5", "10", "15", "20", "25", "30"]
    assert choices(EMPATHY, "")[-1] == NOT_APPLICABLE


def test_a_draft_survives_the_form() -> None:
    draft = Draft({"Identity": 30, "Empathy": None}, ("Leak",), "resolved", "Heard it")
    assert meant(as_typed(draft, SCENARIO.criteria), SCENARIO) == draft


def test_what_has_no_points_yet_is_left_out_and_may_be_confirmed_as_none() -> None:
    draft = meant(Typed({0: "", 1: "5"}, (), "", ""), SCENARIO)
    assert draft.points == {"Empathy": 5}
    assert with_zero_for_rest(draft, SCENARIO).points == {"Identity": 0, "Empathy": 5}


@pytest.mark.parametrize("points", [{0: "many"}, {0: "-1"}, {0: "3.5"}, {0: "\u0663"}, {0: "1234567"}, {2: "1"}])
def test_what_is_no_number_or_no_criterion_is_refused(points: dict[int, str]) -> None:
    with pytest.raises(InvalidError):
        meant(Typed(points, (), "", ""), SCENARIO)


DESK = {"points-0": "3", "critical": "Leak", "ending": "", "evidence": "", "csrf_token": "x", "zero": "yes"}


def test_a_desks_form_is_told_from_any_other() -> None:
    assert not typed_in(MultiDict(DESK)).foreign
    assert not typed_in(MultiDict([*DESK.items(), ("critical", "Rude")])).foreign


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"points-0": "3"},
        {**DESK, "points-\u0663": "3"},
        {**DESK, "points-00": "3"},
        {**DESK, "points-": "3"},
        {**DESK, "remarks": ""},
        {**DESK, "points-0": ["3", "5"]},
        {**DESK, "evidence": ["a", "b"]},
    ],
)
def test_a_form_that_is_not_a_desks_is_refused(form: dict[str, str | list[str]]) -> None:
    typed = typed_in(MultiDict(form))
    assert set(typed.points) <= {0}
    with pytest.raises(InvalidError, match="not this scorecard"):
        meant(typed, SCENARIO)


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), max_size=8), st.text(max_size=12))
def test_any_form_is_read_and_either_meant_or_refused(pairs: list[tuple[str, str]], value: str) -> None:
    typed = typed_in(MultiDict([*pairs, ("points-0", value), ("evidence", "")]))
    try:
        draft = meant(typed, SCENARIO)
    except InvalidError:
        return
    assert set(draft.points) <= {"Identity", "Empathy"}
