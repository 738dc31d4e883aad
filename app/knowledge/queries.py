"""Searching the knowledge base of one client."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select, tuple_

from app.kernel.actor import Actor
from app.kernel.wall import WallSession
from app.kernel.work import reading
from app.knowledge.kept import Kept
from app.knowledge.matching import QuestionWord, meaning, words_of
from app.knowledge.models import KnowledgeEntry, KnowledgePart, KnowledgeWord
from app.knowledge.permissions import may_search
from app.knowledge.ranking import Place, Ranked, Text, Wanted, own_language_first, rank
from app.knowledge.snippets import Snippet, snippet
from app.knowledge.stemming import Forms
from app.knowledge.vocabulary import Vocabulary

HITS = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that was found. `address` is `client/course/file#section`, `context` says where that is in words.

    `score` only orders the hits of one search; scores of two searches cannot be compared.
    """

    address: str
    kind: str
    title: str
    context: str
    language: str
    snippet: Snippet
    score: float


@dataclass(frozen=True, slots=True)
class _Part:
    id: str
    texts: list[Text]


_Meaning = tuple[QuestionWord, dict[str, float]]
_vocabularies: Kept[tuple[str, ...], Vocabulary] = Kept(most=32)


def search(actor: Actor, text: str, language: str | None = None, limit: int = HITS) -> list[Hit]:
    """Return what in the actor's client answers `text` best, at most `limit` hits, best first.

    Words may be inflected, begun or mistyped, in any of the languages that content is written in. Of texts that
    answer equally well those in `language` (a code; the actor's own by default) come first. Any text is allowed; who
    may not read the content finds nothing.
    """
    words = words_of(text)
    if not words or limit < 1 or not may_search(actor):
        return []
    with reading(actor) as session:
        parts = _parts(session)
        vocabulary = _vocabulary(session, actor.client_id, parts)
        meanings = [(word, meaning(word, vocabulary)) for word in words]
        texts = [part.texts for part in parts]
        ranked = rank(_wanted(session, meanings, parts), texts)
        best = own_language_first(ranked, texts, language or actor.language)[:limit]
        return _hits(session, parts, best, meanings)


def _parts(session: WallSession) -> list[_Part]:
    """Return the parts by name, sorted here because the databases do not agree on the order of letters."""
    rows = session.execute(select(KnowledgePart.part, KnowledgePart.id, KnowledgePart.texts))
    return [_Part(id_, [Text(*text) for text in texts]) for _, id_, texts in sorted(rows, key=lambda row: row.part)]


def _vocabulary(session: WallSession, client_id: str, parts: Sequence[_Part]) -> Vocabulary:
    """Return the words of `parts`. They never change, so they are read once by each process."""
    ids = (client_id, *(part.id for part in parts))
    known = _vocabularies.find(ids)
    if known is None:
        rows = session.scalars(select(KnowledgePart.words).where(KnowledgePart.id.in_(ids[1:])))
        lines = {line for words in rows for line in words.splitlines()}
        known = Vocabulary.of(Forms(*line.split(" ")) for line in lines)
        _vocabularies.keep(ids, known)
    return known


def _wanted(session: WallSession, meanings: Sequence[_Meaning], parts: Sequence[_Part]) -> list[Wanted]:
    """Fetch where the words stand that were meant."""
    numbers = {part.id: number for number, part in enumerate(parts)}
    spellings = {spelling for _, meant in meanings for spelling in meant}
    rows = session.execute(
        select(KnowledgeWord.word, KnowledgeWord.part_id, KnowledgeWord.places).where(KnowledgeWord.word.in_(spellings))
    )
    stands: dict[str, list[tuple[int, list[list[int]]]]] = {}
    for spelling, part_id, places in rows:
        stands.setdefault(spelling, []).append((numbers[part_id], places))
    return [Wanted(word.weight, word.place, _places(meant, stands)) for word, meant in meanings if meant]


def _places(
    meant: Mapping[str, float], stands: Mapping[str, Sequence[tuple[int, list[list[int]]]]]
) -> dict[Place, list[tuple[float, list[int]]]]:
    places_of: dict[Place, list[tuple[float, list[int]]]] = {}
    for spelling, sure in meant.items():
        for part, places in stands[spelling]:
            for number, *positions in places:
                places_of.setdefault((part, number), []).append((sure, positions))
    return places_of


def _hits(
    session: WallSession, parts: Sequence[_Part], best: Sequence[Ranked], meanings: Iterable[_Meaning]
) -> list[Hit]:
    marked: dict[str, float] = {}
    for word, meant in meanings:
        for spelling, sure in meant.items():
            marked[spelling] = max(marked.get(spelling, 0.0), word.weight * sure)
    keys_of = [(parts[text.place[0]].id, text.place[1]) for text in best]
    rows = session.scalars(
        select(KnowledgeEntry).where(tuple_(KnowledgeEntry.part_id, KnowledgeEntry.number).in_(keys_of))
    )
    entries = {(entry.part_id, entry.number): entry for entry in rows}
    return [
        Hit(
            entry.address,
            entry.kind,
            entry.title,
            entry.context,
            entry.language,
            snippet(entry.text, marked),
            text.score,
        )
        for text, key in zip(best, keys_of, strict=True)
        if (entry := entries[key])
    ]
