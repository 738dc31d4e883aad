"""What changed at a client since a moment, as far as an auditor asks for it: from the record, by kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from app.kernel.actor import Actor
from app.kernel.work import reading
from app.people.permissions import Permission
from app.reports.changes import Change, change_of
from app.trail.models import TrailEntry

MOST_LINES = 500
"""Lines of the record that are read of each kind, the newest; all of them are counted."""


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
    """What changed, newest first, by kind; kinds without a change are left out.

    `by_kind` holds the newest MOST_LINES of each, `counts` how many there were.
    """

    moment: datetime
    by_kind: dict[ChangeKind, list[Change]]
    counts: dict[ChangeKind, int]

    @property
    def is_cut(self) -> bool:
        """Whether there was more of a kind than `by_kind` holds."""
        return any(count > len(self.by_kind[kind]) for kind, count in self.counts.items())


def kind_of(action: str) -> ChangeKind | None:
    """Return of which kind an act is, or None for one that is not told here. Pure."""
    return next((kind for kind, beginnings in _BEGINNINGS.items() if action.startswith(beginnings)), None)


def changes_since(actor: Actor, moment: datetime) -> Since:
    """Return what was recorded after a moment, in one statement. For those who see everybody."""
    actor.check(Permission.SEE_EVERYBODY)
    kind = case(*((_begins(kind), kind.value) for kind in ChangeKind))
    numbered = (
        select(
            TrailEntry.sequence,
            func.row_number().over(partition_by=kind, order_by=TrailEntry.sequence.desc()).label("place"),
            func.count().over(partition_by=kind).label("of_kind"),
        )
        .where(
            TrailEntry.recorded_at > moment.astimezone(UTC).isoformat(),
            or_(*(_begins(kind) for kind in ChangeKind)),
        )
        .subquery()
    )
    statement = (
        select(TrailEntry, numbered.c.of_kind)
        .join(numbered, and_(TrailEntry.client_id == actor.client_id, TrailEntry.sequence == numbered.c.sequence))
        .where(numbered.c.place <= MOST_LINES)
    )
    with reading(actor) as session:
        rows = session.execute(statement).all()
    by_kind: dict[ChangeKind, list[Change]] = {}
    counts: dict[ChangeKind, int] = {}
    for row, of_kind in rows:
        found = kind_of(row.action)
        if found is not None:
            by_kind.setdefault(found, []).append(change_of(row))
            counts[found] = of_kind
    ordered = {
        kind: sorted(by_kind[kind], key=lambda change: (change.at, change.sequence), reverse=True)
        for kind in ChangeKind
        if kind in by_kind
    }
    return Since(moment, ordered, counts)


def _begins(kind: ChangeKind) -> ColumnElement[bool]:
    return or_(*(TrailEntry.action.startswith(beginning) for beginning in _BEGINNINGS[kind]))
