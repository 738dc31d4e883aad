"""How many were cleared on the days of the last weeks: what was so on each of them, and stays so for ever. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.certification.expiry import Standing
from app.certification.held import CertificateFacts
from app.people.permissions import TAKES_CALLS
from app.reports.roster import Stay
from app.reports.standings import ClearedCount, counted_courses
from app.reports.steps import Step, enrolled_at

WEEKS = 12
"""Points of the picture: today and the same weekday of the weeks before."""


@dataclass(frozen=True, slots=True)
class ClearedOn:
    """A day, and how many were cleared at its end; today's count is that of the present moment."""

    day: date
    count: ClearedCount


def week_days(moment: datetime, time_zone: str) -> list[tuple[date, datetime]]:
    """Return today and the same weekday of the weeks before, the oldest first, each with the moment that counts.

    That is the last one of the day in a time zone (an IANA name), and `moment` for today.
    """
    zone = ZoneInfo(time_zone)
    today = moment.astimezone(zone).date()
    days = [today - timedelta(weeks=weeks) for weeks in range(WEEKS - 1, 0, -1)]
    return [*((day, end_of(day, time_zone)) for day in days), (today, moment)]


def end_of(day: date, time_zone: str) -> datetime:
    """Return the last moment of a day in a time zone (an IANA name)."""
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(time_zone))
    return midnight - timedelta(microseconds=1)


def cleared_over_time(
    days: Iterable[tuple[date, datetime]],
    stays: Sequence[Stay],
    certificates: Sequence[CertificateFacts],
    enrolments: Sequence[Step],
    lines_on: Iterable[Mapping[str, str]],
) -> list[ClearedOn]:
    """Count for each day as `standings.count_cleared` counts for one.

    `lines_on` leads, for each day, from the courses of that day to their lines.
    """
    oldest_first = sorted(certificates, key=lambda one: one.counts_from)
    return [
        ClearedOn(day, _count(moment, stays, oldest_first, enrolments, lines))
        for (day, moment), lines in zip(days, lines_on, strict=True)
    ]


def _count(
    moment: datetime,
    stays: Sequence[Stay],
    certificates: Sequence[CertificateFacts],
    enrolments: Sequence[Step],
    lines: Mapping[str, str],
) -> ClearedCount:
    """Count for one moment; `certificates` come with the oldest first, so that the newest of a course remains."""
    if not lines:
        return ClearedCount(0, 0)
    newest = {
        (one.person_id, one.course): one for one in certificates if one.counts_from <= moment and one.course in lines
    }
    concerned = {one.person_id for one in stays if one.role in TAKES_CALLS and one.covers(moment)}
    if not any(lines.values()):
        begun = {number for number, course in enrolled_at(enrolments, moment) if course in lines}
        begun |= {number for number, _course in newest}
        concerned |= {one.person_id for one in stays if one.person_id in begun and one.covers(moment)}
    counted = counted_courses(lines)
    holders = {
        number
        for (number, course), one in newest.items()
        if course in counted and one.standing(moment) is not Standing.EXPIRED
    }
    return ClearedCount(len(concerned & holders), len(concerned))
