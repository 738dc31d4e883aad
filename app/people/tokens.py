"""The secret of a one-time link: short enough to be typed from paper, and read however it was typed."""

from __future__ import annotations

import secrets

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""None of them is taken for another one in print: there is no 0 and o, no 1, i and l."""
GROUPS = 4
GROUP = 4
"""Four groups of four of 31 signs: 79 bits, beyond guessing in the days that a link holds."""
_LENGTH = GROUPS * GROUP


def new_token() -> str:
    """Return a new token, in groups with hyphens between them."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def as_made(typed: str) -> str:
    """Return a token as it was made: capital letters, spaces and hyphens do not matter.

    What is no token of this form comes back as it is: links made by earlier versions are longer, and exact.
    """
    signs = "".join(typed.split()).replace("-", "").lower()
    if len(signs) != _LENGTH or not set(signs) <= set(LETTERS):
        return typed
    return "-".join(signs[place : place + GROUP] for place in range(0, _LENGTH, GROUP))
