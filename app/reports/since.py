"""What changed at a client since a moment, as far as an auditor asks for it: from the record, by kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import or_, select

from app.kernel.actor import Actor
from app.kernel.work import reading
from app.people.permissions import Permission
from app.reports.changes import Change, change_of
from app.trail.models import TrailEntry

MOST_LINES = 1000
"""Lines of the record that are read; of more than these the newest are counted, and the page says so."""


class ChangeKind(StrEnum):
    """What is told apart; the values stand in no address."""

    CERTIFICATES = "certificates"
    PEOPLE = "people"
    RELEASES = "releases"
    CALLS = "calls"


_BEGINNINGS: dict[ChangeKind, tuple[str, ...]] = {
    ChangeKind.CERTIFICATES: ("certificate.", "sign-off.voided"),
    ChangeKind.PEOPLE: ("membership.",),
    ChangeKind.RELEASES: ("release.",),
    ChangeKind.CALLS: ("call.finished", "call.voided"),
}


@dataclass(frozen=True, slots=True)
class Since:
    """What changed, newest first, by kind; kinds without a change are left out. `cut` if there was more."""

    moment: datetime
    by_kind: dict[ChangeKind, list[Change]]
    cut: bool


def kind_of(action: str) -> ChangeKind | None:
    """Return of which kind an act is, or None for one that is not told here. Pure."""
    return next((kind for kind, beginnings in _BEGINNINGS.items() if action.startswith(beginnings)), None)


def changes_since(actor: Actor, moment: datetime) -> Since:
    """Return what was recorded after a moment, in one statement. For those who see everybody."""
    actor.check(Permission.SEE_EVERYBODY)
    beginnings = [beginning for kind in _BEGINNINGS.values() for beginning in kind]
    statement = (
        select(TrailEntry)
        .where(
            TrailEntry.recorded_at > moment.astimezone(UTC).isoformat(),
            or_(*(TrailEntry.action.startswith(beginning) for beginning in beginnings)),
        )
        .order_by(TrailEntry.sequence.desc())
        .limit(MOST_LINES + 1)
    )
    with reading(actor) as session:
        rows = session.scalars(statement).all()
    by_kind: dict[ChangeKind, list[Change]] = {}
    for row in rows[:MOST_LINES]:
        kind = kind_of(row.action)
        if kind is not None:
            by_kind.setdefault(kind, []).append(change_of(row))
    ordered = {
        kind: sorted(by_kind[kind], key=lambda change: (change.at, change.sequence), reverse=True)
        for kind in ChangeKind
        if kind in by_kind
    }
    return Since(moment, ordered, len(rows) > MOST_LINES)
