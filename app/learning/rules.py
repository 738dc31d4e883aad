"""Pure decisions about learning: when a course is due, when a module is complete, which one is open."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from enum import StrEnum

from app.content.documents import Duration, ModuleDocument
from app.content.durations import day_after, exact_length
from app.kernel import clock


class ModuleState(StrEnum):
    """How a module stands for a person; the values are the words of the state chip."""

    DONE = "done"
    IN_PROGRESS = "in progress"
    OPEN = "open"
    LOCKED = "locked"


class LanguageChange(StrEnum):
    """Whether somebody may go on with a course in another of its languages by themselves; if not, why."""

    ALLOWED = "allowed"
    BY_OTHERS = "by others"
    FINISHED = "finished"
    ATTEMPT_OPEN = "attempt open"


def language_change(*, begun_themselves: bool, finished: bool, attempt_open: bool) -> LanguageChange:
    """Decide whether somebody who is enrolled in a course may go on with it in another language.

    What somebody else decided they do not change (ADR 0044), what is finished counts in every language, and an attempt
    is not left behind while its clock runs.
    """
    if finished:
        return LanguageChange.FINISHED
    if not begun_themselves:
        return LanguageChange.BY_OTHERS
    return LanguageChange.ATTEMPT_OPEN if attempt_open else LanguageChange.ALLOWED


def due_at(start: datetime, due: Duration, time_zone: str) -> datetime:
    """Return, in UTC, when something is due that has `due` from `start`.

    Minutes and hours count exactly. Everything longer ends with a day of the person's own time zone, at its last
    second; the day of the start does not count.
    """
    exact = exact_length(due)
    if exact is not None:
        return start.astimezone(UTC) + exact
    last = day_after(clock.day_of(start, time_zone), due)
    return clock.end_of_day(last, time_zone)


def is_complete(module: ModuleDocument, reached: Collection[str], answered: Collection[str]) -> bool:
    """Tell whether a module is complete: its last section reached and each of its checks answered.

    `reached` are the anchors of sections, `answered` the ids of questions; a wrong answer counts as an answer
    (content-language.md, 'A module').
    """
    return module.sections[-1].anchor in reached and all(question.id in answered for question in module.questions)


def module_states(
    modules: Sequence[ModuleDocument], completed: Collection[str], begun: Collection[str], *, unlocked: bool
) -> list[ModuleState]:
    """Return the state of each module, in order. `completed` and `begun` are names.

    The first that is not complete is open, those after it are locked; what is complete stays open for ever, wherever
    a later release puts it. With `unlocked` False (a course that comes before is missing) nothing new is open.
    """
    states = []
    open_to = unlocked
    for module in modules:
        if module.name in completed:
            states.append(ModuleState.DONE)
            continue
        if not open_to:
            states.append(ModuleState.LOCKED)
        else:
            states.append(ModuleState.IN_PROGRESS if module.name in begun else ModuleState.OPEN)
        open_to = False
    return states


def place_to_continue(module: ModuleDocument, reached: Collection[str], answered: Collection[str]) -> str:
    """Return the anchor of the section to go on with: the first not reached or with a check not answered."""
    for section in module.sections:
        unanswered = any(question.id not in answered for question in section.questions)
        if section.anchor not in reached or unanswered:
            return section.anchor
    return module.sections[0].anchor
