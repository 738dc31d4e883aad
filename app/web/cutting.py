"""Long lists cut into pages, each a number in the address."""

from __future__ import annotations

from dataclasses import dataclass

PAGE = 20
"""Rows of a list on one page: with long names in Greek or Russian it still keeps to its size (docs/look.md).

A page whose rows are much lighter or heavier has a size of its own, said beside it.
"""


@dataclass(frozen=True, slots=True)
class Cut:
    """One page of a list: from `first` to `last`, counted from 1, of `found`; `number` is the page's own."""

    number: int
    first: int
    last: int
    found: int

    @property
    def back(self) -> int | None:
        """The number of the page before, if there is one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def following(self) -> int | None:
        """The number of the next page, if there is one."""
        return self.number + 1 if self.last < self.found else None


def cut(found: int, asked: str | None, size: int = PAGE) -> Cut:
    """Return the page that an address asks for; the nearest one for a page that is not there."""
    pages = max(1, -(-found // size))
    number = min(max(1, int(asked) if asked and asked.isdecimal() and len(asked) < 9 else 1), pages)
    first = (number - 1) * size
    return Cut(number, first + 1, min(first + size, found), found)
