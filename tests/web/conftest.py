"""A browser without a browser: Flask's test client, signed in as one of the cast."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.databases import Templates
from tests.factories import PASSWORD, World
from tests.stages import stage_for

SignedIn = Callable[[str], FlaskClient]


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path, sqlite: Templates) -> Iterator[str]:
    """Pages run on SQLite alone: what lies beneath them runs on both databases in tests/integration."""
    with sqlite.fresh(tmp_path, stage_for(request.fixturenames)) as url:
        yield url


@pytest.fixture
def signed_in(app: Flask, world: World) -> SignedIn:
    """Return a function that signs one of the cast in through the sign-in page; forms need no CSRF token here."""
    app.config["WTF_CSRF_ENABLED"] = False

    def sign_in(name: str) -> FlaskClient:
        client = app.test_client()
        answer = client.post("/sign-in", data={"name": f"{name}@example.test", "password": PASSWORD})
        assert answer.status_code == 302, answer.text
        return client

    return sign_in
