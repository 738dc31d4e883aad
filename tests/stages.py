"""What a test finds in its fresh database: stages, each put up once, on top of another, and copied for every test.

A test has the stage of the fixture it asks for, by itself or through other fixtures: `FIXTURES` says which. Add a stage
where the same lines would otherwise be written into the database before each of many tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import text

from app.authoring.drafts import read_drafts
from app.authoring.media import MediaStore
from app.authoring.service import publish
from app.cli.demonstration.history import Demonstration, begin
from app.kernel import clock
from app.kernel.actor import Actor
from app.people.permissions import EVERYTHING
from tests.browser import school
from tests.browser.site import commands_of
from tests.factories import NORDBANK, PASSWORD, QUICK, find_world, make_world
from tests.folders import write_client
from tests.integration.assessment import quiz_course
from tests.integration.assessment.calls.courses import publish_course
from tests.integration.certification.courses import certify_in_2025, do_all_but_the_sign_off, publish_both

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Stage:
    """`fill` puts up what a database holds beyond what it holds `after` another stage; the folder is for files."""

    name: str
    fill: Callable[[Flask, Path], object]
    after: Stage | None = None


def _migrate(app: Flask, _folder: Path) -> None:
    with app.app_context():
        upgrade(str(ROOT / "migrations"))


def _publish_courses(app: Flask, folder: Path) -> None:
    drafts = read_drafts(app.extensions["readyline.settings"].courses)
    with app.app_context(), clock.at(begin(clock.now())):
        publish(Actor(person_id=None, scope=None, permissions=EVERYTHING), drafts, MediaStore(folder / "media"))


def _demonstrate(app: Flask, _folder: Path) -> None:
    with app.app_context():
        Demonstration(begin(clock.now()), PASSWORD).run(lambda _done: None)
    _sign_in_quickly(app)


def _open_school(app: Flask, _folder: Path) -> None:
    run = commands_of(app)
    school.publish(run)
    school.move_in(run)
    _sign_in_quickly(app)


def _sign_in_quickly(app: Flask) -> None:
    """Let everybody keep the one password by a hash that costs next to nothing to check."""
    with app.extensions["readyline.house"].engine.begin() as connection:
        connection.execute(text("UPDATE person SET password_hash = :hash"), {"hash": QUICK.hash(PASSWORD)})


def _publish_small_nordbank(_app: Flask, folder: Path) -> None:
    drafts = read_drafts(write_client(folder / "courses", NORDBANK))
    publish(Actor(person_id=None, scope=None, permissions=EVERYTHING), drafts, MediaStore(folder / "media"))


def _examine(_app: Flask, _folder: Path) -> None:
    world = find_world()
    quiz_course.publish(world)
    quiz_course.admit(world.system(), [world.people["olga"], world.people["omar"]])


EMPTY = Stage("empty", _migrate)
WORLD = Stage("world", lambda _app, _folder: make_world(), EMPTY)
TRAINED = Stage("trained", lambda _app, _folder: publish_both(find_world()), WORLD)
READY_TO_SIGN = Stage("ready_to_sign", lambda _app, _folder: do_all_but_the_sign_off(find_world()), TRAINED)
CERTIFIED = Stage("certified_in_2025", lambda _app, _folder: certify_in_2025(find_world()), TRAINED)
EXAMINED = Stage("examined", _examine, WORLD)
CALLED = Stage("called", lambda _app, folder: publish_course(find_world(), folder), WORLD)
SMALL_NORDBANK = Stage("small_nordbank", _publish_small_nordbank, WORLD)
SHIPPED = Stage("shipped", _publish_courses, EMPTY)
DEMONSTRATION = Stage("demonstration", _demonstrate, SHIPPED)
SCHOOL = Stage("school", _open_school, EMPTY)

_NAMED = (WORLD, TRAINED, READY_TO_SIGN, CERTIFIED, EXAMINED, CALLED, SMALL_NORDBANK, SHIPPED, DEMONSTRATION)
FIXTURES = {stage.name: stage for stage in _NAMED}


def stage_for(fixtures: Iterable[str]) -> Stage:
    """Return what a test's database holds, by the fixtures it asks for."""
    wanted = {FIXTURES[name] for name in fixtures if name in FIXTURES}
    tops = wanted - {stage.after for stage in wanted}
    if len(tops) > 1:
        raise LookupError(f"these stages do not stand on one another: {', '.join(sorted(top.name for top in tops))}")
    return tops.pop() if tops else EMPTY
