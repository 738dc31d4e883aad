"""What people write about calls and quizzes: not too long, and without characters that no database keeps."""

from __future__ import annotations

from app.kernel.errors import InvalidError
from app.kernel.messages import N_


def checked(words: str, most: int) -> str:
    """Return `words` without outer blanks. Raises InvalidError for more than `most` characters, or a NUL character."""
    kept = words.strip()
    if len(kept) > most:
        raise InvalidError(N_("What you wrote is longer than %(most)d characters; shorten it."), most=most)
    if "\0" in kept:
        raise InvalidError(N_("What you wrote holds a character that cannot be kept; take it out."))
    return kept
