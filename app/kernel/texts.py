"""What people write: not too long, and without characters that no database keeps."""

from __future__ import annotations

import unicodedata

from app.kernel.errors import InvalidError
from app.kernel.messages import N_

LONGEST_REASON = 1_000
"""Characters of the words in which somebody says why."""
BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs by their category that show nothing: Hangul fillers and the empty Braille cell."""


def checked(words: str, most: int) -> str:
    """Return `words` without outer blanks, its lines ended by a line feed; '' for words of which nothing can be seen.

    Raises InvalidError for more than `most` characters, or for one that cannot be kept: PostgreSQL takes neither NUL
    nor half a surrogate pair, and no hand types them.
    """
    kept = words.replace("\r\n", "\n").strip()
    if len(kept) > most:
        raise InvalidError(N_("What you wrote is longer than %(most)d characters; shorten it."), most=most)
    if "\0" in kept or any("\ud800" <= character <= "\udfff" for character in kept):
        raise InvalidError(N_("What you wrote holds a character that cannot be kept; take it out."))
    return kept if any(map(_shows, kept)) else ""


def checked_reason(words: str, missing: str) -> str:
    """Return why something was done, as `checked` does.

    Raises InvalidError with `missing`, marked with `N_`, for no words: it asks for them, and says who reads them.
    """
    said = checked(words, LONGEST_REASON)
    if not said:
        raise InvalidError(missing)
    return said


def _shows(character: str) -> bool:
    """Tell whether a character leaves a mark of its own: no blank (Z), control (C) or accent alone (M)."""
    return unicodedata.category(character)[0] not in "ZCM" and character not in BLANKS
