"""Rows of learning. All are about one person. What one says is never changed: what came of it is a further row."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, ForeignKey, ForeignKeyConstraint, Index, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.database import Base, PersonOwned, WithId
from app.kernel.ids import ID_LENGTH

COURSE_LENGTH = 100
MODULE_LENGTH = 200
ANCHOR_LENGTH = 300
QUESTION_LENGTH = 200


class Enrolment(WithId, PersonOwned, Base):
    """A person is to take a course by `due_at`. `release_id` is the one that was newest when it began.

    Another due date, or that the enrolment is taken back, is a further row, made by `enrolled_by` at `changed_at` for a
    `reason`; the row before it has `ended_at` from then on. A person and a course have one row without that: if it is
    not `taken_back`, the person is enrolled, since its `started_at`. One that was taken back because the person goes on
    with the course in another language names that course: it `goes_on_in` it, and has no reason beside that.
    """

    __tablename__ = "enrolment"
    seen_side_by_side = True
    __table_args__ = (
        ForeignKeyConstraint(["client_id", "release_id"], ["release.client_id", "release.id"]),
        Index("ix_enrolment_course", "client_id", "course", "due_at"),
        Index("ix_enrolment_person", "client_id", "person_id", "course"),
        Index(
            "ix_enrolment_present",
            "client_id",
            "person_id",
            "course",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    course: Mapped[str] = mapped_column(String(COURSE_LENGTH))
    release_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    due_at: Mapped[datetime | None]
    enrolled_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="", server_default="")
    taken_back: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    ended_at: Mapped[datetime | None]
    goes_on_in: Mapped[str] = mapped_column(String(COURSE_LENGTH), default="", server_default="")


NEWEST = Enrolment.ended_at.is_(None)
"""What is true of the one row that says how it is now with a person and a course."""
PRESENT = (NEWEST, Enrolment.taken_back.is_(False))
"""What is true of the row by which a person is enrolled now."""


class SectionReached(PersonOwned, Base):
    """The first time a person reached a section of a module."""

    __tablename__ = "section_reached"
    __table_args__ = (Index("ix_section_reached_course", "client_id", "course", "module"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, sort_order=0)
    course: Mapped[str] = mapped_column(String(COURSE_LENGTH), primary_key=True)
    module: Mapped[str] = mapped_column(String(MODULE_LENGTH), primary_key=True)
    anchor: Mapped[str] = mapped_column(String(ANCHOR_LENGTH), primary_key=True)
    release_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    reached_at: Mapped[datetime] = mapped_column(default=clock.now)


class CheckAnswer(WithId, PersonOwned, Base):
    """One answer to one check, as it was given; `share` (0 to 1) is the part of the question's points it earned.

    `is_first` marks the person's first answer to the question: by those one sees which questions fail. `given`
    is {"answer": ...} in the form of content-language.md, 'Answers as data'.
    """

    __tablename__ = "check_answer"
    __table_args__ = (
        ForeignKeyConstraint(["client_id", "release_id"], ["release.client_id", "release.id"]),
        Index("ix_check_answer_person", "client_id", "person_id", "course", "module"),
        Index("ix_check_answer_question", "client_id", "course", "is_first", "question_id"),
    )

    course: Mapped[str] = mapped_column(String(COURSE_LENGTH))
    module: Mapped[str] = mapped_column(String(MODULE_LENGTH))
    question_id: Mapped[str] = mapped_column(String(QUESTION_LENGTH))
    release_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    given: Mapped[dict[str, Any]]
    share: Mapped[float]
    is_first: Mapped[bool]
    answered_at: Mapped[datetime] = mapped_column(default=clock.now)


class ModuleCompletion(PersonOwned, Base):
    """A person completed a module, on the release that they read it on."""

    __tablename__ = "module_completion"
    __table_args__ = (
        ForeignKeyConstraint(["client_id", "release_id"], ["release.client_id", "release.id"]),
        Index("ix_module_completion_course", "client_id", "course", "module"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, sort_order=0)
    course: Mapped[str] = mapped_column(String(COURSE_LENGTH), primary_key=True)
    module: Mapped[str] = mapped_column(String(MODULE_LENGTH), primary_key=True)
    release_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    completed_at: Mapped[datetime] = mapped_column(default=clock.now)
