"""Rows of calls. Each is about one person, and names the release it was made on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.database import Base, PersonOwned, Voidable, WithId
from app.kernel.ids import ID_LENGTH

NAME = String(100)
"""A course or a scenario, by the name of its folder or file."""
CHANNEL = String(16)
LANGUAGE = String(16)


class Rehearsal(WithId, PersonOwned, Base):
    """A scenario played alone. Nothing counts; `ended_at` without an `ending`: left before the end."""

    __tablename__ = "rehearsal"
    __table_args__ = (
        Index("ix_rehearsal_person", "client_id", "person_id", "course", "started_at"),
        Index(
            "ix_rehearsal_open",
            "client_id",
            "person_id",
            "course",
            "scenario",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    course: Mapped[str] = mapped_column(NAME)
    scenario: Mapped[str] = mapped_column(NAME)
    release_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    ended_at: Mapped[datetime | None]
    ending: Mapped[str | None] = mapped_column(String(200))
    percent: Mapped[int | None]
    passed: Mapped[bool | None]


class RehearsalReply(PersonOwned, Base):
    """One reply said in a rehearsal: `turn` counts from 1, `reply` is its id in the scenario. Never changed."""

    __tablename__ = "rehearsal_reply"
    __table_args__ = (ForeignKeyConstraint(["client_id", "rehearsal_id"], ["rehearsal.client_id", "rehearsal.id"]),)

    rehearsal_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    turn: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    reply: Mapped[str] = mapped_column(String(200))
    said_at: Mapped[datetime] = mapped_column(default=clock.now)


class QueuePlace(WithId, PersonOwned, Base):
    """A person who is ready for a call, or has booked one, and for whom that call is held if somebody took it.

    `booked_for` is the time of a booking; None: ready now. `broke_off_at` is when their last call from this place
    broke off; they come first then. Nobody holds the place when `claim_until` is None or has passed. It is over once
    `ended_at` is set; `ended_by` says how: "left", "called" (there is a result), "no show" or "withdrawn".
    """

    __tablename__ = "queue_place"
    seen_side_by_side = True
    __table_args__ = (
        Index(
            "ix_queue_place_one",
            "client_id",
            "person_id",
            "course",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index(
            "ix_queue_place_order",
            "client_id",
            "due_at",
            "asked_at",
            "id",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    course: Mapped[str] = mapped_column(NAME)
    channel: Mapped[str] = mapped_column(CHANNEL)
    language: Mapped[str] = mapped_column(LANGUAGE)
    due_at: Mapped[datetime | None]
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    booked_for: Mapped[datetime | None]
    broke_off_at: Mapped[datetime | None]
    claim_until: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(16))


class LiveCall(Voidable, Base):
    """A live test call, from the moment an assessor takes it.

    `series_passed`, `series_calls` and `series_percent` are the rule of its series as it was then. `draft` is what
    the assessor has given so far: points by criterion (None: does not apply), critical, ending, evidence. The result
    (`points` to `passed`) stands only where `outcome` is "finished"; the other outcomes are "broken off", "no show"
    and "given back", with their `reason`.
    """

    __tablename__ = "live_call"
    __table_args__ = (
        ForeignKeyConstraint(["client_id", "place_id"], ["queue_place.client_id", "queue_place.id"]),
        Index("ix_live_call_person", "client_id", "person_id", "course", "ended_at"),
        Index("ix_live_call_course", "client_id", "course", "ended_at"),
        Index("ix_live_call_assessor", "client_id", "assessor_id", "taken_at"),
        Index(
            "ix_live_call_open",
            "client_id",
            "assessor_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index(
            "ix_live_call_place",
            "client_id",
            "place_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    assessor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    place_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    course: Mapped[str] = mapped_column(NAME)
    scenario: Mapped[str] = mapped_column(NAME)
    release_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    channel: Mapped[str] = mapped_column(CHANNEL)
    language: Mapped[str] = mapped_column(LANGUAGE)
    series: Mapped[int]
    series_passed: Mapped[int]
    series_calls: Mapped[int]
    series_percent: Mapped[int]
    taken_at: Mapped[datetime] = mapped_column(default=clock.now)
    started_at: Mapped[datetime | None]
    saved_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(Text, default="")
    draft: Mapped[dict[str, Any]] = mapped_column(default=dict)
    points: Mapped[dict[str, Any] | None]
    critical: Mapped[list[Any] | None]
    ending: Mapped[str | None] = mapped_column(String(200))
    evidence: Mapped[str] = mapped_column(Text, default="")
    percent: Mapped[int | None]
    passed: Mapped[bool | None]


class Coaching(WithId, PersonOwned, Base):
    """What was said to a person after a lost series; only then the next series begins. Not for auditors."""

    __tablename__ = "coaching"
    __table_args__ = (UniqueConstraint("client_id", "person_id", "course", "channel", "language", "series"),)

    course: Mapped[str] = mapped_column(NAME)
    channel: Mapped[str] = mapped_column(CHANNEL)
    language: Mapped[str] = mapped_column(LANGUAGE)
    series: Mapped[int]
    coach_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(default=clock.now)
