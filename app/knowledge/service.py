"""Keeping the index of the knowledge base in step with the releases."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete

from app.authoring import queries as authoring
from app.authoring.events import ReleasePublished
from app.kernel.actor import Actor
from app.kernel.ids import new_id
from app.kernel.wall import WallSession
from app.kernel.work import Work, writing
from app.knowledge.collecting import entries_of
from app.knowledge.models import KnowledgeEntry, KnowledgePart, KnowledgeWord
from app.knowledge.postings import Entry, index_of
from app.knowledge.ranking import Text


def hear_release(work: Work, news: ReleasePublished) -> None:
    """Index a release in the transaction that publishes it, so that readers see both at the same moment."""
    index_newest(work.actor, news.part)


def index_newest(actor: Actor, part: str) -> int:
    """Let searches find what the newest release of a part holds, and nothing older; return the number of entries.

    `part` is a course's folder name or `SHARED_PART`; one that was never published is found empty. The caller records
    the act: the index is made of what is already on record.
    """
    content = authoring.shared_content(actor) if part == authoring.SHARED_PART else authoring.newest_course(actor, part)
    with writing(actor) as work:
        work.session.execute(delete(KnowledgePart).where(KnowledgePart.part == part))
        if content is None:
            return 0
        entries = entries_of(content)
        _store(work.session, actor.client_id, part, content.release.id, entries)
        return len(entries)


def reindex(actor: Actor) -> dict[str, int]:
    """Build the whole index of the actor's client anew; return the number of entries by part."""
    parts = [authoring.SHARED_PART, *(content.release.part for content in authoring.courses(actor))]
    with writing(actor) as work:
        work.session.execute(delete(KnowledgePart).where(KnowledgePart.part.not_in(parts)))
        counts = {part: index_newest(actor, part) for part in parts}
        work.record("knowledge.reindexed", actor.client_id, entries=sum(counts.values()))
    return counts


def _store(session: WallSession, client_id: str, part: str, release_id: str, entries: Sequence[Entry]) -> None:
    index = index_of(entries)
    texts = [
        Text(length, title, entry.language, entry.kind)
        for length, title, entry in zip(index.lengths, index.titles, entries, strict=True)
    ]
    row = KnowledgePart(
        client_id=client_id,
        id=new_id(),
        part=part,
        release_id=release_id,
        texts=[list(text) for text in texts],
        words="\n".join(sorted(" ".join(keys) for keys in index.words)),
    )
    session.add(row)
    session.flush()
    session.add_all(
        KnowledgeEntry(
            client_id=client_id,
            part_id=row.id,
            number=number,
            address=entry.address,
            kind=entry.kind,
            language=entry.language,
            title=entry.title,
            context=entry.context,
            text=entry.text,
            asked_as="\n".join(entry.asked_as),
        )
        for number, entry in enumerate(entries)
    )
    session.add_all(
        KnowledgeWord(
            client_id=client_id,
            word=word,
            part_id=row.id,
            places=[[number, *positions] for number, positions in occurrences.items()],
        )
        for word, occurrences in index.places.items()
    )
    session.flush()
