"""What can be published as news, and which answer is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.kernel.errors import InvalidError
from app.news.rules import Draft, chosen, ends_at, fit, has_ended

PLAIN = Draft("Closed on Sunday", "Nobody answers **cards** on Sunday.")
ASKING = replace(PLAIN, question="Who answers?", choices=("Nobody", "", "Cards", ""), right_choice=3, explanation="So.")


def test_blanks_and_empty_choices_go_and_the_right_one_is_counted_anew() -> None:
    kept = fit(replace(ASKING, title="  Closed \n on Sunday ", words=" One\r\nTwo "))
    assert (kept.title, kept.words) == ("Closed on Sunday", "One\nTwo")
    assert (kept.choices, kept.right_choice) == (("Nobody", "Cards"), 2)


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        (replace(PLAIN, title=" "), "title"),
        (replace(PLAIN, title="x" * 201), "longer"),
        (replace(PLAIN, words="\n"), "what is new"),
        (replace(PLAIN, words="a\0b"), "cannot be kept"),
        (replace(PLAIN, choices=("Yes", "No"), right_choice=1), "no question"),
        (replace(PLAIN, explanation="Because."), "no question"),
        (replace(ASKING, choices=("Nobody",), right_choice=1), "from two to 4"),
        (replace(ASKING, choices=("Yes", "yes "), right_choice=1), "the same"),
        (replace(ASKING, right_choice=0), "which answer is right"),
        (replace(ASKING, right_choice=2), "which answer is right"),
        (replace(ASKING, right_choice=9), "which answer is right"),
    ],
)
def test_what_is_not_news_is_refused_with_a_reason(draft: Draft, reason: str) -> None:
    with pytest.raises(InvalidError, match=reason):
        fit(draft)


@pytest.mark.parametrize(
    ("last_day", "moment", "over"),
    [
        (None, datetime(2099, 1, 1, tzinfo=UTC), False),
        (date(2026, 11, 22), datetime(2026, 11, 22, 22, 59, tzinfo=UTC), False),
        (date(2026, 11, 22), datetime(2026, 11, 22, 23, 0, tzinfo=UTC), True),
    ],
)
def test_news_are_over_when_the_last_day_is_over_where_their_writer_is(
    last_day: date | None, moment: datetime, over: bool
) -> None:
    assert has_ended(ends_at(last_day, "Europe/Warsaw"), moment) is over


@pytest.mark.parametrize(("asked", "choice", "kept"), [(0, 0, 0), (0, 5, 0), (3, 1, 1), (3, 3, 3)])
def test_the_choice_that_is_kept(asked: int, choice: int, kept: int) -> None:
    assert chosen(asked, choice) == kept


@pytest.mark.parametrize("choice", [-1, 0, 4])
def test_a_choice_that_is_none_is_refused(choice: int) -> None:
    with pytest.raises(InvalidError):
        chosen(3, choice)
