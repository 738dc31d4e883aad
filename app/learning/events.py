"""News of learning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ModuleCompleted:
    """A person completed a module in this transaction; once for each module, whatever is released later."""

    person_id: int
    course: str
    module: str


@dataclass(frozen=True, slots=True)
class EnrolmentChanged:
    """A person's enrolment got another due date in this transaction, or was taken back."""

    person_id: int
    course: str
    due_at: datetime | None
    taken_back: bool
