"""Pure decisions about learning: when a course is due, when a module is complete, which one is open."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.content.documents import Duration, ModuleDocument, Unit

SATURDAY = 5
END_OF_DAY = time(23, 59, 59)


class ModuleState(StrEnum):
    """How a module stands for a person; the values are the words of the state chip."""

    DONE = "done"
    IN_PROGRESS = "in progress"
    OPEN = "open"
    LOCKED = "locked"


def due_at(start: datetime, due: Duration, time_zone: str) -> datetime:
    """Return, in UTC, when something is due that has `due` from `start`.

    Minutes and hours count exactly. Everything longer ends with a day of the person's own time zone, at its last
    second; the day of the start does not count. Working days are Monday to Friday. A month that is too short ends on
    its last day.
    """
    if due.unit in (Unit.MINUTES, Unit.HOURS):
        length = timedelta(minutes=due.amount) if due.unit is Unit.MINUTES else timedelta(hours=due.amount)
        return (start + length).astimezone(UTC)
    zone = ZoneInfo(time_zone)
    last = _last_day(start.astimezone(zone).date(), due)
    return datetime.combine(last, END_OF_DAY, zone).astimezone(UTC)


def _last_day(day: date, due: Duration) -> date:
    match due.unit:
        case Unit.WORKING_DAYS:
            return _after_working_days(day, due.amount)
        case Unit.WEEKS:
            return day + timedelta(weeks=due.amount)
        case Unit.MONTHS:
            return _after_months(day, due.amount)
        case Unit.YEARS:
            return _after_months(day, 12 * due.amount)
        case _:
            return day + timedelta(days=due.amount)


def _after_working_days(day: date, amount: int) -> date:
    weeks, rest = divmod(amount, 5)
    if rest == 0 and weeks:
        weeks, rest = weeks - 1, 5  # so that counting ends on a working day, never on a Saturday
    day += timedelta(weeks=weeks)
    while rest:
        day += timedelta(days=1)
        rest -= day.weekday() < SATURDAY
    return day


def _after_months(day: date, amount: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + amount, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


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
