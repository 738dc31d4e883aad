"""News of learning."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ModuleCompleted:
    """A person completed a module in this transaction; once for each module, whatever is released later."""

    person_id: int
    course: str
    module: str
