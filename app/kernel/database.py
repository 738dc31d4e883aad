"""Rows: their base class, their column types, whose they are, and how a connection is set up."""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, DateTime, Dialect, Engine, ForeignKey, MetaData, String, Text, TypeDecorator, event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry

from app.kernel.counting import count
from app.kernel.ids import ID_LENGTH, new_id

logger = logging.getLogger(__name__)

EARLIEST, LATEST = (datetime(1, 1, 3, tzinfo=UTC), datetime(9999, 12, 29, tzinfo=UTC))
"""Moments read lie between: every time zone can show them, whatever an older version took."""
CLIENT_ID_LENGTH = 64
BEGIN_WRITING = "readyline_begin_writing"

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """A moment, stored in UTC, always with its zone in Python; a moment without one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        kept = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return kept if EARLIEST <= kept <= LATEST else min(max(kept, EARLIEST), LATEST)


class Base(DeclarativeBase):
    """The parent of every row."""

    registry: ClassVar[registry] = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={
            datetime: UTCDateTime,
            dict[str, Any]: JSON().with_variant(JSONB(), "postgresql"),
            list[Any]: JSON().with_variant(JSONB(), "postgresql"),
        },
    )


class ClientOwned:
    """A row of one client. The wall adds the client to every statement about it; the key begins with the client.

    Refer to such a row by both columns: `ForeignKeyConstraint(["client_id", "x_id"], ["x.client_id", "x.id"])`.

    `seen_side_by_side`: somebody of several clients may read the rows of all of them at once. Its table needs the
    policy of `row_security.let_side_by_side` on PostgreSQL.
    """

    seen_side_by_side: ClassVar[bool] = False

    client_id: Mapped[str] = mapped_column(
        String(CLIENT_ID_LENGTH), ForeignKey("client.id"), primary_key=True, sort_order=-2
    )


class WithId:
    """The second half of the key of most owned rows: an id that tells nothing."""

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=new_id, sort_order=-1)


class PersonOwned(ClientOwned):
    """A client's row about one person. Asked for by name (`WITH_CENTRE`), the same person's rows at the centre too."""

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=False, sort_order=0)


class Voidable(WithId, PersonOwned):
    """A row that may be voided: it stays as it was, shows why it was a mistake, and counts for nothing."""

    voided_at: Mapped[datetime | None] = mapped_column(sort_order=100)
    voided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), sort_order=100)
    void_reason: Mapped[str] = mapped_column(Text, default="", server_default="", sort_order=100)


def prepare_engine(engine: Engine) -> None:
    """Set up what each new connection needs.

    On PostgreSQL: say aloud when the role passes row-level security, the wall's last lock. On SQLite: write-ahead
    log, full sync, foreign keys, ten seconds of patience, and transactions begun by us, as IMMEDIATE where the engine
    carries the option BEGIN_WRITING (a read that turns into a write would fail at once, whatever the patience). A file
    that is not there yet is made for its owner alone.
    """
    count(engine)
    if engine.dialect.name == "postgresql":
        event.listen(engine, "first_connect", _warn_of_a_mighty_role)
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "do_connect")
    def _before_connecting(*_about: object) -> None:
        _make_private(engine.url.database)

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in ("busy_timeout=10000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Any) -> None:
        writing = connection.get_execution_options().get(BEGIN_WRITING)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _make_private(path: str | None) -> None:
    """Make SQLite's file before SQLite does, which lets others read it; its -wal and -shm take over the mode."""
    if not path or path == ":memory:" or path.startswith("file:"):
        return
    with suppress(OSError):  # it is there, or cannot be: then SQLite says why, in words that are known
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _warn_of_a_mighty_role(connection: Any, _record: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        (passes,) = cursor.fetchone()
    connection.rollback()
    if passes:
        logger.warning(
            "The database role is a superuser or bypasses row-level security: the lock that holds clients apart in the "
            "database itself is open. Give the program a plain role of its own (docs/administrator.md)."
        )
