"""Taking due letters out of the outbox, one worker each, and keeping what became of them.

A letter is claimed in one transaction and marked in another, with the sending in between: whoever is killed before the
mark leaves a claim that runs out, and the letter is tried again. So none is lost, and none that was marked goes twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, update

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.work import reading, writing
from app.post.errors import UndeliveredError
from app.post.models import Outbox
from app.post.rules import CLAIM, is_given_up, wait_after

_POST_OFFICE = Actor(person_id=None, scope=None)
_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Claimed:
    """A letter in one worker's hand. `tries` counts this one."""

    id: str
    to: str
    subject: str
    body: str
    tries: int


Send = Callable[[Claimed], None]
"""Hands a letter to a mail server; returns once the server took it, raises UndeliveredError if it did not."""


def claim() -> Claimed | None:
    """Take the letter that is due longest, so that no other worker does for a while; None if none is due."""
    with reading(_POST_OFFICE) as session:  # an idle worker asks again and again, and holds nobody up by that
        if session.scalar(_due(clock.now())) is None:
            return None
    with writing(_POST_OFFICE) as work:
        moment = clock.now()
        row: Outbox | None = work.session.scalar(_due(moment).with_for_update(skip_locked=True))
        if row is None:
            return None
        row.not_before, row.attempts = moment + CLAIM, row.attempts + 1
        work.record("letter.claimed", row.id, tries=row.attempts)
        return Claimed(row.id, row.to, row.subject, row.body, row.attempts)


def _due(moment: datetime) -> Select[Any]:
    waits = (Outbox.sent_at.is_(None), Outbox.failed_at.is_(None), Outbox.not_before <= moment)
    return select(Outbox).where(*waits).order_by(Outbox.not_before, Outbox.id).limit(1)


def deliver(send: Send, *, go_on: Callable[[], bool] = lambda: True) -> int:
    """Send every letter that is due, until there is none or `go_on` says no; return how many were taken over."""
    sent = 0
    while go_on() and (letter := claim()) is not None:
        sent += _deliver_one(letter, send)
    return sent


def _deliver_one(letter: Claimed, send: Send) -> bool:
    try:
        send(letter)
    except UndeliveredError as failure:
        _put_back(letter, failure)
        return False
    with writing(_POST_OFFICE) as work:
        # What a letter said was for its reader: a link in it would open a door to whoever reads the database.
        work.session.execute(
            update(Outbox).where(Outbox.id == letter.id).values(sent_at=clock.now(), body="", last_error="")
        )
        work.record("letter.sent", letter.id, tries=letter.tries)
    return True


def _put_back(letter: Claimed, failure: UndeliveredError) -> None:
    moment = clock.now()
    given_up = is_given_up(letter.tries, for_ever=failure.for_ever)
    changed: dict[str, Any] = {"not_before": moment + wait_after(letter.tries)}
    if given_up:
        changed = {"failed_at": moment, "body": ""}
    with writing(_POST_OFFICE) as work:
        work.session.execute(
            update(Outbox)
            .where(Outbox.id == letter.id, Outbox.sent_at.is_(None))
            .values(last_error=str(failure)[:_LONGEST_REASON], **changed)
        )
        work.record("letter.given up" if given_up else "letter.put back", letter.id, tries=letter.tries)
