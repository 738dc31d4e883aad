"""An example for each parameter of an address, taken from the demonstration, for tests that walk `app.url_map`.

Every example is a thing of Nordbank. Add a page whose address holds a new parameter, and add its example here: the
wall's tests then knock at it without being told.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from flask import Flask
from PIL import Image
from sqlalchemy import create_engine, text

from app.assessment.calls import service as calls
from app.authoring.media import MediaStore, examine
from app.authoring.models import Media
from app.kernel import clock
from app.kernel.work import writing
from app.people import queries as people
from app.people.queries import system_actor
from app.reports.sample_rules import SampleKind, WantedSample
from app.reports.samples import draw_sample
from app.web.people import uploads
from tests.folders import edit, write_client

NORDBANK = "nordbank"
PELLWICK = "pellwick"


def look_up(app: Flask, client: str, table: str, column: str = "id", where: str = "1=1") -> object:
    """Return a value of a client's first row of a table, past the program and its wall."""
    engine = create_engine(app.extensions["readyline.settings"].database_url)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT set_config('readyline.client', :c, true)"), {"c": client})
        found = connection.scalar(
            text(f"SELECT {column} FROM {table} WHERE client_id = :c AND {where} ORDER BY {column}"), {"c": client}
        )
    engine.dispose()
    assert found is not None, f"the demonstration has no {table} where {where}"
    return found


def _first(table: str, column: str = "id", where: str = "1=1") -> Callable[[Flask], object]:
    return lambda app: look_up(app, NORDBANK, table, column, where)


def _fixed(value: object) -> Callable[[Flask], object]:
    return lambda _app: value


def _medium(app: Flask) -> object:
    """Store a picture for Nordbank, whose courses show none, and return its name."""
    folder = app.extensions["readyline.settings"].instance
    picture = folder / "example.png"
    Image.new("RGB", (2, 2)).save(picture)
    medium = examine("nordbank/media/example.png", picture)
    MediaStore(folder / "media").put(NORDBANK, medium)
    with writing(system_actor(NORDBANK)) as work:
        work.session.add(Media(name=medium.name, content_type=medium.content_type, size=medium.size))
        work.record("medium.stored", medium.name)
    return medium.name


def _rehearsal(_app: Flask) -> object:
    """Begin a rehearsal, as a learner who may: only who plays it can open it, so the demonstration keeps none."""
    found = people.find_actor(people.find_number("amara") or 0, NORDBANK)
    assert found
    return calls.start_rehearsal(found[0], "card-line", "card-blocked-abroad")


def _upload(app: Flask) -> object:
    """Choose a file to import, as the manager: nobody else finds it."""
    found = people.find_actor(people.find_number("manager") or 0, NORDBANK)
    assert found
    with app.app_context():
        return uploads.keep(found[0], "people.csv", b"name;sign-in name\nNina;nina\n")


def _folder(app: Flask) -> object:
    """Put a folder that was never published, with something to mend in it, beside the shipped ones."""
    settings = app.extensions["readyline.settings"]
    beside = settings.instance / COPIED_COURSES
    if settings.courses != beside:
        shutil.copytree(settings.courses, beside)
        app.extensions["readyline.settings"] = replace(settings, courses=beside)
    edit(write_client(beside, "lindholm") / "card-line/01-verify.md", "- (x) After two", "- ( ) After two")
    return "lindholm"


def _sample(_app: Flask) -> object:
    """Draw a sample, as the auditor: the demonstration's has drawn none."""
    found = people.find_actor(people.find_number("auditor") or 0, NORDBANK)
    assert found
    day = clock.now().date()
    wanted = WantedSample(SampleKind.CALLS, day - timedelta(days=40), day - timedelta(days=2), 3, "an example")
    return draw_sample(found[0], wanted, "0" * 20)


COPIED_COURSES = "courses"
"""Where in an instance a copy of the shipped courses lies, to which something is added."""
EXAMPLES: dict[str, Callable[[Flask], object]] = {
    "client": _fixed(NORDBANK),
    "course": _fixed("card-line"),
    "module": _fixed("verify-the-caller"),
    "quiz": _fixed("final-exam"),
    "scenario": _fixed("card-blocked-abroad"),
    "rehearsal": _rehearsal,
    "login_id": _fixed("0" * 20),
    "attempt": _first("attempt"),
    "number": _fixed(1),
    "call": _first("live_call", where="outcome = 'finished'"),
    "sign_off": _first("sign_off"),
    "certificate": _first("certificate_paper", "certificate_id"),
    "person": _first("certificate", "person_id"),
    "membership": _first("membership"),
    "team": _first("team"),
    "group": _first("training_class"),
    "address": _fixed("blocked-cards"),
    "release": _first("release"),
    "file": _fixed("verify-the-caller"),
    "name": _medium,
    "news": _first("news"),
    "question": _first("asked_question"),
    "report": _fixed("completion"),
    "form": _fixed("csv"),
    "client_id": _fixed(NORDBANK),
    "upload": _upload,
    "sample": _sample,
    "folder": _folder,
}
ELSEWHERE: dict[str, dict[str, object]] = {
    "centre": {"course": "induction", "quiz": "final-exam"},
    PELLWICK: {"course": "returns", "quiz": "final-exam"},
}
"""Things of the other clients, for tests that look at how their pages are written."""
WORDS = frozenset({"client", "report", "form"})
"""Parameters that name no thing of a client: the client itself, which report, which kind of file."""
