"""`flask people`: persons, roles, teams and enrolments, until they have pages."""

from __future__ import annotations

from datetime import UTC, datetime

import click
from flask import current_app
from flask.cli import AppGroup
from flask_babel import gettext as _

from app.authoring import queries as authoring
from app.cli.database import needs_database
from app.config import Settings
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError, ReadylineError
from app.learning import service as learning
from app.people import memberships, queries, service
from app.people.permissions import EVERYTHING, Role, Side

people_group = AppGroup("people", help="Persons, roles, teams and enrolments.")
INSTALLATION = Actor(person_id=None, scope=None, permissions=EVERYTHING)


def client_actor(client_id: str) -> Actor:
    """Return the program itself inside a client; a clear message and exit 2 if there is none."""
    if queries.find_client(client_id) is None:
        known = ", ".join(client.id for client in queries.all_clients()) or _("none yet")
        raise click.UsageError(_("There is no client “%(client)s”. Clients: %(known)s.", client=client_id, known=known))
    return queries.system_actor(client_id)


def person_number(sign_in_name: str) -> int:
    """Return the number of the person who signs in so; a clear message and exit 2 if there is none."""
    number = queries.find_number(sign_in_name)
    if number is None:
        raise click.UsageError(_("Nobody signs in as “%(name)s”.", name=sign_in_name))
    return number


@people_group.command("create")
@click.argument("sign_in_name")
@click.option("--name", required=True, help="The name colleagues and certificates show.")
@click.option("--language", default="en", show_default=True)
@click.option("--time-zone", help="As in Europe/Warsaw; the installation's if not given, else UTC.")
@click.option("--contact", default="", help="Extension or messenger, for whoever calls to assess.")
@click.option("--administrator", is_flag=True, help="Runs the installation; sees no client's content.")
@click.password_option(help="12 characters or more; asked for if not given.")
@needs_database
def create(
    sign_in_name: str, name: str, language: str, time_zone: str | None, contact: str, administrator: bool, password: str
) -> None:
    """Create a person."""
    settings: Settings = current_app.extensions["readyline.settings"]
    try:
        number = service.create_person(
            INSTALLATION,
            name=name,
            sign_in_name=sign_in_name,
            password=password,
            language=language,
            time_zone=time_zone or settings.time_zone or "UTC",
            contact=contact,
            administrator=administrator,
        )
    except ReadylineError as refusal:
        raise click.ClickException(refusal.text(_)) from None
    signs_in = sign_in_name.strip().casefold()
    click.echo(
        _("%(name)s is number %(number)d and signs in as %(signs_in)s.", name=name, number=number, signs_in=signs_in)
    )


@people_group.command("password")
@click.argument("sign_in_name")
@click.password_option(help="12 characters or more; asked for if not given.")
@needs_database
def password(sign_in_name: str, password: str) -> None:
    """Give a person a new password; every device of theirs is signed out."""
    try:
        service.set_password(INSTALLATION, person_number(sign_in_name), password)
    except ReadylineError as refusal:
        raise click.ClickException(refusal.text(_)) from None
    click.echo(_("Done; every device of theirs is signed out."))


@people_group.command("grant")
@click.argument("sign_in_name")
@click.option("--client", "client_id", required=True)
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--side", type=click.Choice([side.value for side in Side]), default="centre", show_default=True)
@needs_database
def grant(sign_in_name: str, client_id: str, role: str, side: str) -> None:
    """Give a person a role for a client."""
    actor, number = client_actor(client_id), person_number(sign_in_name)
    try:
        service.add_membership(actor, number, Role(role), Side(side))
    except ReadylineError as refusal:
        raise click.ClickException(refusal.text(_)) from None
    click.echo(_("%(name)s is %(role)s for %(client)s.", name=sign_in_name, role=_(role), client=client_id))


@people_group.command("leave")
@click.argument("sign_in_name")
@click.option("--client", "client_id", required=True)
@needs_database
def leave(sign_in_name: str, client_id: str) -> None:
    """End every role of a person for a client: access ends now, records stay."""
    actor, number = client_actor(client_id), person_number(sign_in_name)
    try:
        memberships.leave(actor, number)
    except NotFoundError:
        raise click.ClickException(
            _("%(name)s holds no role for %(client)s.", name=sign_in_name, client=client_id)
        ) from None
    click.echo(_("%(name)s no longer works for %(client)s.", name=sign_in_name, client=client_id))


@people_group.command("team")
@click.argument("title")
@click.option("--client", "client_id", required=True)
@click.option("--leader", required=True, help="Sign-in name of who answers for the team.")
@click.option("--deputy", help="Sign-in name of who stands in.")
@click.argument("members", nargs=-1)
@needs_database
def team(title: str, client_id: str, leader: str, deputy: str | None, members: tuple[str, ...]) -> None:
    """Create a team with its members, by sign-in name."""
    actor = client_actor(client_id)
    try:
        team_id = service.create_team(
            actor, title, person_number(leader), deputy_id=person_number(deputy) if deputy else None
        )
    except ReadylineError as refusal:
        raise click.ClickException(refusal.text(_)) from None
    for member in members:
        service.join_team(actor, team_id, person_number(member))
    click.echo(_("%(title)s: %(count)d members.", title=title, count=len(members)))


@people_group.command("class")
@click.argument("title")
@click.option("--client", "client_id", required=True)
@click.option("--trainer", required=True, help="Sign-in name of the trainer.")
@click.option("--starts", type=click.DateTime(["%Y-%m-%d"]), help="The first day; today if not given.")
@click.argument("members", nargs=-1)
@needs_database
def training_class(title: str, client_id: str, trainer: str, starts: datetime | None, members: tuple[str, ...]) -> None:
    """Create a class with its members, by sign-in name."""
    moment = (starts or datetime.now(UTC)).replace(tzinfo=UTC)
    numbers = [person_number(member) for member in members]
    try:
        clock.check_day(moment.date())
        service.create_class(client_actor(client_id), title, person_number(trainer), moment, numbers)
    except ReadylineError as refusal:
        raise click.ClickException(refusal.text(_)) from None
    first = moment.date().isoformat()
    click.echo(_("%(title)s: %(count)d people, from %(first)s.", title=title, count=len(members), first=first))


@people_group.command("enrol")
@click.argument("sign_in_names", nargs=-1, required=True)
@click.option("--client", "client_id", required=True)
@click.option("--course", required=True, help="The course's folder.")
@needs_database
def enrol(sign_in_names: tuple[str, ...], client_id: str, course: str) -> None:
    """Enrol people in a course; its due date is the course's own."""
    actor = client_actor(client_id)
    numbers = [person_number(name) for name in sign_in_names]
    if authoring.newest_course(actor, course) is None:
        raise click.UsageError(
            _("No course “%(course)s” has been published for %(client)s.", course=course, client=client_id)
        )
    try:
        learning.enrol(actor, numbers, course)
    except ReadylineError as refusal:
        raise click.ClickException(refusal.text(_)) from None
    click.echo(_("%(count)d enrolled in %(course)s.", count=len(numbers), course=f"{client_id}/{course}"))
