"""The words a client's knowledge base is written with, so that a word of a question finds its kin. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.knowledge.stemming import Forms, Sought

_LAST_LETTER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words by spelling and by stem. `everything` is sorted; `spellings` and `stems` run beside it."""

    everything: Sequence[Forms]
    spellings: Sequence[str]
    stems: Sequence[str]
    by_stem: dict[str, list[Forms]] = field(default_factory=dict)

    @classmethod
    def of(cls, words: Iterable[Forms]) -> Vocabulary:
        """Arrange `words`; repeated ones count once."""
        everything = sorted(set(words))
        by_stem: dict[str, list[Forms]] = {}
        for keys in everything:
            for stem in {keys.stem, keys.bare}:
                by_stem.setdefault(stem, []).append(keys)
        return cls(everything, [keys.word for keys in everything], [keys.stem for keys in everything], by_stem)

    def beginning_with(self, letters: str) -> Sequence[Forms]:
        """Return the words whose folded spelling begins with `letters`."""
        first = bisect_left(self.spellings, letters)
        return self.everything[first : bisect_left(self.spellings, letters + _LAST_LETTER, first)]

    def of_stems(self, sought: Sought) -> Iterable[Forms]:
        """Yield the words kept under any stem of a word of a question."""
        for stem in sought.stems:
            yield from self.by_stem.get(stem, ())
