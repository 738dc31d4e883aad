"""When somebody was here last: 'since my last visit' counts from then."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.races import look_again_if_beaten
from app.kernel.work import reading, writing
from app.reports.models import LastVisit

ONE_VISIT = timedelta(hours=8)
"""Whoever comes back within a working day is still on the same visit: reloading the page forgets nothing."""


def visit(actor: Actor) -> datetime | None:
    """Say that the actor is here, and return when their visit before this one began; None on the first.

    A new visit is a row changed and a line on the record; within one nothing is written.
    """
    moment = clock.now()
    with reading(actor) as session:
        row = session.get(LastVisit, (actor.client_id, actor.number))
    if row is not None and not is_over(row.began_at, moment):
        return row.before_at
    return look_again_if_beaten(lambda: _begin(actor, moment))


def is_over(began_at: datetime, moment: datetime) -> bool:
    """Tell whether a visit that began then is over at a moment. Pure."""
    return moment - began_at >= ONE_VISIT


def _begin(actor: Actor, moment: datetime) -> datetime | None:
    with writing(actor) as work:
        row = work.session.get(LastVisit, (actor.client_id, actor.number), with_for_update=True)
        if row is None:
            work.session.add(LastVisit(person_id=actor.number, began_at=moment, before_at=None))
        elif is_over(row.began_at, moment):
            row.before_at, row.began_at = row.began_at, moment
        else:
            return row.before_at
        work.record("visit.began", actor.number)
        return row.before_at if row else None
