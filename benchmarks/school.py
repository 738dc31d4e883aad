"""The demonstration on a database of its own, and browsers without a browser signed in to it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask, render_template
from flask.testing import FlaskClient
from flask_migrate import upgrade
from jinja2 import DictLoader

from app import create_app
from app.cli.demonstration import acts
from app.cli.start import demonstrate
from app.config import Settings
from app.kernel import clock
from app.kernel.actor import Actor
from app.people import queries as people

ROOT = Path(__file__).parent.parent
PASSWORD = "a password for an hour"  # noqa: S105 - of a demonstration that is thrown away at once
CLIENT, COURSE = "nordbank", "card-line"
LEARNER = "piotr"


@dataclass(frozen=True, slots=True)
class School:
    """The application with its demonstration; `browsers` are signed in, by sign-in name."""

    app: Flask
    browsers: dict[str, FlaskClient]

    def actor(self, name: str, client_id: str = CLIENT) -> Actor:
        """Return one of the cast as an actor for a client. Raises LookupError if they are none."""
        found = people.find_actor(people.find_number(name) or 0, client_id)
        if found is None:
            raise LookupError(f"{name} has no role at {client_id}")
        return found[0]

    def browser(self, name: str) -> FlaskClient:
        """Return the browser of one of the cast, signed in through the page."""
        if name not in self.browsers:
            self.browsers[name] = self.app.test_client()
            self.post(name, "/sign-in", {"name": name, "password": PASSWORD})
        return self.browsers[name]

    def post(self, name: str, where: str, form: dict[str, str] | None = None) -> str:
        """Send a form without its token and return the address it leads to. Raises RuntimeError if it is refused."""
        browser = self.browser(name)
        self.app.config["WTF_CSRF_ENABLED"] = False
        answer = browser.post(where, data=form or {})
        self.app.config["WTF_CSRF_ENABLED"] = True
        if answer.status_code != 302 or answer.location is None:
            raise RuntimeError(f"{where} answered {name} with {answer.status_code}")
        return answer.location


@contextmanager
def demonstration() -> Iterator[School]:
    """Give the demonstration in a temporary folder, one learner further than usual: ready for the final exam."""
    with TemporaryDirectory(prefix="readyline-bench-") as folder:
        instance = Path(folder)
        settings = Settings(
            instance=instance,
            courses=Path(os.environ.get("READYLINE_COURSES", ROOT / "courses")),
            database_url=f"sqlite:///{instance / 'readyline.sqlite3'}",
            secret_key="a secret for an hour, long enough to be taken",  # noqa: S106
        )
        app = create_app(settings)
        school = School(app, {})
        with app.app_context(), redirect_stdout(StringIO()):
            upgrade(str(ROOT / "migrations"))
            demonstrate(settings, PASSWORD)
            acts.study(school.actor(LEARNER), COURSE, clock.now())
        yield school
        app.extensions["readyline.house"].engine.dispose()


def bare_flask() -> FlaskClient:
    """Return a browser for the smallest application that fills a template, the measure of all pages."""
    app = Flask("bare")
    app.jinja_loader = DictLoader({"hello.html": "<!doctype html><title>{{ title }}</title><h1>{{ title }}</h1>"})

    @app.get("/")
    def hello() -> str:
        return render_template("hello.html", title="Hello")

    return app.test_client()
