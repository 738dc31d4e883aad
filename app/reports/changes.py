"""The latest lines of a client's record, for people to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.kernel.actor import Actor
from app.kernel.work import reading
from app.people.permissions import Permission
from app.reports.acts import ABOUT_ITS_SUBJECT
from app.trail.lines import data_of, is_number, moment_of
from app.trail.models import TrailEntry

BEYOND_EVERY_LINE = 2**62
"""A number that no record reaches and every database can compare with."""
LOOKED_THROUGH = 500
"""Lines of the record among which the newest changes are looked for."""
SHOWN = frozenset(
    {
        "agreement.accepted",
        "allowance.given",
        "allowance.taken back",
        "attempt.answered",
        "attempt.handed in",
        "attempt.lengthened",
        "attempt.marked",
        "attempt.started",
        "attempt.voided",
        "call.broken off",
        "call.finished",
        "call.given back",
        "call.let lie",
        "call.no show",
        "call.resumed",
        "call.saved",
        "call.scenario chosen",
        "call.started",
        "call.taken",
        "call.voided",
        "certificate.brought in",
        "certificate.covers",
        "certificate.issued",
        "check.answered",
        "class.changed",
        "class.created",
        "class.joined",
        "class.left",
        "client.changed",
        "client.created",
        "enrolment.due changed",
        "enrolment.language changed",
        "enrolment.started",
        "enrolment.taken back",
        "knowledge.reindexed",
        "letter.claimed",
        "letter.given up",
        "letter.put back",
        "letter.sent",
        "line.created",
        "link.made",
        "link.used",
        "login.all ended",
        "login.ended",
        "login.started",
        "login.tried",
        "membership.ended",
        "membership.ended with the last",
        "membership.started",
        "module.completed",
        "news.changed",
        "news.read",
        "news.withdrawn",
        "news.written",
        "people.imported",
        "person.changed",
        "person.created",
        "person.password changed",
        "queue.booked",
        "queue.entered",
        "queue.left",
        "queue.ready now",
        "queue.withdrawn",
        "release.published",
        "sample.drawn",
        "search.dealt with",
        "search.found nothing",
        "section.reached",
        "sign-off.given",
        "sign-off.voided",
        "team.changed",
        "team.created",
        "team.joined",
        "team.left",
        "visit.began",
    }
)
"""Whoever may read the record reads these. What stands in none of the four lists is shown to nobody."""
PRIVATE = frozenset({"rehearsal.ended", "rehearsal.left", "rehearsal.said", "rehearsal.started"})
"""Nobody but the person themselves reads these; that they happened is on the record all the same."""
FOR_COLLEAGUES = frozenset({"coaching.recorded"})
"""Not for those who may not read coaching words: an auditor is not even shown that there were some."""
FOR_WHO_ANSWERS = frozenset({"question.answer seen", "question.answered", "question.asked"})
"""Who asked is told to those who answer, and to nobody else."""
NOISE = frozenset(
    {
        "attempt.answered",
        "attempt.marked",
        "attempt.started",
        "call.saved",
        "call.scenario chosen",
        "call.started",
        "check.answered",
        "knowledge.reindexed",
        "news.read",
        "question.answer seen",
        "queue.booked",
        "queue.entered",
        "queue.left",
        "queue.ready now",
        "queue.withdrawn",
        "search.dealt with",
        "search.found nothing",
        "section.reached",
        "visit.began",
    }
)
"""Kept on the record and left out of the news, whoever may read them: each is one of hundreds."""


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
    visible = set(SHOWN)
    visible |= FOR_COLLEAGUES if actor.may(Permission.SEE_COACHING) else set()
    visible |= FOR_WHO_ANSWERS if actor.may(Permission.ANSWER) else set()
    visible -= set() if all_lines else NOISE
    statement = (
        select(TrailEntry)
        .where(TrailEntry.action.in_(sorted(visible)))
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
    """Return a line of the record, read as far as it can be: one that was changed may hold anything."""
    data = data_of(row.data)
    about = data.get("person")
    if row.action in ABOUT_ITS_SUBJECT and row.subject.isdecimal():
        about = int(row.subject)
    return Change(
        row.sequence,
        moment_of(row.happened_at),
        row.action,
        row.person_id,
        about if is_number(about) else None,
        data,
        row.subject,
        tuple(data.get("people", ())),
    )
