"""`flask init`: a real installation, from nothing to an administrator who can sign in. No demonstration data."""

from __future__ import annotations

import logging
import os
import sys

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_babel import gettext as _
from flask_migrate import upgrade
from sqlalchemy import make_url

from app.config import Settings
from app.kernel.actor import Actor
from app.kernel.errors import ReadylineError
from app.kernel.readiness import MIGRATIONS, database_revision
from app.people import invitations, service
from app.people.permissions import EVERYTHING
from app.people.sign_in import INSTALLATION

_SETTER_UP = Actor(person_id=None, scope=None, permissions=EVERYTHING)


@click.command("init", help="Set up a real installation: migrate, make an administrator, say what comes next.")
@click.option("--name", help="The administrator's name; asked for if not given.")
@click.option("--sign-in-name", help="What they sign in by, best their address of mail; asked for if not given.")
@click.option(
    "--time-zone", help="Theirs and that of new people, as in Europe/Warsaw; asked for at a terminal, else UTC."
)
@click.option(
    "--password-stdin", is_flag=True, help="Read their password from the first line of the input; else a link is shown."
)
@with_appcontext
def init_command(name: str | None, sign_in_name: str | None, time_zone: str | None, password_stdin: bool) -> None:
    """Refuse on a database that already holds people; write nothing before every question is answered."""
    settings: Settings = current_app.extensions["readyline.settings"]
    _refuse_people()
    name = name or click.prompt(_("The administrator's name"))
    sign_in_name = sign_in_name or click.prompt(_("They sign in as (an address of mail, or a short name)"))
    time_zone = time_zone or settings.time_zone or (_ask_for_time_zone() if _at_a_terminal() else "")
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        if password is not None:
            service.check_password(password)
        if time_zone:
            service.check_time_zone(time_zone)
        upgrade(str(MIGRATIONS))
        _refuse_people()
        number = service.create_person(
            INSTALLATION,
            name=name,
            sign_in_name=sign_in_name,
            password=password,
            time_zone=time_zone or "UTC",
            administrator=True,
        )
        if time_zone:
            settings.keep_time_zone(time_zone)
        token = None if password is not None else invitations.make_link(_SETTER_UP, number).token
    except ReadylineError as refusal:
        raise click.ClickException(refusal.text(_)) from None
    _say_what_is(settings, sign_in_name.strip().casefold(), time_zone)
    _say_what_next(settings, token)


def _at_a_terminal() -> bool:
    return sys.stdin.isatty()


def _ask_for_time_zone() -> str:
    """Ask until it is one."""
    words = _("Time zone of new people, as in Europe/Warsaw")
    answer: str = click.prompt(words, default="UTC", value_proc=_known_time_zone)
    return answer


def _known_time_zone(name: str) -> str:
    try:
        service.check_time_zone(name.strip())
    except ReadylineError as refusal:
        raise click.BadParameter(refusal.text(_)) from None
    return name.strip()


def _refuse_people() -> None:
    if database_revision(current_app.extensions["readyline.house"]) is not None and not service.is_empty():
        raise click.ClickException(
            _(
                "This database already holds people; nothing was changed. Bring it up to date with flask db "
                "upgrade, or name another database in DATABASE_URL or READYLINE_INSTANCE."
            )
        )


def _say_what_is(settings: Settings, signs_in: str, time_zone: str) -> None:
    database = make_url(settings.database_url).render_as_string(hide_password=True)
    click.echo(_("Readyline is set up."))
    click.echo("  " + _("Database: %(address)s", address=database))
    if not os.environ.get("READYLINE_SECRET"):
        click.echo("  " + _("Secret: %(path)s (keep it; nobody else may read it)", path=settings.instance / "secret"))
    click.echo("  " + _("Administrator: %(name)s", name=signs_in))
    if time_zone:
        click.echo("  " + _("Time zone of new people: %(name)s", name=time_zone))


def _say_what_next(settings: Settings, token: str | None) -> None:
    address = settings.public_url or f"http://{settings.host}:{settings.port}"
    steps = [
        _("Start the server: %(command)s", command="gunicorn (docs/installing.md)"),
        _("Start the worker beside it, which sends letters: %(command)s", command="flask worker"),
    ]
    if token is None:
        steps.append(_("Sign in: %(address)s", address=address))
    else:
        path = current_app.url_map.bind("").build("links.show", {"token": token})
        steps.append(
            _(
                "Choose the administrator's password; the link works once, for %(days)d days: %(address)s",
                days=invitations.INVITATION_HOLDS.days,
                address=address + path,
            )
        )
    steps.append(
        _(
            "Publish what lies in %(folder)s and add the first people: on the page “Installation”",
            folder=settings.courses,
        )
    )
    if not settings.mail_server:
        steps.append(_("For letters by mail, set READYLINE_MAIL_SERVER and READYLINE_URL (docs/installing.md)."))
    click.echo("\n" + _("What comes next:"))
    for count, step in enumerate(steps, start=1):
        click.echo(f"  {count}. {step}")
