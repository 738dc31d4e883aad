"""A class in words: which one is shown, and why somebody is stuck."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _

from app.kernel import clock
from app.reports.classroom import Group, Progress, Stuck
from app.web.call_words import wait_words


def chosen(groups: Sequence[Group], wanted: str, trainer: int, moment: datetime) -> Group | None:
    """Return the class that the address names, else the one under way. Pure.

    That is the latest that has begun at `moment`, of the trainer's own if there is one, else of all; where none has
    begun, the one that begins next. `groups` come with the latest first.
    """
    named = next((one for one in groups if one.id == wanted), None)
    own = [one for one in groups if one.trainer_id == trainer] or list(groups)
    begun = next((one for one in own if one.starts_at <= moment), None)
    return named or begun or next(reversed(own), None)


def stuck_words(row: Progress) -> str:
    """Return why somebody is stuck; empty for nobody."""
    if row.stuck is Stuck.SERIES:
        return str(_("lost a series of test calls; coaching comes first"))
    if row.stuck is Stuck.QUIZ:
        return str(_("failed a quiz more than once"))
    if row.stuck is Stuck.QUIET and row.last_at is not None:
        return str(_("nothing done for %(time)s", time=wait_words(clock.now() - row.last_at)))
    return ""
