"""Searching the knowledge base of one client."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select, tuple_

from app.kernel.actor import Actor
from app.kernel.wall import WallSession
from app.kernel.work import reading
from app.knowledge.answering import is_answered
from app.knowledge.kept import Kept
from app.knowledge.matching import QuestionWord, meanings_of, words_of
from app.knowledge.models import KnowledgeEntry, KnowledgePart, KnowledgeWord
from app.knowledge.permissions import may_search
from app.knowledge.ranking import Found, Ranked, Text, Wanted, own_language_first, rank
from app.knowledge.snippets import Snippet, phrase_asked, snippet
from app.knowledge.stemming import Forms
from app.knowledge.vocabulary import Vocabulary

HITS = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that was found. `address` is `client/course/file#section`, `context` says where that is in words.

    `asked_as` is the phrase that it was found by, if one holds what the snippet does not show. `score` only orders the
    hits of one search; scores of two searches cannot be compared.
    """

    address: str
    kind: str
    title: str
    context: str
    language: str
    snippet: Snippet
    asked_as: Snippet | None
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, best first. `answered` is False if nothing there says what was asked: the hits are guesses."""

    hits: list[Hit]
    answered: bool


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What is searched of a client: the ids of its parts, their texts, and the words of all of them."""

    parts: Sequence[str]
    texts: Sequence[Sequence[Text]]
    vocabulary: Vocabulary


_Meaning = tuple[QuestionWord, dict[str, float]]
_shelves: Kept[tuple[str, ...], _Shelf] = Kept(most=32)


def search(actor: Actor, text: str, language: str | None = None, limit: int = HITS) -> list[Hit]:
    """Return what in the actor's client answers `text` best, at most `limit` hits, best first.

    Words may be inflected, begun or mistyped, in any of the languages that content is written in. Of texts that
    answer equally well those in `language` (a code; the actor's own by default) come first. Any text is allowed; who
    may not read the content finds nothing.
    """
    return answer(actor, text, language, limit).hits


def answer(actor: Actor, text: str, language: str | None = None, limit: int = HITS) -> Answer:
    """Return what `search` does, and whether any of the client's texts, in whatever language, answers the question."""
    words = words_of(text)
    if not words or limit < 1 or not may_search(actor):
        return Answer([], answered=False)
    with reading(actor) as session:
        shelf = _shelf(session, actor.client_id)
        meanings = meanings_of(words, shelf.vocabulary)
        ranking = rank(_wanted(session, meanings, shelf.parts), shelf.texts)
        best = own_language_first(ranking.texts, shelf.texts, language or actor.language)[:limit]
        unknown = sum(word.weight for word, meant in meanings if not meant)
        return Answer(_hits(session, shelf.parts, best, meanings), is_answered(ranking, unknown))


def _shelf(session: WallSession, client_id: str) -> _Shelf:
    """Return what the client has now. A part never changes, so it is read once by each process.

    The parts are sorted here, because the databases do not agree on the order of letters.
    """
    rows = session.execute(select(KnowledgePart.part, KnowledgePart.id))
    ids = tuple(id_ for _, id_ in sorted(rows, key=lambda row: row.part))
    known = _shelves.find((client_id, *ids))
    if known is None:
        parts = {
            row.id: row
            for row in session.execute(
                select(KnowledgePart.id, KnowledgePart.texts, KnowledgePart.words).where(KnowledgePart.id.in_(ids))
            )
        }
        lines = {line for row in parts.values() for line in row.words.splitlines()}
        texts = [[Text(*text) for text in parts[id_].texts] for id_ in ids]
        known = _Shelf(ids, texts, Vocabulary.of(Forms(*line.split(" ")) for line in lines))
        _shelves.keep((client_id, *ids), known)
    return known


def _wanted(session: WallSession, meanings: Sequence[_Meaning], parts: Sequence[str]) -> list[Wanted]:
    """Fetch where the words stand that were meant, in an order that does not depend on the database."""
    numbers = {part: number for number, part in enumerate(parts)}
    spellings = {spelling for _, meant in meanings for spelling in meant}
    rows = session.execute(
        select(KnowledgeWord.word, KnowledgeWord.part_id, KnowledgeWord.places).where(KnowledgeWord.word.in_(spellings))
    )
    stands: dict[str, list[tuple[int, list[list[int]]]]] = {}
    for spelling, part_id, places in rows:
        stands.setdefault(spelling, []).append((numbers[part_id], places))
    return [
        Wanted(
            word.weight,
            word.place,
            [
                Found(sure, part, places)
                for spelling, sure in sorted(meant.items())
                for part, places in sorted(stands[spelling])
            ],
        )
        for word, meant in meanings
        if meant
    ]


def _hits(
    session: WallSession, parts: Sequence[str], best: Sequence[Ranked], meanings: Iterable[_Meaning]
) -> list[Hit]:
    marked: dict[str, float] = {}
    for word, meant in meanings:
        for spelling, sure in meant.items():
            marked[spelling] = max(marked.get(spelling, 0.0), word.weight * sure)
    keys_of = [(parts[text.place[0]], text.place[1]) for text in best]
    rows = session.scalars(
        select(KnowledgeEntry).where(tuple_(KnowledgeEntry.part_id, KnowledgeEntry.number).in_(keys_of))
    )
    entries = {(entry.part_id, entry.number): entry for entry in rows}
    return [_hit(entries[key], text.score, marked) for text, key in zip(best, keys_of, strict=True)]


def _hit(entry: KnowledgeEntry, score: float, marked: Mapping[str, float]) -> Hit:
    shown = snippet(entry.text, marked)
    asked_as = phrase_asked(entry.asked_as.splitlines(), marked, shown)
    return Hit(entry.address, entry.kind, entry.title, entry.context, entry.language, shown, asked_as, score)
