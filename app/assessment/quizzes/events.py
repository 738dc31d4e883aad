"""News of quizzes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AttemptHandedIn:
    """An attempt got its result in this transaction, by its person or because its time was over."""

    person_id: int
    course: str
    quiz: str
    passed: bool
