"""What a report is about: a period, a course, a class, and by what its rows are told apart. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.kernel import clock


class By(StrEnum):
    """What the rows of a report stand for."""

    COURSE = "course"
    CLASS = "class"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A period (both days in it, None for open), a course and a class, each empty for all; `zone` tells the days."""

    since: date | None = None
    until: date | None = None
    course: str = ""
    group: str = ""
    by: By = By.COURSE
    zone: str = "UTC"

    def day_of(self, moment: datetime) -> date:
        """Return the day on which a moment falls for the reader."""
        return clock.day_of(moment, self.zone)

    def covers(self, moment: datetime) -> bool:
        """Tell whether a moment lies in the period, by the days of the reader's time zone."""
        day = self.day_of(moment)
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def share(part: int, whole: int) -> float | None:
    """Return a part of a whole as a number from 0 to 1; None where there is no whole."""
    return part / whole if whole else None
