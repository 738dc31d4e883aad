"""How sure a share is that was counted on few."""

from __future__ import annotations

from math import sqrt

_Z = 1.96
"""Standard deviations on either side within which a share lies 95 times in 100."""


def surely_at_least(found: int, asked: int) -> float:
    """Return the share (0 to 1) that lies behind `found` of `asked` with a certainty of about 97.5 in 100, or a larger.

    By this one orders shares that were counted on different numbers: 8 of 10 says more than 1 of 1. It is the lower
    bound of the score interval of E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
    Journal of the American Statistical Association 22 (1927), 209-212; unlike the plain normal interval it holds for
    few and for shares near 0 and 1. `asked` is 1 or more, and `found` at most that.
    """
    share, square = found / asked, _Z * _Z
    middle = share + square / (2 * asked)
    half = _Z * sqrt(share * (1 - share) / asked + square / (4 * asked * asked))
    return max(0.0, (middle - half) / (1 + square / asked))
