"""Rows of authoring: releases, their files as written, media, and which release of each part readers see.

A release and its files are written once and never changed. Only `NewestRelease` moves.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.database import Base, ClientOwned, WithId
from app.kernel.ids import ID_LENGTH

PART_LENGTH = 100
PATH_LENGTH = 400
HASH_LENGTH = 64
MEDIA_NAME_LENGTH = 40


class Release(WithId, ClientOwned, Base):
    """A frozen version of one part: a course by its folder's name, or the shared part of a client.

    `content_hash` is over every file and medium of the part, so that unchanged content is recognised.
    """

    __tablename__ = "release"
    seen_side_by_side = True
    __table_args__ = (UniqueConstraint("client_id", "part", "major", "minor"),)

    part: Mapped[str] = mapped_column(String(PART_LENGTH))
    major: Mapped[int]
    minor: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    content_hash: Mapped[str] = mapped_column(String(HASH_LENGTH))
    published_at: Mapped[datetime] = mapped_column(default=clock.now)
    published_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class NewestRelease(ClientOwned, Base):
    """The release of a part that readers see. Publishing locks this row, so that no two releases take one number."""

    __tablename__ = "newest_release"
    __table_args__ = (ForeignKeyConstraint(["client_id", "release_id"], ["release.client_id", "release.id"]),)

    part: Mapped[str] = mapped_column(String(PART_LENGTH), primary_key=True)
    release_id: Mapped[str] = mapped_column(String(ID_LENGTH))


class ReleaseFile(ClientOwned, Base):
    """A file of a release as its author wrote it; `path` is relative to the folder of clients, with forward slashes."""

    __tablename__ = "release_file"
    seen_side_by_side = True
    __table_args__ = (ForeignKeyConstraint(["client_id", "release_id"], ["release.client_id", "release.id"]),)

    release_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    path: Mapped[str] = mapped_column(String(PATH_LENGTH), primary_key=True)
    source: Mapped[str] = mapped_column(Text)


class Media(ClientOwned, Base):
    """A picture, recording or caption file. `name` is made from its content and ending; its bytes lie in the store.

    `stored_at` is evidence; no page reads it.
    """

    __tablename__ = "media"

    name: Mapped[str] = mapped_column(String(MEDIA_NAME_LENGTH), primary_key=True)
    content_type: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    stored_at: Mapped[datetime] = mapped_column(default=clock.now)


class ReleaseMedia(ClientOwned, Base):
    """Which medium a release means by a path."""

    __tablename__ = "release_media"
    seen_side_by_side = True
    __table_args__ = (
        ForeignKeyConstraint(["client_id", "release_id"], ["release.client_id", "release.id"]),
        ForeignKeyConstraint(["client_id", "media_name"], ["media.client_id", "media.name"]),
    )

    release_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    path: Mapped[str] = mapped_column(String(PATH_LENGTH), primary_key=True)
    media_name: Mapped[str] = mapped_column(String(MEDIA_NAME_LENGTH))
