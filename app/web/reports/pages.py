"""The reports as their page and their files show them: columns, rows, and what a picture is drawn from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import format_decimal
from flask_babel import gettext as _

from app.kernel import clock
from app.kernel.actor import Actor
from app.reports.cells import Share
from app.reports.clearance_times import ClassTime, clearance_times
from app.reports.completion import completion
from app.reports.first_attempts import first_attempts
from app.reports.narrowing import By, Narrowing
from app.reports.placing import NOWHERE, Placed


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and what its values are: text, count, share (drawn as a bar), days or day."""

    label: str
    kind: str = "count"


@dataclass(frozen=True, slots=True)
class Span:
    """A row of the picture of times: from the least to the most, with the middle."""

    label: str
    least: float
    middle: float
    most: float
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says. `about` is the sentence under its title; `why_empty` stands where there are no rows.

    `by` tells whether the reader may choose what rows stand for; `courses` and `classes` are those to narrow by.
    """

    title: str
    about: str
    why_empty: str
    columns: tuple[Column, ...]
    rows: list[tuple[object, ...]]
    courses: dict[str, str]
    classes: dict[str, str]
    spans: tuple[Span | None, ...] = ()
    by: bool = True


def report_titles() -> dict[str, str]:
    """Return the titles of the reports by their name in the address."""
    return {
        "completion": _("Completion"),
        "first-attempts": _("First attempts"),
        "time-to-clearance": _("Time to clearance"),
    }


def _completion(actor: Actor, wanted: Narrowing) -> Report:
    places, rows = completion(actor, wanted, clock.now())
    return Report(
        report_titles()["completion"],
        _(
            "Of the people who are here now and were enrolled in the period: how many finished, how many are overdue, "
            "and how many of the others have done nothing yet."
        ),
        _("Nobody was enrolled in this period, or nobody fits the filters."),
        (
            _first_column(wanted.by),
            Column(_("Enrolled")),
            Column(_("Finished")),
            Column(_("Overdue")),
            Column(_("Nothing done yet")),
            Column(_("Share finished"), "share"),
        ),
        [
            (
                _title(places, row.key, wanted.by),
                row.enrolled,
                row.finished,
                row.overdue,
                row.nothing_done,
                _share(row.share),
            )
            for row in rows
        ],
        places.courses,
        places.classes,
    )


def _first_attempts(actor: Actor, wanted: Narrowing) -> Report:
    places, rows = first_attempts(actor, wanted)
    quizzes = {
        (content.release.part, name): quiz.title
        for content in places.contents
        for name, quiz in content.quizzes.items()
    }
    by_quiz = wanted.by is By.COURSE
    quiz = (Column(_("Quiz"), "text"),) if by_quiz else ()
    return Report(
        report_titles()["first-attempts"],
        _("Of all who handed in a quiz for the first time in the period: how many passed at once."),
        _("Nobody handed in a first attempt in this period, or nobody fits the filters."),
        (
            _first_column(wanted.by),
            *quiz,
            Column(_("Sat")),
            Column(_("Passed at once")),
            Column(_("First-attempt pass rate"), "share"),
        ),
        [
            (
                _title(places, row.key, wanted.by),
                *([quizzes.get((row.key, row.quiz), row.quiz)] if by_quiz else []),
                row.sat,
                row.passed,
                _share(row.share),
            )
            for row in rows
        ],
        places.courses,
        places.classes,
    )


def _clearance_times(actor: Actor, wanted: Narrowing) -> Report:
    found = clearance_times(actor, wanted)
    return Report(
        report_titles()["time-to-clearance"],
        _("Days from the first day of a class to its people's first clearance, of classes that began in the period."),
        _("No class began in this period, or none fits the filters."),
        (
            Column(_("Class"), "text"),
            Column(_("Trainer"), "text"),
            Column(_("First day"), "day"),
            Column(_("People")),
            Column(_("Cleared")),
            Column(_("Cleared before")),
            Column(_("Median, days"), "days"),
            Column(_("Shortest"), "days"),
            Column(_("Longest"), "days"),
        ),
        [
            (
                row.title,
                found.names.get(row.trainer_id, ""),
                row.starts_on,
                row.people,
                row.cleared,
                row.before,
                *((_days(row.days.median), _days(row.days.least), _days(row.days.most)) if row.days else (None,) * 3),
            )
            for row in found.rows
        ],
        found.courses,
        found.classes,
        tuple(_span(row) for row in found.rows),
        by=False,
    )


REPORTS: dict[str, Callable[[Actor, Narrowing], Report]] = {
    "completion": _completion,
    "first-attempts": _first_attempts,
    "time-to-clearance": _clearance_times,
}


def _first_column(by: By) -> Column:
    return Column({By.COURSE: _("Course"), By.CLASS: _("Class"), By.TEAM: _("Team")}[by], "text")


def _title(places: Placed, key: str, by: By) -> str:
    if key == NOWHERE:
        return str(_("In no class") if by is By.CLASS else _("In no team"))
    return places.titles.get(key, key)


def _share(value: float | None) -> Share | None:
    return None if value is None else Share(value)


def _days(value: float) -> float:
    return round(value, 1)


def _span(row: ClassTime) -> Span | None:
    if row.days is None:
        return None
    words = _(
        "median %(median)s days, from %(least)s to %(most)s",
        median=format_decimal(_days(row.days.median)),
        least=format_decimal(_days(row.days.least)),
        most=format_decimal(_days(row.days.most)),
    )
    return Span(row.title, row.days.least, row.days.median, row.days.most, str(words))
