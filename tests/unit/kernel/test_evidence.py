"""Shares that were counted on few say less than the same shares of many."""

from __future__ import annotations

import pytest

from app.kernel.evidence import surely_at_least


@pytest.mark.parametrize(
    ("found", "asked", "bound"),
    [(0, 1, 0.0), (0, 30, 0.0), (1, 1, 0.207), (3, 4, 0.301), (8, 10, 0.490), (8, 8, 0.676), (50, 100, 0.404)],
)
def test_the_lower_bound_of_wilson(found: int, asked: int, bound: float) -> None:
    assert surely_at_least(found, asked) == pytest.approx(bound, abs=0.0005)


def test_evidence_comes_before_accident() -> None:
    counted = [(1, 1), (2, 2), (3, 4), (8, 10), (8, 8), (1, 30), (12, 30)]
    ranked = sorted(counted, key=lambda pair: -surely_at_least(*pair))
    assert ranked == [(8, 8), (8, 10), (2, 2), (3, 4), (12, 30), (1, 1), (1, 30)]
