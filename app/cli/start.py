"""`flask start`: everything between a fresh clone and a page that answers. `make run` calls it."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterable
from multiprocessing import get_context
from pathlib import Path
from types import FrameType

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_babel import gettext as _
from flask_migrate import upgrade

from app.authoring import service as authoring
from app.authoring.drafts import read_drafts
from app.authoring.errors import BrokenContentError
from app.authoring.media import MediaStore
from app.authoring.service import Outcome
from app.cli.demonstration import cast
from app.cli.demonstration.history import Demonstration, begin, new_password
from app.config import DEMONSTRATION_PASSWORD, Settings
from app.content.addresses import CLIENT_FILE
from app.content.problems import Problem
from app.kernel import clock
from app.kernel.actor import Actor
from app.people import queries as people_queries
from app.people import service as people
from app.people.permissions import EVERYTHING

PASSWORD_FILE = DEMONSTRATION_PASSWORD
STEPS = 3
_SYSTEM = Actor(person_id=None, scope=None, permissions=EVERYTHING)


def _step(number: int, what: str) -> None:
    click.echo(f"[{number}/{STEPS}] {what} ...")


@click.command("start", help="Migrate, publish, make demonstration people on an empty database, and serve.")
@with_appcontext
def start_command() -> None:
    """Bring the installation up to date and serve it; run again it keeps all data and starts at once."""
    settings: Settings = current_app.extensions["readyline.settings"]
    _refuse_taken_port(settings)
    sys.stdout.flush()
    _apart(lambda: _prepare(settings))
    _step(3, _("Starting the server"))
    _announce(settings)
    sys.stdout.flush()
    _serve(settings)


def _apart(work: Callable[[], None]) -> None:
    """Do work in a process of its own. Exits as it does if it fails.

    This process becomes the server, which forks: threads and connections that the work leaves behind must not be in it.
    """
    if sys.platform == "win32":
        work()
        return
    before = signal.signal(signal.SIGTERM, _end)
    child = get_context("fork").Process(target=_told, args=(work,))
    child.start()
    try:
        child.join()
    finally:  # whoever stops this process stops the work
        child.terminate()
        child.join()
    signal.signal(signal.SIGTERM, before)
    if child.exitcode:
        sys.exit(1)


def _end(number: int, _frame: FrameType | None) -> None:
    """End as a signal asks, through every `finally`: a transaction in hand is taken back."""
    sys.exit(128 + number)


def _told(work: Callable[[], None]) -> None:
    try:
        work()
    except click.ClickException as refusal:
        refusal.show()
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(1)


def _prepare(settings: Settings) -> None:
    """Migrate the database, publish, and make demonstration people where there is nobody."""
    _step(1, _("Bringing the database up to date"))
    logging.getLogger("alembic").setLevel(logging.WARNING)
    upgrade()
    folder = _shortest(settings.courses)
    if people.is_empty() and not settings.is_public:
        _step(2, _("Publishing %(folder)s and making demonstration people, once", folder=folder))
        password = new_password()
        demonstrate(settings, password)
        _keep(settings.instance / PASSWORD_FILE, password)
    else:
        _step(2, _("Publishing what changed in %(folder)s", folder=folder))
        _publish(settings)


def _shortest(path: Path) -> str:
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)


def _refuse_taken_port(settings: Settings) -> None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as problem:
            raise click.ClickException(
                _(
                    "Port %(port)d on %(host)s cannot be used (%(reason)s). "
                    "Stop what listens there, or choose another: PORT=%(other)d make run",
                    port=settings.port,
                    host=settings.host,
                    reason=problem.strerror,
                    other=settings.port + 1,
                )
            ) from None


def _publish(settings: Settings) -> None:
    """Publish what changed; where something is wrong, what is right, and say what keeps its present release.

    Raises click.ClickException where nothing was ever published: there would be nothing to serve.
    """
    try:
        outcomes = authoring.publish(_SYSTEM, read_drafts(settings.courses), MediaStore(settings.media))
    except BrokenContentError as broken:
        _tell(broken.problems)
        if not people_queries.all_clients():
            raise click.ClickException(_("Nothing was published. Mend the problems above and start again.")) from None
        outcomes = _publish_sound(settings, broken.problems)
    for outcome in outcomes:
        state = _("published") if outcome.is_new else _("unchanged")
        click.echo(f"      {outcome.client_id}/{outcome.part} {outcome.number} {state}")


def _publish_sound(settings: Settings, told: tuple[Problem, ...]) -> list[Outcome]:
    """Publish each client by itself, the centre first, and name those whose problems keep them as they are."""
    published: list[Outcome] = []
    folders = {file.parent.name: file.parent for file in sorted(settings.courses.glob(f"*/{CLIENT_FILE}"))}
    centre = people_queries.centre_id()
    for name in sorted(folders, key=lambda name: name != centre):
        try:
            published += authoring.publish(_SYSTEM, read_drafts(folders[name]), MediaStore(settings.media))
        except BrokenContentError as broken:
            _tell(problem for problem in broken.problems if problem not in told)
    done = {outcome.client_id for outcome in published}
    known = {client.id for client in people_queries.all_clients()}
    for name in sorted((known | set(folders)) - done):
        if name in known:
            click.echo("      " + _("%(client)s keeps its present release", client=name), err=True)
        else:
            click.echo("      " + _("%(client)s is not published", client=name), err=True)
    click.echo("      " + _("Mend the problems above and start again, or publish from the pages."), err=True)
    return published


def _tell(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(problem.formatted(_), err=True)


def demonstrate(settings: Settings, password: str) -> None:
    """Publish the shipped courses four weeks back and let the demonstration's people do what they did since."""
    start = begin(clock.now())
    with clock.at(start):
        _publish(settings)
    Demonstration(start, password).run(lambda done: click.echo("      " + _("made %(done)s", done=_(done))))


def _keep(path: Path, password: str) -> None:
    path.touch(mode=0o600)
    path.write_text(password, encoding="utf-8")


def _announce(settings: Settings) -> None:
    address = "localhost" if settings.on_loopback and ":" in settings.host else settings.host
    click.echo(f"\nReadyline: http://{address}:{settings.port}/   " + _("(stop with Ctrl+C)") + "\n")
    kept = settings.instance / PASSWORD_FILE
    if not kept.exists():
        return
    click.echo(_("Sign in as one of these; the password of all is") + f"  {kept.read_text(encoding='utf-8')}\n")
    for player in cast.SHOWN:
        roles = sorted({f"{role.value} ({client})" for client, role, _side in player.roles if client != cast.CENTRE})
        click.echo(f"  {player.sign_in_name:<18}{player.name:<22}{', '.join(roles) or _('administrator')}")
    click.echo()


def _serve(settings: Settings) -> None:
    """Become the production server: gunicorn, which finds the program loaded; waitress on Windows."""
    bind = f"[{settings.host}]:{settings.port}" if ":" in settings.host else f"{settings.host}:{settings.port}"
    if sys.platform == "win32":
        os.execv(sys.executable, [sys.executable, "-m", "waitress", f"--listen={bind}", "wsgi:app"])  # noqa: S606
    arguments = ["--bind", bind, "--workers", "2", "--threads", "4", "--no-control-socket", "--log-level", "warning"]
    arguments += ["--preload"]
    # Forwarded headers are believed as READYLINE_PROXIES says, by the application; gunicorn itself believes loopback.
    arguments += ["--forwarded-allow-ips", ""]
    from gunicorn.app.wsgiapp import run

    sys.argv = ["gunicorn", *arguments, "wsgi:app"]
    run()
