"""Rows of quizzes: one sitting, and each answer as it was given."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.database import Base, PersonOwned, Voidable, WithId
from app.kernel.ids import ID_LENGTH

NAME_LENGTH = 100
QUESTION_ID_LENGTH = 200


class Attempt(Voidable, Base):
    """One sitting of a quiz, pinned to a release.

    `questions` is what was drawn, in the order shown: `[{"id": ..., "choices": [2, 1, 3]}]`, the numbers of the
    choices as written, from 1. The result (`handed_in_at` and what follows) is written once and never again; `scores`
    are the points by question id. `marked` are the ids to come back to.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        ForeignKeyConstraint(["client_id", "release_id"], ["release.client_id", "release.id"]),
        UniqueConstraint("client_id", "person_id", "course", "quiz", "number"),
        Index(
            "ix_attempt_open",
            "client_id",
            "person_id",
            "course",
            "quiz",
            unique=True,
            sqlite_where=text("handed_in_at IS NULL"),
            postgresql_where=text("handed_in_at IS NULL"),
        ),
        Index("ix_attempt_course", "client_id", "course", "quiz", "passed"),
        Index(
            "ix_attempt_closing",
            "client_id",
            "closes_at",
            sqlite_where=text("handed_in_at IS NULL"),
            postgresql_where=text("handed_in_at IS NULL"),
        ),
    )

    course: Mapped[str] = mapped_column(String(NAME_LENGTH))
    quiz: Mapped[str] = mapped_column(String(NAME_LENGTH))
    release_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    number: Mapped[int]
    seed: Mapped[int] = mapped_column(BigInteger)
    questions: Mapped[list[Any]]
    marked: Mapped[list[Any]] = mapped_column(default=list)
    pass_percent: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    closes_at: Mapped[datetime | None]
    handed_in_at: Mapped[datetime | None]
    time_ran_out: Mapped[bool] = mapped_column(Boolean, default=False)
    scores: Mapped[dict[str, Any]] = mapped_column(default=dict)
    points: Mapped[float | None]
    max_points: Mapped[float | None]
    percent: Mapped[int | None]
    passed: Mapped[bool | None] = mapped_column(Boolean)


class GivenAnswer(WithId, PersonOwned, Base):
    """One answer as it was given; a changed mind is a further row, `sequence` counts them from 1 in the attempt.

    `answer` is the answer as data (content-language.md, 'Answers as data'); JSON null takes an answer back. `page`
    names the opened page that sent it, so that an old tab does not undo what a newer one saved; '' for none.
    """

    __tablename__ = "given_answer"
    __table_args__ = (
        ForeignKeyConstraint(["client_id", "attempt_id"], ["attempt.client_id", "attempt.id"]),
        UniqueConstraint("client_id", "attempt_id", "sequence"),
    )

    attempt_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    sequence: Mapped[int]
    question_id: Mapped[str] = mapped_column(String(QUESTION_ID_LENGTH))
    answer: Mapped[Any] = mapped_column(JSON().with_variant(JSONB(), "postgresql"))
    page: Mapped[str] = mapped_column(String(ID_LENGTH), default="")
    given_at: Mapped[datetime] = mapped_column(default=clock.now)


class Allowance(WithId, PersonOwned, Base):
    """More attempts or more minutes for one person, with the reason: an exception from the rules of quizzes.

    For the quiz of a course, or with `course` and `quiz` empty for every quiz of the client. `token` names the form
    that it was sent with, so that a double click grants it once. The reason is not for auditors. What is taken
    back is a row of its own with numbers below zero, and `takes_back` the id of the row that gave it, else ''.
    """

    __tablename__ = "allowance"
    __table_args__ = (
        UniqueConstraint("client_id", "granted_by", "token"),
        Index("ix_allowance_person", "client_id", "person_id", "course"),
    )

    course: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")
    quiz: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")
    attempts: Mapped[int] = mapped_column(default=0)
    minutes: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(Text)
    granted_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    granted_at: Mapped[datetime] = mapped_column(default=clock.now)
    token: Mapped[str] = mapped_column(String(ID_LENGTH))
    takes_back: Mapped[str] = mapped_column(String(ID_LENGTH), server_default="")
