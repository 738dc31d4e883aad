"""Rows of certification. CertificateLookup is global; the rest belongs to a client. Nothing here is ever deleted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    func,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.database import CLIENT_ID_LENGTH, Base, PersonOwned, Voidable, WithId
from app.kernel.ids import ID_LENGTH

NAME_LENGTH = 100
NUMBER_LENGTH = 20
CODE_LENGTH = 32
PROOF_LENGTH = 500
PROOF_FILE_LENGTH = 300


class Candidacy(PersonOwned, Base):
    """A person on the way to the certificate of one course.

    Two last parts may be met in the same moment. Whoever decides locks this row first, so that the second decision
    sees what the first one saw and did.
    """

    __tablename__ = "candidacy"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    course: Mapped[str] = mapped_column(String(NAME_LENGTH), primary_key=True)
    since: Mapped[datetime] = mapped_column(default=clock.now)


class SignOff(Voidable, Base):
    """Somebody vouches for a person on one course, once everything else is met.

    `covers` are the pairs [channel, language] signed for, empty where the certificate asks no calls; `signer_id`
    signed in `role`, on the release whose rule was met.
    """

    __tablename__ = "sign_off"
    __table_args__ = (
        ForeignKeyConstraint(["client_id", "release_id"], ["release.client_id", "release.id"]),
        Index("ix_sign_off_person", "client_id", "person_id", "course"),
        Index("ix_sign_off_course", "client_id", "course"),
    )

    course: Mapped[str] = mapped_column(String(NAME_LENGTH))
    release_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    signer_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(String(16))
    covers: Mapped[list[Any]]
    signed_at: Mapped[datetime] = mapped_column(default=clock.now)


class Certificate(WithId, PersonOwned, Base):
    """The proof that a person met the rule of a course, on one release.

    `number` is printed on it; `code` is the unguessable address for those who verify it. `course_title`, `title`,
    `line_title` are kept as they were on that day. `translates` names the course that this one is a translation of.
    `evidence` holds what it rests on: the ids of certificates, modules, attempts, calls and sign_offs, and the names of
    the agreements that were accepted. It holds while the moment is before `expires_at`; `last_day` is the last day in
    the person's own time zone.

    One that was earned before this program is brought in: `issued_at` is the day on its paper, `release_id` the
    release it is taken to answer for, `proof` and `proof_file` say how one knows and where the paper lies. It counts
    from `brought_in_at`: what was answered about days before that stays true.
    """

    __tablename__ = "certificate"
    seen_side_by_side = True
    __table_args__ = (
        ForeignKeyConstraint(["client_id", "release_id"], ["release.client_id", "release.id"]),
        UniqueConstraint("client_id", "person_id", "course", "round"),
        UniqueConstraint("client_id", "number"),
        UniqueConstraint("code"),
        Index("ix_certificate_course", "client_id", "course", "expires_at"),
        Index("ix_certificate_line", "client_id", "line", "issued_at"),
    )

    course: Mapped[str] = mapped_column(String(NAME_LENGTH))
    round: Mapped[int] = mapped_column(default=1)
    release_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    release_number: Mapped[str] = mapped_column(String(20))
    number: Mapped[str] = mapped_column(String(NUMBER_LENGTH))
    code: Mapped[str] = mapped_column(String(CODE_LENGTH))
    title: Mapped[str] = mapped_column(String(200))
    course_title: Mapped[str] = mapped_column(String(200))
    line: Mapped[str] = mapped_column(String(64), default="")
    line_title: Mapped[str] = mapped_column(String(200), default="")
    translates: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")
    evidence: Mapped[dict[str, Any]]
    issued_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime | None]
    last_day: Mapped[date | None] = mapped_column(Date)
    brought_in_at: Mapped[datetime | None]
    brought_in_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    proof: Mapped[str] = mapped_column(String(PROOF_LENGTH), default="", server_default="")
    proof_file: Mapped[str] = mapped_column(String(PROOF_FILE_LENGTH), default="", server_default="")

    @hybrid_property
    def counts_from(self) -> datetime:
        """The moment from which it counts, of a row and in a statement."""
        return self.brought_in_at or self.issued_at

    @counts_from.inplace.expression
    @classmethod
    def _counts_from(cls) -> ColumnElement[datetime]:
        return func.coalesce(cls.brought_in_at, cls.issued_at)


class CertificateCover(WithId, PersonOwned, Base):
    """A channel and a language of a certificate, with the calls that earned it; further ones are added later.

    `added_at` is evidence; no page reads it.
    """

    __tablename__ = "certificate_cover"
    seen_side_by_side = True
    __table_args__ = (
        ForeignKeyConstraint(["client_id", "certificate_id"], ["certificate.client_id", "certificate.id"]),
        UniqueConstraint("client_id", "certificate_id", "channel", "language"),
        Index("ix_certificate_cover_person", "client_id", "person_id"),
    )

    certificate_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    channel: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(16))
    evidence: Mapped[dict[str, Any]]
    added_at: Mapped[datetime] = mapped_column(default=clock.now)


class CertificatePaper(PersonOwned, Base):
    """The scan or photo of what a certificate that was earned before stands on. `sha256` is on the trail as well.

    The bytes are never read along with the rest: ask for `content` by name.
    """

    __tablename__ = "certificate_paper"
    __table_args__ = (
        ForeignKeyConstraint(["client_id", "certificate_id"], ["certificate.client_id", "certificate.id"]),
    )

    certificate_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, sort_order=-1)
    name: Mapped[str] = mapped_column(String(100))
    content_type: Mapped[str] = mapped_column(String(32))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, deferred_raiseload=True)


class CertificateLookup(Base):
    """Global: which client a certificate's code belongs to. Tells nothing else, and nothing without the code."""

    __tablename__ = "certificate_lookup"

    code: Mapped[str] = mapped_column(String(CODE_LENGTH), primary_key=True)
    client_id: Mapped[str] = mapped_column(String(CLIENT_ID_LENGTH), ForeignKey("client.id"))
