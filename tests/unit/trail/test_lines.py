"""A line of the trail is told as far as it can be read, whatever somebody made of it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.trail.lines import LARGEST, UNKNOWN, data_of, moment_of

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


def test_what_an_act_says_is_read() -> None:
    said = {"course": "cards", "percent": 87, "people": [1, 2], "rows": {"new": 3}, "role": None}
    assert data_of(json.dumps(said)) == said


@pytest.mark.parametrize("text", ["", "gone", "5", "[]", "null", "1" * 5000, "[" * 100_000])
def test_what_is_no_data_says_nothing(text: str) -> None:
    assert data_of(text) == {}


@pytest.mark.parametrize(
    "wrong", [{"people": 5}, {"people": "all"}, {"people": ["1"]}, {"people": [2**63]}, {"rows": 5}, {"course": ["x"]}]
)
def test_what_has_another_shape_is_left_out(wrong: dict[str, object]) -> None:
    assert data_of(json.dumps({"role": "operator"} | wrong)) == {"role": "operator"}


@given(ANYTHING)
def test_nothing_that_is_told_surprises_a_sentence_or_a_database(anything: object) -> None:
    for name in ("people", "rows", "course"):
        for value in data_of(json.dumps({name: anything})).values():
            hash(tuple(value) if name != "course" else value)
            numbers = value if name == "people" else value.values() if name == "rows" else [value]
            assert all(abs(number) <= LARGEST for number in numbers if isinstance(number, int))


@pytest.mark.parametrize("text", ["", "yesterday", "2026-11-23", "2026-11-23T08:00:00"])
def test_a_moment_that_cannot_be_read_is_unknown(text: str) -> None:
    assert moment_of(text) == UNKNOWN


def test_a_moment_keeps_its_time_zone() -> None:
    assert moment_of("2026-11-23T08:00:00+02:00") == datetime(2026, 11, 23, 6, tzinfo=UTC)
    assert moment_of("2026-11-23T08:00:00+02:00").utcoffset() == timedelta(hours=2)
