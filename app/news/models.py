"""Rows of news. What was once shown stays: a change is a new version, a withdrawal a date."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.database import Base, ClientOwned, PersonOwned, WithId
from app.kernel.ids import ID_LENGTH
from app.news.rules import LONGEST_TITLE


class News(WithId, ClientOwned, Base):
    """News of the day; what it says is in its versions, of which `newest` is shown.

    `token` names the form it came from, so that a second click finds it. `withdrawn_by` is evidence; no page reads it.
    """

    __tablename__ = "news"
    __table_args__ = (
        UniqueConstraint("client_id", "written_by", "token"),
        Index("ix_news_written", "client_id", "written_at"),
    )

    newest: Mapped[int] = mapped_column(default=1)
    written_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
    token: Mapped[str] = mapped_column(String(ID_LENGTH))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class NewsVersion(ClientOwned, Base):
    """What news said from one moment on, never changed. `number` counts from 1.

    `words` and `explanation` are Markdown. Without a `question` the `choices` are empty and `right_choice` is 0; else
    it is the number of the right choice, from 1. `since` is the first version whose readers need not read this one.
    """

    __tablename__ = "news_version"
    __table_args__ = (ForeignKeyConstraint(["client_id", "news_id"], ["news.client_id", "news.id"]),)

    news_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    words: Mapped[str] = mapped_column(Text)
    question: Mapped[str] = mapped_column(Text, default="")
    choices: Mapped[list[Any]] = mapped_column(default=list)
    right_choice: Mapped[int] = mapped_column(default=0)
    explanation: Mapped[str] = mapped_column(Text, default="")
    ends_at: Mapped[datetime | None]
    since: Mapped[int] = mapped_column(default=1)
    written_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime] = mapped_column(default=clock.now)


class NewsReading(PersonOwned, Base):
    """A person has read a version of news; `choice` is what they answered first, 0 where nothing was asked."""

    __tablename__ = "news_reading"
    __table_args__ = (
        ForeignKeyConstraint(
            ["client_id", "news_id", "number"],
            ["news_version.client_id", "news_version.news_id", "news_version.number"],
        ),
    )

    news_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    choice: Mapped[int] = mapped_column(default=0)
    read_at: Mapped[datetime] = mapped_column(default=clock.now)
