"""Who voided what a page shows."""

from __future__ import annotations

from app.assessment.voiding import Voided


def voiders(*voids: Voided | None) -> set[int]:
    """Return the numbers of those who voided, for a page that shows their names."""
    return {one.by for one in voids if one is not None}
