"""Rows of the post office. They are global: a letter belongs to a person, not to a client."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.database import Base
from app.kernel.ids import ID_LENGTH, new_id

WAITS = "sent_at IS NULL AND failed_at IS NULL"


class Outbox(Base):
    """A letter on its way: not tried before `not_before`; `sent_at` or `failed_at` (given up) ends it.

    `last_error` is for whoever looks for why a letter does not go out; no page reads it.
    """

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_waiting", "not_before", sqlite_where=text(WAITS), postgresql_where=text(WAITS)),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=new_id)
    to: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    not_before: Mapped[datetime] = mapped_column(default=clock.now)
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(String(500), default="")
