"""News of authoring."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReleasePublished:
    """A release of `part` was published in this transaction. `part` is a course's folder name, or `SHARED_PART`."""

    client_id: str
    part: str
    release_id: str
    major: bool
