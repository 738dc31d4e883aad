"""Tests in a real Chromium, against the program served as it is served to people.

Without a Chromium they are skipped; `READYLINE_BROWSER_TESTS=required` makes that a failure. The program runs on
SQLite, with `READYLINE_BROWSER_DATABASE=postgres` on PostgreSQL (`make journey-postgres`).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from app.config import Settings
from tests import stages
from tests.browser import school
from tests.browser.chromium import MISSING, REQUIRED, find_chromium, running_chromium
from tests.browser.server import ROOT, serving
from tests.browser.site import Site
from tests.browser.walking import Walk, Walker
from tests.conftest import SECRET
from tests.databases import Templates
from tests.stages import Stage
from tests.web.addresses import COPIED_COURSES

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        if REQUIRED:
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with running_chromium(path) as browser:
        yield browser


Serve = Callable[..., AbstractContextManager[Site]]


@pytest.fixture(scope="session")
def templates(request: pytest.FixtureRequest) -> Templates:
    given: Templates = request.getfixturevalue(os.environ.get("READYLINE_BROWSER_DATABASE", "sqlite"))
    return given


@pytest.fixture(scope="session")
def serve(templates: Templates, tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Serve:
    """Return what serves a fresh installation: `serve(stage, courses)`, from a copy of the courses if asked.

    It asks for Chromium first: without it nothing is built in vain.
    """
    assert chromium

    @contextmanager
    def begin(stage: Stage, courses: Path, *, copied: bool = False, crashes: bool = False) -> Iterator[Site]:
        folder = tmp_path_factory.mktemp("site")
        if copied:
            courses = shutil.copytree(courses, folder / COPIED_COURSES)
        with templates.fresh(folder, stage) as url:
            settings = Settings(instance=folder, courses=courses, database_url=url, secret_key=SECRET)
            with serving(settings, crashes=crashes) as address:
                yield Site(address, settings)

    return begin


@pytest.fixture(scope="module")
def demonstration_site(serve: Serve) -> Iterator[Site]:
    """The demonstration. The tests of a file share it, and what they change in it, its folder of courses too."""
    with serve(stages.DEMONSTRATION, ROOT / "courses", copied=True) as site:
        yield site


@pytest.fixture(scope="module")
def empty_site(serve: Serve) -> Iterator[Site]:
    """An installation with nobody and nothing in it, whose folder of courses is `tests/data/courses`."""
    with serve(stages.EMPTY, school.COURSES) as site:
        yield site


@pytest.fixture(scope="module")
def school_site(serve: Serve) -> Iterator[Site]:
    """The small courses, published, and their people, who have done nothing yet."""
    with serve(stages.SCHOOL, school.COURSES) as site:
        yield site


@pytest.fixture
def walk(site: Site, chromium: Browser) -> Iterator[Walker]:
    """Return a function that signs somebody in: `walk("auditor")`. In the end nothing may have failed on any page.

    Where they walk is `site`, which each file of tests names: one of the sites above.
    What `walk` takes beside the name goes to Chromium: `viewport=PHONE`, `color_scheme="dark"`,
    `java_script_enabled=False`.
    """
    walks: list[Walk] = []

    def begin(name: str, **options: object) -> Walk:
        walks.append(Walk.begin(chromium, site.address, **options))
        walks[-1].sign_in(name)
        return walks[-1]

    yield begin
    for one in walks:
        one.context.close()
    for one in walks:
        one.check()
