"""Keeping the index of the knowledge base in step with the releases."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete

from app.kernel.actor import Actor
from app.kernel.ids import new_id
from app.kernel.wall import WallSession
from app.kernel.work import writing
from app.knowledge.models import KnowledgeEntry, KnowledgePart, KnowledgeWord
from app.knowledge.postings import Entry, index_of


def index_part(actor: Actor, part: str, release_id: str, entries: Sequence[Entry]) -> None:
    """Let searches find `entries`, and nothing else, in a part (a course's folder name or the shared part).

    Runs inside the caller's unit of work, so that readers see the new release and its index at the same moment.
    """
    with writing(actor) as work:
        work.session.execute(delete(KnowledgePart).where(KnowledgePart.part == part))
        _store(work.session, actor.client_id, part, release_id, entries)


def _store(session: WallSession, client_id: str, part: str, release_id: str, entries: Sequence[Entry]) -> None:
    index = index_of(entries)
    row = KnowledgePart(
        client_id=client_id,
        id=new_id(),
        part=part,
        release_id=release_id,
        texts=[[length, entry.language] for length, entry in zip(index.lengths, entries, strict=True)],
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
