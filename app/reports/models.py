"""Rows of reports: only when somebody was here last. Everything else is asked of the other rooms' rows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import Base, PersonOwned


class LastVisit(PersonOwned, Base):
    """When an auditor's present visit to a client began, and the one before it."""

    __tablename__ = "last_visit"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, sort_order=0)
    began_at: Mapped[datetime]
    before_at: Mapped[datetime | None]
