"""Rows of learning. All are about one person; none is ever changed once written."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.database import Base, PersonOwned, WithId
from app.kernel.ids import ID_LENGTH

COURSE_LENGTH = 100
MODULE_LENGTH = 200
ANCHOR_LENGTH = 300
QUESTION_LENGTH = 200


class Enrolment(WithId, PersonOwned, Base):
    """A person is to take a course by `due_at`. `release_id` is the one that was newest when it began."""

    __tablename__ = "enrolment"
    seen_side_by_side = True
    __table_args__ = (
        ForeignKeyConstraint(["client_id", "release_id"], ["release.client_id", "release.id"]),
        UniqueConstraint("client_id", "person_id", "course"),
        Index("ix_enrolment_course", "client_id", "course", "due_at"),
    )

    course: Mapped[str] = mapped_column(String(COURSE_LENGTH))
    release_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    due_at: Mapped[datetime | None]
    enrolled_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


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
