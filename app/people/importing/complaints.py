"""What is wrong with more than one row of an import, so that it is said once and not in every row. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.people.importing.facts import Fate, Planned
from app.people.importing.rows import Said


@dataclass(frozen=True, slots=True)
class Complaint:
    """A sentence and the numbers of the refused rows of which it holds, in their order."""

    said: Said
    rows: tuple[int, ...]

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The rows as spans, each from its first to its last: (2, 31), (40, 40)."""
        found: list[tuple[int, int]] = []
        for row in self.rows:
            if found and row == found[-1][1] + 1:
                found[-1] = (found[-1][0], row)
            else:
                found.append((row, row))
        return found


def complaints(rows: Iterable[Planned]) -> list[Complaint]:
    """Return what is said of two refused rows or more in the same words, what concerns the most rows first."""
    found: dict[Said, list[int]] = {}
    for row in rows:
        for sentence in dict.fromkeys(row.says) if row.fate is Fate.REFUSED else ():
            found.setdefault(sentence, []).append(row.number)
    repeated = [Complaint(sentence, tuple(numbers)) for sentence, numbers in found.items() if len(numbers) > 1]
    return sorted(repeated, key=lambda one: -len(one.rows))
