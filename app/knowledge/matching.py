"""Which words of the index a word of a question means, and how surely. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.knowledge.stemming import Forms, Sought, sought
from app.knowledge.stopwords import STOP_WORDS
from app.knowledge.synonyms import listed, phrases_in, synonyms_of
from app.knowledge.tokens import tokens
from app.knowledge.vocabulary import Vocabulary

MAX_WORDS = 24
"""Words of a question that are looked for; nobody with a caller in their ear types more."""

MAX_GUESSED = 8
"""Words of a question that may be taken for mistyped."""

MAX_MEANT = 40
"""Words of the index that one word of a question may mean; the beginning `re` would be thousands."""

SAME, INFLECTED, BEGUN, KIN, BEGUN_EARLIER = 1.0, 0.95, 0.6, 0.4, 0.3
MISTYPED, MISTYPED_TWICE, MISTYPED_BEGINNING = 0.7, 0.4, 0.4
OTHER_BEGINNING = 0.7
DERIVED_CLOSELY, DERIVED = 0.7, 0.3
SYNONYM, PHRASE = 0.6, 0.7
STOPPED = 0.2
"""What a stop word counts beside words that say more."""


@dataclass(frozen=True, slots=True)
class QuestionWord:
    """A word of a question: what to look for, what it counts (0 to 1), and whether it may be still being typed.

    `joined` words (`3d` for `3-D`) are looked for as they stand and never guessed at. `place` is the word's number.
    """

    sought: Sought
    weight: float
    place: int
    last: bool = False
    joined: bool = False

    @property
    def beginning(self) -> str:
        """Return the first letters that every word in question, save mistyped ones, begins with."""
        word = self.sought.word
        return word if self.joined else word[: 3 if len(word) <= 5 else 4]


def words_of(question: str) -> list[QuestionWord]:
    """Return the words of `question`, each once. Any text is allowed; without letters and digits there are none.

    Stop words count little beside others, and in full where there are no others.
    """
    found: dict[str, QuestionWord] = {}
    typed = list(tokens(question[: MAX_WORDS * 50]))
    typing = bool(question) and bool(typed) and typed[-1].end == len(question.rstrip())
    for token in typed:
        keys = sought(token.surface)
        last = typing and token is typed[-1]
        weight = STOPPED if keys.word in STOP_WORDS else 1.0
        if keys.word not in found and len(found) < MAX_WORDS:
            found[keys.word] = QuestionWord(keys, weight, token.position, last, token.joined)
    words = list(found.values())
    if all(word.weight == STOPPED for word in words):
        words = [QuestionWord(word.sought, 1.0, word.place, word.last, word.joined) for word in words]
    return words


def sureness(word: QuestionWord, keys: Forms) -> float:
    """Say how surely `word` means the word of a text known by `keys`: 0.0 not at all, 1.0 the very same.

    Mistyped words are not for this function; see `meaning`.
    """
    wanted = word.sought
    if keys.word == wanted.word:
        return SAME
    if word.joined:
        return 0.0
    if keys.stem in wanted.stems or keys.bare in wanted.stems:
        return INFLECTED
    if len(wanted.word) > 1 and keys.word.startswith(wanted.word):
        return BEGUN if word.last else BEGUN_EARLIER
    return KIN if any(_kin(stem, keys.stem) for stem in wanted.stems) else 0.0


def _kin(stem: str, other: str) -> bool:
    """Tell whether two stems differ by one letter near the end, as `звонок` and `звонк`, `paczk` and `paczc` do."""
    shorter = min(len(stem), len(other))
    if shorter < 4 or len(stem) + len(other) < 9 or any(letter.isdigit() for letter in stem):
        return False
    shared = _shared(stem, other)
    return shared >= 3 and shared >= shorter - 2 and OSA.distance(stem, other, score_cutoff=1) <= 1


def _derived(stem: str, other: str) -> float:
    """Say how surely two stems are made from one: they share their first letters, and what differs is short.

    Three quarters shared, as in `zablokowal` and `zablokowan`, are hardly a coincidence.
    """
    shared, longer = _shared(stem, other), max(len(stem), len(other))
    if shared < 4 or longer - shared > 3:
        return 0.0
    return DERIVED_CLOSELY if shared >= 5 and shared >= 0.75 * longer else DERIVED


def _shared(stem: str, other: str) -> int:
    """Return how many first letters two stems have in common."""
    shorter = min(len(stem), len(other))
    return next((place for place in range(shorter) if stem[place] != other[place]), shorter)


def meanings_of(words: Sequence[QuestionWord], vocabulary: Vocabulary) -> list[tuple[QuestionWord, dict[str, float]]]:
    """Return what each word of a question may mean, and how surely, as `meaning` does.

    Only the first `MAX_GUESSED` words that do not stand in the index are guessed at, so that no question takes long.
    """
    guesses = 0
    meanings = []
    phrases = phrases_in([word.sought for word in words])
    for place, word in enumerate(words):
        found = _matches(word, vocabulary)
        as_well = [_synonyms(word, vocabulary)]
        if place in phrases:
            as_well.append(_kept(phrases[place], PHRASE, vocabulary))
        surest = max(found.values(), default=0.0)
        unfinished = word.last and BEGUN <= surest < INFLECTED
        if not unfinished:
            as_well.append(_relatives(word, vocabulary))
        if surest < INFLECTED and not unfinished:
            guesses += 1
            if guesses <= MAX_GUESSED:
                as_well += _guesses(word, vocabulary)
        meanings.append((word, _surest(reduce(_joined, as_well, found))))
    return meanings


def meaning(word: QuestionWord, vocabulary: Vocabulary) -> dict[str, float]:
    """Return the words of the index, folded, that `word` may mean, with how surely: 0 to 1.

    It may mean words made from the same stem (`account`, `accountant`) and synonyms as well. What stands there neither
    as it is nor inflected may be the beginning of a word, or mistyped; only the last word, when it begins others, is
    not also taken for mistyped.
    """
    return meanings_of([word], vocabulary)[0][1]


def _guesses(word: QuestionWord, vocabulary: Vocabulary) -> list[dict[str, float]]:
    """Return what a word may mean that was mistyped: words of the index, and synonyms of a word of our tables."""
    wanted = word.sought.word
    guesses = [_corrections(word, vocabulary)]
    if not word.joined and not any(letter.isdigit() for letter in wanted) and not synonyms_of(word.sought.stems):
        guesses.append(_mistyped_synonyms(word, vocabulary))
    return guesses


def _surest(found: Mapping[str, float]) -> dict[str, float]:
    """Keep the `MAX_MEANT` surest; of those as sure the shortest, which two letters begin less vaguely."""
    if len(found) <= MAX_MEANT:
        return dict(found)
    kept = sorted(found, key=lambda spelling: (-found[spelling], len(spelling), spelling))[:MAX_MEANT]
    return {spelling: found[spelling] for spelling in kept}


def _joined(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    return {spelling: max(one.get(spelling, 0.0), other.get(spelling, 0.0)) for spelling in {*one, *other}}


def _synonyms(word: QuestionWord, vocabulary: Vocabulary) -> dict[str, float]:
    """Return the words of the index that by our tables may be meant as well."""
    return {} if word.joined else _kept(synonyms_of(word.sought.stems), SYNONYM, vocabulary)


def _kept(words: Collection[Sought], sure: float, vocabulary: Vocabulary) -> dict[str, float]:
    return {keys.word: sure for word in words for keys in vocabulary.of_stems(word)}


def _mistyped_synonyms(word: QuestionWord, vocabulary: Vocabulary) -> dict[str, float]:
    """Return what a word of our tables means that may have been mistyped by a letter; short ones are not guessed at."""
    near: set[str] = set()
    for stem in sorted(stem for stem in {word.sought.word, *word.sought.stems} if len(stem) >= 4):
        near.update(
            found for found, *_ in process.extract(stem, listed(), scorer=OSA.distance, score_cutoff=1, limit=None)
        )
    return _kept(synonyms_of(near), SYNONYM * MISTYPED, vocabulary)


def _relatives(word: QuestionWord, vocabulary: Vocabulary) -> dict[str, float]:
    """Return the words that may be made from the same stem as `word`; numbers and codes have none."""
    wanted = word.sought.word
    if word.joined or len(wanted) < 4 or any(letter.isdigit() for letter in wanted):
        return {}
    stems = [stem for stem in word.sought.stems if len(stem) >= 4] or [wanted]  # Greek `αυξήσω` is cut to `αυξ`
    sure = {
        keys.word: max(_derived(stem, keys.stem) for stem in stems) for keys in vocabulary.beginning_with(wanted[:4])
    }
    return {spelling: kinship for spelling, kinship in sure.items() if kinship}


def _matches(word: QuestionWord, vocabulary: Vocabulary) -> dict[str, float]:
    """A word that stands in the index, perhaps inflected, is not also taken for the beginning of others, unless it is
    the last and so perhaps unfinished."""
    found: dict[str, float] = {}
    for candidates in (vocabulary.beginning_with(word.beginning), vocabulary.of_stems(word.sought)):
        for keys in candidates:
            sure = sureness(word, keys)
            if sure > found.get(keys.word, 0.0):
                found[keys.word] = sure
    if not word.last and any(sure >= INFLECTED for sure in found.values()):
        return {spelling: sure for spelling, sure in found.items() if sure >= KIN}
    return found


def _corrections(word: QuestionWord, vocabulary: Vocabulary) -> dict[str, float]:
    """What a mistyped word may mean: one letter wrong, missing, too many or swapped with its neighbour.

    Long words may hold two mistakes, none in the first letter; a last word may be the mistyped beginning of another.
    Numbers, codes and words of fewer than three letters are never guessed at. A stop word that was meant counts as
    little as ever.
    """
    wanted = word.sought.word
    if word.joined or len(wanted) < 3 or any(letter.isdigit() for letter in wanted):
        return {}
    found = _within(wanted, vocabulary.spellings, 1, MISTYPED)
    if not found and len(wanted) >= 4:
        for stem in sorted(stem for stem in word.sought.stems if len(stem) >= 4):
            found |= _within(stem, vocabulary.stems, 1, MISTYPED)
    if not found and len(wanted) >= 7:
        twice = _within(wanted, vocabulary.spellings, 2, MISTYPED_TWICE)
        found = {number: sure for number, sure in twice.items() if vocabulary.spellings[number][:1] == wanted[:1]}
    if not found and word.last and len(wanted) >= 4:
        for length in (len(wanted), len(wanted) + 1, len(wanted) - 1):
            beginnings = [spelling[:length] for spelling in vocabulary.spellings]
            found |= _within(wanted, beginnings, 1, MISTYPED_BEGINNING)
    meant = _with_inflections(found, vocabulary)
    return {spelling: sure * (STOPPED if spelling in STOP_WORDS else 1.0) for spelling, sure in meant.items()}


def _within(wanted: str, spellings: Sequence[str], mistakes: int, sure: float) -> dict[int, float]:
    """Return the numbers of the spellings within so many mistakes of `wanted`; another first letter is less likely."""
    near = process.extract(wanted, spellings, scorer=OSA.distance, score_cutoff=mistakes, limit=None)
    return {
        number: sure if spelling[:1] == wanted[:1] or sorted(spelling) == sorted(wanted) else OTHER_BEGINNING * sure
        for spelling, _distance, number in near
    }


def _with_inflections(found: Mapping[int, float], vocabulary: Vocabulary) -> dict[str, float]:
    """Turn numbers of words into the words, and add those of the same stem."""
    meant: dict[str, float] = {}
    for number, sure in found.items():
        for keys in vocabulary.by_stem[vocabulary.stems[number]]:
            meant[keys.word] = max(sure, meant.get(keys.word, 0.0))
    return meant
