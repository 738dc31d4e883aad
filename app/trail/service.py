"""Writing the trail and checking it."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, fields
from datetime import UTC

from sqlalchemy import select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.canonical import canonical_json
from app.kernel.wall import WallSession
from app.kernel.work import Act, reading, reading_one_moment
from app.trail.chain import FIRST, Fault, Line, digest, find_fault
from app.trail.models import Entry, InstallationEntry, InstallationHead, TrailEntry, TrailHead

INSTALLATION = "(installation)"
_KEPT = tuple(field.name for field in fields(Line) if field.name != "chain")
"""What a row keeps of its line; the chain is told by the table and the client."""


def append(session: WallSession, acts: list[Act]) -> None:
    """Chain `acts` to the session's scope: the client's chain, or the installation's where there is no scope.

    Locks the head, so that two units of work cannot take one place in the chain.
    """
    head = _locked_head(session)
    chain = _chain_name(session)
    recorded_at = clock.now().isoformat()
    last_hash = head.hash
    rows = []
    for sequence, act in enumerate(acts, head.sequence + 1):
        line = Line(
            chain,
            sequence,
            act.action,
            act.subject,
            act.person_id,
            act.happened_at.astimezone(UTC).isoformat(),
            recorded_at,
            canonical_json(act.data),
        )
        last_hash = digest(line, last_hash)
        rows.append({**{name: getattr(line, name) for name in _KEPT}, "hash": last_hash})
    head.sequence, head.hash = head.sequence + len(acts), last_hash
    session.insert_rows(TrailEntry if session.scope else InstallationEntry, rows)


def _chain_name(session: WallSession) -> str:
    return session.scope.client_id if session.scope else INSTALLATION


def _locked_head(session: WallSession) -> TrailHead | InstallationHead:
    head: TrailHead | InstallationHead | None
    if session.scope:
        head = session.scalar(select(TrailHead).with_for_update())
        head = head or TrailHead(client_id=session.scope.client_id, sequence=0, hash=FIRST)
    else:
        head = session.scalar(select(InstallationHead).with_for_update())
        head = head or InstallationHead(id=1, sequence=0, hash=FIRST)
    session.add(head)
    return head


def head(actor: Actor) -> tuple[int, str]:
    """Return (sequence, hash) of the chain's last line, to be printed in what leaves the house; (0, zeros) if empty."""
    with reading(actor) as session:
        row = session.scalar(select(TrailHead)) if actor.scope else session.scalar(select(InstallationHead))
        return (row.sequence, row.hash) if row else (0, FIRST)


def was_done_by_actor(actor: Actor, action: str, subject: object) -> bool:
    """Tell whether the chain of the actor's scope says that they did `action` to `subject`. Reads the whole chain."""
    model: type[Entry] = TrailEntry if actor.scope else InstallationEntry
    line = select(model.sequence).where(
        model.action == action, model.subject == str(subject), model.person_id.is_not_distinct_from(actor.person_id)
    )
    with reading(actor) as session:
        return session.scalar(line.limit(1)) is not None


@dataclass(frozen=True, slots=True)
class Checked:
    """A chain that was checked: `sequence` and `digest` of the head it had then ((0, zeros) if it was empty), and the
    first line that does not hold; None if all do."""

    sequence: int
    digest: str
    fault: Fault | None


def check(actor: Actor, *, may_be_empty: bool = False) -> Checked:
    """Check the chain of the actor's scope, the installation's without one. Reads every line of it.

    Head and lines are read as they are at one moment, while others write. A chain without lines is a fault, unless the
    caller knows that nothing was ever written to it.
    """
    with reading_one_moment(actor) as session:
        row = session.scalar(select(TrailHead)) if actor.scope else session.scalar(select(InstallationHead))
        kept = (row.sequence, row.hash) if row else None
        with closing(_lines(session)) as lines:  # a fault ends the walk before its rows do
            fault = find_fault(_chain_name(session), lines, kept, may_be_empty=may_be_empty)
    sequence, hashed = kept or (0, FIRST)
    return Checked(sequence, hashed, fault)


def verify(actor: Actor, *, may_be_empty: bool = False) -> Fault | None:
    """Return the first fault in the chain of the actor's scope, or None: what `check` finds."""
    return check(actor, may_be_empty=may_be_empty).fault


def _lines(session: WallSession) -> Generator[tuple[Line, str], None, None]:
    model: type[Entry] = TrailEntry if session.scope else InstallationEntry
    chain = _chain_name(session)
    statement = select(model).order_by(model.sequence).execution_options(yield_per=1000)
    with closing(session.scalars(statement)) as rows:
        yield from (_line(chain, row) for row in rows)


def _line(chain: str, row: Entry) -> tuple[Line, str]:
    line = Line(
        chain,
        row.sequence,
        row.action,
        row.subject,
        row.person_id,
        row.happened_at,
        row.recorded_at,
        row.data,
    )
    return line, row.hash
