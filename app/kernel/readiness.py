"""Whether the database answers and is as new as the program. Reads no row of anybody's."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import SQLAlchemyError

from app.kernel.work import House

MIGRATIONS = Path(__file__).parents[2] / "migrations"


class Readiness(StrEnum):
    """What keeps the program from serving, or nothing."""

    READY = "ready"
    UNREACHABLE = "the database does not answer"
    BEHIND = "the database is not at the program's migration"


@cache
def newest_revision() -> str:
    """Return the migration that the program was written for."""
    head = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    if head is None:
        raise RuntimeError(f"there are no migrations in {MIGRATIONS}")
    return head


def database_revision(house: House) -> str | None:
    """Return the migration that the database is at, None if it was never migrated. Raises SQLAlchemyError."""
    with house.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def readiness(house: House) -> Readiness:
    """Tell whether the program can serve with this database."""
    try:
        found = database_revision(house)
    except SQLAlchemyError:
        return Readiness.UNREACHABLE
    return Readiness.READY if found == newest_revision() else Readiness.BEHIND
