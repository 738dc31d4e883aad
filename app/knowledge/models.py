"""Rows of the knowledge base: parts, the texts in them, where each word stands, and what was looked for in vain. Why
not the databases' own full-text search: docs/adr/0020."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.database import Base, ClientOwned, WithId
from app.kernel.ids import ID_LENGTH
from app.knowledge.gap_rules import LONGEST


class KnowledgePart(WithId, ClientOwned, Base):
    """What is searched of one course, or of the client's shared part, as its newest release has it.

    A part is never changed: a new release brings a new one. `texts` holds the fields of `app.knowledge.ranking.Text`
    for each of its entries, in the order of their numbers; `words` all its words, a line each with the three
    keys of `app.knowledge.stemming.Forms`. `indexed_at` is for whoever looks for a fault; no page reads it.
    """

    __tablename__ = "knowledge_part"
    __table_args__ = (
        UniqueConstraint("client_id", "part"),
        ForeignKeyConstraint(["client_id", "release_id"], ["release.client_id", "release.id"]),
    )

    part: Mapped[str] = mapped_column(String(100))
    release_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    texts: Mapped[list[Any]]
    words: Mapped[str] = mapped_column(Text, deferred=True)
    indexed_at: Mapped[datetime] = mapped_column(default=clock.now)


class KnowledgeEntry(ClientOwned, Base):
    """One text to be found, as `app.knowledge.postings.Entry` describes it; numbered from 0 in its part.

    `asked_as` has a phrase a line.
    """

    __tablename__ = "knowledge_entry"
    __table_args__ = (
        ForeignKeyConstraint(
            ["client_id", "part_id"], ["knowledge_part.client_id", "knowledge_part.id"], ondelete="CASCADE"
        ),
    )

    part_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    address: Mapped[str] = mapped_column(String(500))
    kind: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(Text)
    context: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    asked_as: Mapped[str] = mapped_column(Text, server_default="")


class KnowledgeWord(ClientOwned, Base):
    """Where a word, folded, stands in a part.

    `places` is a list of [number of the entry, position, position, ...]; what the positions mean stands in
    `app.knowledge.postings`.
    """

    __tablename__ = "knowledge_word"
    __table_args__ = (
        ForeignKeyConstraint(
            ["client_id", "part_id"], ["knowledge_part.client_id", "knowledge_part.id"], ondelete="CASCADE"
        ),
    )

    word: Mapped[str] = mapped_column(String(64), primary_key=True)
    part_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    places: Mapped[list[Any]]


class SearchGap(ClientOwned, Base):
    """A question that found nothing, with how often on one day (UTC); who asked it is kept nowhere (docs/adr/0041).

    `language` is the code of the language in which it was asked; `question` is what `gap_rules.kept_words` left of it.
    """

    __tablename__ = "search_gap"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    language: Mapped[str] = mapped_column(String(16), primary_key=True)
    question: Mapped[str] = mapped_column(String(LONGEST), primary_key=True)
    times: Mapped[int]
