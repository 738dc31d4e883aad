"""How a line of the trail is hashed, and how a chain of them is checked. Pure.

Each line's hash is SHA-256 over the canonical JSON of its fields and the hash of the line before it; the first line
follows sixty-four zeros. So a line that is changed, removed, inserted or moved no longer fits what follows it, and a
chain cut short no longer reaches its head, which is kept apart.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from app.kernel.canonical import canonical_json
from app.kernel.messages import N_

FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chain. `sequence` counts from 1; `person_id` None is the program itself.

    Moments and data are the very texts that are stored (ISO 8601 in UTC; canonical JSON), so that what is hashed is
    what lies in the row, on every database.
    """

    chain: str
    sequence: int
    action: str
    subject: str
    person_id: int | None
    happened_at: str
    recorded_at: str
    data: str


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place where a chain does not hold. `what` is a message template with the place `%(row)d`."""

    chain: str
    sequence: int
    what: str


def digest(line: Line, previous: str) -> str:
    """Return the hash of `line` when it follows a line whose hash is `previous`, as 64 hexadecimal digits."""
    fields = {
        "chain": line.chain,
        "sequence": line.sequence,
        "action": line.action,
        "subject": line.subject,
        "person": line.person_id,
        "happened": line.happened_at,
        "recorded": line.recorded_at,
        "data": line.data,
        "previous": previous,
    }
    return hashlib.sha256(canonical_json(fields).encode()).hexdigest()


def find_fault(
    chain: str, lines: Iterable[tuple[Line, str]], head: tuple[int, str] | None, *, may_be_empty: bool = False
) -> Fault | None:
    """Return the first fault of a chain, or None.

    `lines` are (line, stored hash) ordered by sequence; `head` is the (sequence, hash) kept apart, None if there is
    none. A chain without lines is a fault unless it `may_be_empty`, as where nothing was ever written.
    """
    previous, expected = FIRST, 1
    for line, stored in lines:
        if line.sequence != expected:
            return Fault(chain, expected, N_("row %(row)d is missing"))
        if not _follows(line, previous, stored):
            return Fault(chain, expected, N_("row %(row)d was changed or moved"))
        previous, expected = stored, expected + 1
    last = expected - 1
    if head is None and last == 0 and may_be_empty:
        return None
    if head is None:
        return Fault(chain, last or 1, N_("row %(row)d has no head kept for it"))
    if head[0] > last:
        return Fault(chain, last + 1, N_("row %(row)d is missing"))
    if head[0] < last:
        return Fault(chain, head[0] + 1, N_("row %(row)d was added behind the head"))
    if head[1] != previous:
        return Fault(chain, last, N_("row %(row)d does not match the head kept apart"))
    return None


def _follows(line: Line, previous: str, stored: str) -> bool:
    try:
        return digest(line, previous) == stored
    except TypeError:  # bytes or the like, which no row of ours ever held
        return False
