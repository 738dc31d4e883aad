"""Pure decisions about news: what can be published, who is shown it, which answer is right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.kernel import clock
from app.kernel.errors import InvalidError
from app.kernel.messages import N_
from app.kernel.texts import checked

LONGEST_TITLE = 200
LONGEST_WORDS = 2000
LONGEST_QUESTION = 300
LONGEST_CHOICE = 200
LONGEST_EXPLANATION = 1000
"""Characters: news are a few lines."""
MOST_CHOICES = 4


@dataclass(frozen=True, slots=True)
class Draft:
    """News as they were typed. `right_choice` is the number of the right one of `choices`, from 1; 0 for none."""

    title: str
    words: str
    question: str = ""
    choices: tuple[str, ...] = ()
    right_choice: int = 0
    explanation: str = ""
    last_day: date | None = None


def fit(draft: Draft) -> Draft:
    """Return the draft as it is kept: blanks and empty choices gone, the right choice counted anew.

    Raises InvalidError for one without title or words, and for a question without two different choices or a right one.
    """
    choices = [checked(choice, LONGEST_CHOICE) for choice in draft.choices]
    kept = Draft(
        title=checked(" ".join(draft.title.split()), LONGEST_TITLE),
        words=checked(draft.words, LONGEST_WORDS),
        question=checked(draft.question, LONGEST_QUESTION),
        choices=tuple(choice for choice in choices if choice),
        right_choice=_counted_anew(choices, draft.right_choice),
        explanation=checked(draft.explanation, LONGEST_EXPLANATION),
        last_day=draft.last_day,
    )
    if not kept.title:
        raise InvalidError(N_("Give the news a title."))
    if not kept.words:
        raise InvalidError(N_("Write what is new."))
    _check_question(kept)
    return kept


def _counted_anew(choices: list[str], right: int) -> int:
    """Return the number of the right choice once the empty ones are gone; 0 if it is empty itself, or none."""
    if not 1 <= right <= len(choices) or not choices[right - 1]:
        return 0
    return sum(bool(choice) for choice in choices[:right])


def _check_question(draft: Draft) -> None:
    if not draft.question:
        if draft.choices or draft.explanation:
            raise InvalidError(N_("There are answers or an explanation, but no question. Write it, or clear them."))
        return
    if not 2 <= len(draft.choices) <= MOST_CHOICES:
        raise InvalidError(N_("A question needs from two to %(most)d answers to choose from."), most=MOST_CHOICES)
    if len({choice.casefold() for choice in draft.choices}) < len(draft.choices):
        raise InvalidError(N_("Two of the answers are the same."))
    if not draft.right_choice:
        raise InvalidError(N_("Say which answer is right."))


def ends_at(last_day: date | None, time_zone: str) -> datetime | None:
    """Return, in UTC, the last second of the last day of news, where their writer is; None for no end."""
    if last_day is None:
        return None
    return clock.end_of_day(last_day, time_zone)


def has_ended(end: datetime | None, moment: datetime) -> bool:
    """Tell whether news with this end are over."""
    return end is not None and end < moment


def chosen(asked: int, choice: int) -> int:
    """Return the choice to keep for a question of `asked` choices, 0 where nothing was asked.

    Raises InvalidError for none of them.
    """
    if not asked:
        return 0
    if not 1 <= choice <= asked:
        raise InvalidError(N_("Choose an answer first."))
    return choice
