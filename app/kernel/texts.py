"""What people write: not too long, and without characters that no database keeps."""

from __future__ import annotations

from app.kernel.errors import InvalidError
from app.kernel.messages import N_


def checked(words: str, most: int) -> str:
    """Return `words` without outer blanks, its lines ended by a line feed.

    Raises InvalidError for more than `most` characters, or for one that cannot be kept: PostgreSQL takes neither NUL
    nor half a surrogate pair, and no hand types them.
    """
    kept = words.replace("\r\n", "\n").strip()
    if len(kept) > most:
        raise InvalidError(N_("What you wrote is longer than %(most)d characters; shorten it."), most=most)
    if "\0" in kept or any("\ud800" <= character <= "\udfff" for character in kept):
        raise InvalidError(N_("What you wrote holds a character that cannot be kept; take it out."))
    return kept
