"""When a letter is tried again, and when it is given up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.post.rules import CLAIM, LONGEST_WAIT, MOST_TRIES, TIMEOUT, is_given_up, wait_after


@pytest.mark.parametrize(("tries", "minutes"), [(1, 1), (2, 4), (3, 16), (4, 64), (5, 256), (6, 1024)])
def test_waits_grow(tries: int, minutes: int) -> None:
    assert wait_after(tries) == timedelta(minutes=minutes)


def test_no_wait_is_longer_than_a_day() -> None:
    assert wait_after(MOST_TRIES) == LONGEST_WAIT


@pytest.mark.parametrize(
    ("tries", "for_ever", "given_up"),
    [(1, False, False), (MOST_TRIES - 1, False, False), (MOST_TRIES, False, True), (1, True, True)],
)
def test_a_letter_is_given_up_after_its_last_try_or_when_nobody_will_ever_take_it(
    tries: int, for_ever: bool, given_up: bool
) -> None:
    assert is_given_up(tries, for_ever=for_ever) is given_up


def test_a_claim_outlasts_a_conversation_in_which_each_of_ten_steps_takes_as_long_as_it_may() -> None:
    assert timedelta(seconds=10 * TIMEOUT) < CLAIM
