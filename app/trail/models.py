"""Rows of the trail: one chain for each client, one for the installation, and the head of each kept apart."""

from __future__ import annotations

from sqlalchemy import BigInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import Base, ClientOwned


class Entry(Base):
    """What a line of any chain holds; moments and data as the texts that were hashed."""

    __abstract__ = True

    sequence: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    action: Mapped[str] = mapped_column(String(64))
    subject: Mapped[str] = mapped_column(String(200))
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    happened_at: Mapped[str] = mapped_column(String(40))
    recorded_at: Mapped[str] = mapped_column(String(40))
    data: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(64))


class TrailEntry(ClientOwned, Entry):
    """A line of a client's chain."""

    __tablename__ = "trail_entry"


class TrailHead(ClientOwned, Base):
    """Where a client's chain ends: the sequence and hash of its last line."""

    __tablename__ = "trail_head"

    sequence: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(String(64))


class InstallationEntry(Entry):
    """A line of the installation's chain: sign-ins, persons, clients."""

    __tablename__ = "installation_entry"


class InstallationHead(Base):
    """Where the installation's chain ends. One row, `id` 1."""

    __tablename__ = "installation_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sequence: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(String(64))
