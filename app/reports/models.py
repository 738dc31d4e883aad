"""Rows of reports: when somebody was here last, and samples drawn. Everything else is asked of other rooms' rows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.database import Base, ClientOwned, PersonOwned, WithId
from app.kernel.ids import ID_LENGTH
from app.reports.sample_rules import LONGEST_SEED


class LastVisit(PersonOwned, Base):
    """When an auditor's present visit to a client began, and the one before it."""

    __tablename__ = "last_visit"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, sort_order=0)
    began_at: Mapped[datetime]
    before_at: Mapped[datetime | None]


class AuditSample(WithId, ClientOwned, Base):
    """A sample as it was drawn, never changed: with its seed and the digest of all that could be drawn at `drawn_at`.

    `kind` is a `SampleKind`, `zone` the time zone whose days the period counts in, `drawn` the ids of certificates or
    calls in the order in which they were drawn. `token` names the form it came from: a second click finds it.
    """

    __tablename__ = "audit_sample"
    __table_args__ = (UniqueConstraint("client_id", "drawn_by", "token"),)

    kind: Mapped[str] = mapped_column(String(16))
    since: Mapped[date] = mapped_column(Date)
    until: Mapped[date] = mapped_column(Date)
    zone: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    seed: Mapped[str] = mapped_column(String(LONGEST_SEED))
    population: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    drawn: Mapped[list[Any]]
    drawn_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    drawn_at: Mapped[datetime] = mapped_column(default=clock.now)
    token: Mapped[str] = mapped_column(String(ID_LENGTH))
