"""The latest lines of a client's record, for people to read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, not_, select

from app.kernel.actor import Actor
from app.kernel.work import reading
from app.people.permissions import Permission
from app.trail.models import TrailEntry

BEYOND_EVERY_LINE = 2**62
"""A number that no record reaches and every database can compare with."""
LOOKED_THROUGH = 500
"""Lines of the record among which the newest changes are looked for."""
PRIVATE = ("rehearsal.",)
"""Nobody but the person themselves reads these; that they happened is on the record all the same."""
FOR_COLLEAGUES = ("coaching.",)
"""Not for those who may not read coaching words: an auditor is not even shown that there were some."""
FOR_WHO_ANSWERS = ("question.",)
"""Who asked is told to those who answer, and to nobody else."""
NOISE = (
    "attempt.answered",
    "attempt.marked",
    "attempt.started",
    "call.saved",
    "call.scenario chosen",
    "call.started",
    "check.answered",
    "knowledge.",
    "news.read",
    "question.answer seen",
    "queue.",
    "search.",
    "section.reached",
    "visit.began",
)
"""Kept on the record and left out of the news: each is one of hundreds."""


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the record. `about` is the person it is about, where it says one; `by` None is the program.

    `subject` is what was changed, by its id; `people` are those it is about where it says several.
    """

    sequence: int
    at: datetime
    action: str
    by: int | None
    about: int | None
    data: dict[str, Any]
    subject: str = ""
    people: tuple[int, ...] = ()


def latest_changes(
    actor: Actor, limit: int = 20, *, before: int | None = None, all_lines: bool = False
) -> list[Change]:
    """Return the latest changes, newest first; those before a line's number, if given.

    With `all_lines` what the news leave out is there too, except what is nobody else's business.
    """
    hidden = [*PRIVATE]
    hidden += [] if actor.may(Permission.SEE_COACHING) else FOR_COLLEAGUES
    hidden += [] if actor.may(Permission.ANSWER) else FOR_WHO_ANSWERS
    hidden += [] if all_lines else NOISE
    statement = (
        select(TrailEntry)
        .where(and_(*(not_(TrailEntry.action.startswith(beginning)) for beginning in hidden)))
        .order_by(TrailEntry.sequence.desc())
        .limit(limit)
    )
    if before is not None:
        statement = statement.where(TrailEntry.sequence < min(max(before, 0), BEYOND_EVERY_LINE))
    with reading(actor) as session:
        return [change_of(row) for row in session.scalars(statement)]


def newest_first(actor: Actor) -> list[Change]:
    """Return the latest changes by when they happened, which is not always the order in which they were recorded.

    They are the last lines of the record, LOOKED_THROUGH of them.
    """
    found = latest_changes(actor, LOOKED_THROUGH)
    return sorted(found, key=lambda change: (change.at, change.sequence), reverse=True)


def change_of(row: TrailEntry) -> Change:
    """Return a line of the record, read."""
    data = json.loads(row.data)
    about = int(row.subject) if row.action == "person.created" and row.subject.isdecimal() else data.get("person")
    people = data.get("people") if row.action == "class.joined" else None
    return Change(
        row.sequence,
        datetime.fromisoformat(row.happened_at),
        row.action,
        row.person_id,
        about if isinstance(about, int) else None,
        data,
        row.subject,
        tuple(people or ()),
    )
