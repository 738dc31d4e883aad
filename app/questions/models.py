"""Rows of questions. A question stays as it was asked; an answer that was mended is a further answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.content.paragraphs import MARK_LENGTH
from app.kernel import clock
from app.kernel.database import Base, ClientOwned, PersonOwned, WithId
from app.kernel.ids import ID_LENGTH

PART_LENGTH = 100
FILE_LENGTH = 200
ANCHOR_LENGTH = 300


class AskedQuestion(WithId, PersonOwned, Base):
    """What a person asked about a section, or about a paragraph of it.

    `release_id` is the release they read, `part` its course or the shared part, `file` the name of the module or
    article. `mark` is the paragraph's mark (app/content/paragraphs.py), '' for the whole section; `quote` its words
    then. `answers` is the number of the newest answer, 0 before the first; `seen` that of the newest answer the asker
    has seen. `token` names the form it came from, so that a second click finds it.
    """

    __tablename__ = "asked_question"
    __table_args__ = (
        ForeignKeyConstraint(["client_id", "release_id"], ["release.client_id", "release.id"]),
        UniqueConstraint("client_id", "person_id", "token"),
        Index("ix_asked_question_place", "client_id", "part", "file"),
        Index("ix_asked_question_waiting", "client_id", "answers", "asked_at"),
    )

    release_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    part: Mapped[str] = mapped_column(String(PART_LENGTH))
    file: Mapped[str] = mapped_column(String(FILE_LENGTH))
    anchor: Mapped[str] = mapped_column(String(ANCHOR_LENGTH))
    mark: Mapped[str] = mapped_column(String(MARK_LENGTH))
    quote: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    answers: Mapped[int] = mapped_column(default=0)
    seen: Mapped[int] = mapped_column(default=0)
    token: Mapped[str] = mapped_column(String(ID_LENGTH))


class QuestionAnswer(ClientOwned, Base):
    """An answer, in Markdown; `number` counts from 1 and the newest is shown. `is_private`: to the asker alone."""

    __tablename__ = "question_answer"
    __table_args__ = (
        ForeignKeyConstraint(["client_id", "question_id"], ["asked_question.client_id", "asked_question.id"]),
    )

    question_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    words: Mapped[str] = mapped_column(Text)
    is_private: Mapped[bool]
    answered_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime] = mapped_column(default=clock.now)
