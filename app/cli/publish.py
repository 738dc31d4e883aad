"""`flask courses publish`: what lies in folders becomes what people read."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app
from flask_babel import gettext as _

from app.authoring import queries as authoring
from app.authoring.drafts import read_drafts
from app.authoring.errors import BrokenContentError
from app.authoring.media import MediaStore
from app.authoring.service import publish
from app.cli.content import courses_group
from app.cli.database import needs_database
from app.config import Settings
from app.kernel.actor import Actor
from app.people import queries as people
from app.people.permissions import EVERYTHING

__all__ = ["courses_group", "publish_folder"]


@courses_group.command("publish")
@click.argument("path", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--major", is_flag=True, help="A release that asks something of people again; without it, wording only.")
@needs_database
def publish_folder(path: Path, major: bool) -> None:
    """Publish what changed in PATH: a folder of clients, one client's or one course's.

    Nothing at all is published if anything in PATH has an error. Several clients are published one after the other,
    each of them whole or not at all.
    """
    settings: Settings = current_app.extensions["readyline.settings"]
    centre = people.centre_id()
    drafts = read_drafts(path, authoring.newest_files(people.system_actor(centre)) if centre else None)
    system = Actor(person_id=None, scope=None, permissions=EVERYTHING)
    try:
        outcomes = publish(system, drafts, MediaStore(settings.media), major=major)
    except BrokenContentError as broken:
        for problem in broken.problems:
            click.echo(problem.formatted(_), err=True)
        click.echo(broken.text(_), err=True)
        raise click.exceptions.Exit(1) from None
    for problem in drafts.problems:
        click.echo(problem.formatted(_), err=True)
    for outcome in outcomes:
        part = f"{outcome.client_id}/{outcome.part}"
        if outcome.is_new:
            click.echo(_("%(part)s %(number)s published", part=part, number=outcome.number))
        else:
            click.echo(_("%(part)s unchanged (%(number)s)", part=part, number=outcome.number))
