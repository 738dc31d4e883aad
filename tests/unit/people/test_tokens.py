"""Tokens of one-time links: typed from paper in any way that a person types them."""

from __future__ import annotations

import pytest

from app.people.tokens import GROUP, GROUPS, LETTERS, as_made, new_token

MADE = "k7mq-2f9d-x4hp-8rtn"


def test_a_token_is_four_groups_of_signs_that_look_like_no_other() -> None:
    groups = new_token().split("-")
    assert [len(group) for group in groups] == [GROUP] * GROUPS
    assert set("".join(groups)) <= set(LETTERS)
    assert not set(LETTERS) & set("01ilo")


def test_no_two_tokens_are_the_same() -> None:
    assert len({new_token() for _ in range(1000)}) == 1000


@pytest.mark.parametrize("typed", [MADE, MADE.upper(), "k7mq2f9dx4hp8rtn", " K7mq 2f9d x4hp 8rtn\n"])
def test_it_opens_however_it_was_typed(typed: str) -> None:
    assert as_made(typed) == MADE


@pytest.mark.parametrize("other", ["", "nonsense", "Zp-_" * 10 + "abc", "k7mq-2f9d-x4hp-8rt0", MADE + "x"])
def test_what_is_no_such_token_stays_exact(other: str) -> None:
    assert as_made(other) == other
