"""Identifiers that tell nobody how many there are."""

from __future__ import annotations

import secrets
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = tuple(first + second for first in _ALPHABET for second in _ALPHABET)
"""What each ten bits are written as."""
_RANDOM_BITS = 52
ID_LENGTH = 20


def new_id() -> str:
    """Return a fresh id of 20 characters: 48 bits of milliseconds, then 52 random bits, in Crockford's base 32.

    Ids sort roughly by age, which keeps indexes compact; they are not consecutive, so an id seen in an address says
    nothing about how many things other clients have.
    """
    number = (int(time.time() * 1000) << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS)
    return "".join([_PAIRS[(number >> shift) & 1023] for shift in range(5 * (ID_LENGTH - 2), -1, -10)])


def new_number() -> int:
    """Return a random number of twelve digits: what stands for a person on the trail, so that a name can be erased."""
    return 10**11 + secrets.randbelow(9 * 10**11)
