"""What goes wrong with letters."""

from __future__ import annotations


class UndeliveredError(Exception):
    """A mail server did not take a letter, and says why. `for_ever`: it never will, whoever asks again."""

    def __init__(self, reason: str, *, for_ever: bool = False) -> None:
        super().__init__(reason)
        self.for_ever = for_ever
