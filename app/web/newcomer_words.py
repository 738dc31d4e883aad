"""Newcomers in words: how far they are in what comes first, and how many of them are where on the way."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask
from flask_babel import gettext as _
from flask_babel import ngettext

from app.reports.classroom import Progress, Stage, stages
from app.reports.first import First

OF_NEWCOMERS = frozenset({Stage.NOT_YET, Stage.FIRST})
"""Without anybody in one of these the states of the rows say it all."""


def first_words(first: First) -> str:
    """Return how far somebody is in the course that they must complete first."""
    if not first.steps:
        return str(_("First: “%(course)s”, not begun yet", course=first.title))
    done, every = first.modules
    parts = [ngettext("%(done)d of %(num)d module", "%(done)d of %(num)d modules", every, done=done)] if every else []
    passed, quizzes = first.quizzes
    if quizzes == 1:  # the one at the end, which is called the exam (ADR 0046)
        parts.append(_("exam passed") if passed else _("exam not passed yet"))
    elif quizzes:
        parts.append(
            ngettext("%(done)d of %(num)d quiz passed", "%(done)d of %(num)d quizzes passed", quizzes, done=passed)
        )
    return str(_("First: “%(course)s”, %(done)s", course=first.title, done=", ".join(parts)))


def newcomers_words(rows: Sequence[Progress]) -> list[str]:
    """Return how many people are where on the way, a phrase for each place; none when no newcomer is among them."""
    counted = stages(rows)
    if not OF_NEWCOMERS & counted.keys():
        return []
    titles = sorted({row.first.title for row in rows if row.first})
    return [_stage_words(stage, count, titles) for stage, count in counted.items()]


def _stage_words(stage: Stage, count: int, titles: Sequence[str]) -> str:
    match stage:
        case Stage.NOT_YET:
            return ngettext("%(num)d has not signed in yet", "%(num)d have not signed in yet", count)
        case Stage.FIRST:
            return first_count_words(count, titles[0] if len(titles) == 1 else "")
        case Stage.IN_COURSE:
            return ngettext("%(num)d is in the course", "%(num)d are in the course", count)
        case Stage.CERTIFIED:
            return ngettext("%(num)d has the certificate", "%(num)d have the certificate", count)
        case Stage.NOWHERE:
            return ngettext("%(num)d is in no course", "%(num)d are in no course", count)


def first_count_words(count: int, title: str) -> str:
    """Return how many must complete a course first; `title` is empty for several courses."""
    if not title:
        return ngettext(
            "%(num)d has another course to finish first", "%(num)d have another course to finish first", count
        )
    return ngettext(
        "%(num)d has “%(course)s” to finish first", "%(num)d have “%(course)s” to finish first", count, course=title
    )


def register(app: Flask) -> None:
    """Give templates what they say about newcomers."""
    app.jinja_env.globals.update(
        first_words=first_words, newcomers_words=newcomers_words, first_count_words=first_count_words
    )
