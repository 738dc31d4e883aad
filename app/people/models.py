"""Rows of people. Client, Person, Membership, Login, OneTimeLink and Throttle are global; the rest is a client's."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Boolean,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Select,
    String,
    UniqueConstraint,
    exists,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.database import CLIENT_ID_LENGTH, Base, ClientOwned, PersonOwned, WithId
from app.kernel.ids import ID_LENGTH, new_id, new_number
from app.kernel.wall import answer_members


class Client(Base):
    """A company whose customers the centre serves; `id` is the name of its folder. The centre itself is one row."""

    __tablename__ = "client"

    id: Mapped[str] = mapped_column(String(CLIENT_ID_LENGTH), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    mark: Mapped[str] = mapped_column(String(4))
    colour: Mapped[str] = mapped_column(String(7))
    languages: Mapped[list[Any]]
    training: Mapped[str] = mapped_column(String(16))
    agreements: Mapped[list[Any]]
    is_centre: Mapped[bool] = mapped_column(Boolean, default=False)
    public_verification: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (
        Index(
            "ix_client_one_centre",
            "is_centre",
            unique=True,
            sqlite_where=text("is_centre"),
            postgresql_where=text("is_centre"),
        ),
    )


class Person(Base):
    """Somebody who belongs to the centre or to a client. `id` is the number that stands for them on the trail.

    `spoken` are the codes of the languages in which they can act a caller; empty for all.
    """

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, default=new_number)
    name: Mapped[str] = mapped_column(String(200))
    sign_in_name: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(8), default="en")
    time_zone: Mapped[str] = mapped_column(String(64), default="UTC")
    contact: Mapped[str] = mapped_column(String(200), default="")
    spoken: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    is_administrator: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class Membership(Base):
    """One role for one client, on the centre's or the client's side; over once `ended_at` has passed."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("client_id", "person_id", "role", "side", "started_at"),
        Index("ix_membership_person", "person_id", "client_id"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=new_id)
    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(String(16))
    side: Mapped[str] = mapped_column(String(8))
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    ended_at: Mapped[datetime | None]


def present(moment: datetime | BindParameter[datetime] | None = None) -> ColumnElement[bool]:
    """Return the condition that a membership is not over at `moment`; without one, now."""
    return or_(Membership.ended_at.is_(None), Membership.ended_at > (clock.now() if moment is None else moment))


@answer_members
def _members_of(client_id: str) -> Any:
    return select(Membership.person_id).where(Membership.client_id == client_id)


class Login(Base):
    """A signed-in browser. Only the hash of its token is kept; ended ones stay, as a record."""

    __tablename__ = "login"
    __table_args__ = (Index("ix_login_person", "person_id", "ended_at"),)

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(ID_LENGTH), unique=True, default=new_id)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    device: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


def still_to_arrive(clients: Collection[str]) -> Select[str, int]:
    """Select those who belong to one of these clients at present and have never signed in, once for each role.

    Each row is a client and the number of a person. A statement of memberships may ask whether a person is among them.
    """
    never_signed_in = ~exists().where(Login.person_id == Membership.person_id)
    selected = select(Membership.client_id, Membership.person_id)
    return selected.where(Membership.client_id.in_(clients), present(), never_signed_in).correlate(None)


class OneTimeLink(Base):
    """A link that lets a person choose a password, once. Only the hash of its token is kept; ended ones stay.

    `used_at` is evidence; that a link has ended is read of `ended_at`.
    """

    __tablename__ = "one_time_link"
    __table_args__ = (Index("ix_one_time_link_person", "person_id", "ended_at"),)

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(ID_LENGTH), unique=True, default=new_id)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class Throttle(Base):
    """Failed tries for one key (a sign-in name or an address, hashed), kept where a restart does not forget them."""

    __tablename__ = "throttle"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime]


class Line(ClientOwned, Base):
    """One kind of work for a client: cards, disputes, returns."""

    __tablename__ = "line"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))


class Team(WithId, ClientOwned, Base):
    """The people one leader answers for; the deputy stands in when the leader is away."""

    __tablename__ = "team"
    seen_side_by_side = True
    __table_args__ = (UniqueConstraint("client_id", "title"),)

    title: Mapped[str] = mapped_column(String(200))
    leader_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class TeamMember(WithId, PersonOwned, Base):
    """A person's time in a team; the present one has no `ended_at`, and there is one at most."""

    __tablename__ = "team_member"
    seen_side_by_side = True
    __table_args__ = (
        ForeignKeyConstraint(["client_id", "team_id"], ["team.client_id", "team.id"]),
        Index("ix_team_member_team", "client_id", "team_id", "ended_at"),
        Index("ix_team_member_person", "client_id", "person_id", "started_at"),
        Index(
            "ix_team_member_present",
            "client_id",
            "person_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    team_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    ended_at: Mapped[datetime | None]


class TrainingClass(WithId, ClientOwned, Base):
    """A group that starts together under one trainer; by class one compares trainers and content."""

    __tablename__ = "training_class"
    __table_args__ = (UniqueConstraint("client_id", "title"),)

    title: Mapped[str] = mapped_column(String(200))
    trainer_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    starts_at: Mapped[datetime]


class ClassMember(PersonOwned, Base):
    """A person in a class."""

    __tablename__ = "class_member"
    __table_args__ = (
        ForeignKeyConstraint(["client_id", "class_id"], ["training_class.client_id", "training_class.id"]),
    )

    class_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class AgreementAcceptance(WithId, PersonOwned, Base):
    """Who accepted which agreement, on which release of the client's shared part.

    `agreement` is the name of the original; `language` the code of the language in which the text was read, '' only
    where an acceptance older than this column names a release that does not hold the text.
    """

    __tablename__ = "agreement_acceptance"
    seen_side_by_side = True
    __table_args__ = (UniqueConstraint("client_id", "person_id", "agreement", "release_id"),)

    agreement: Mapped[str] = mapped_column(String(100))
    release_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    accepted_at: Mapped[datetime] = mapped_column(default=clock.now)
    language: Mapped[str] = mapped_column(String(16), default="", server_default="")
