"""What commands ask of the database before they begin: that it answers, and is as new as the program."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_babel import gettext as _
from flask_migrate import upgrade
from sqlalchemy.exc import SQLAlchemyError

from app.kernel.readiness import MIGRATIONS, database_revision, newest_revision

P = ParamSpec("P")
R = TypeVar("R")


def needs_database(command: Callable[P, R]) -> Callable[P, R]:
    """Let a command run on a database as new as the program; a new one gets its tables first.

    The command raises ClickException if the database does not answer, or is of another version.
    """

    @wraps(command)
    @with_appcontext
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        _prepare()
        return command(*args, **kwargs)

    return run


def _prepare() -> None:
    try:
        revision = database_revision(current_app.extensions["readyline.house"])
    except SQLAlchemyError as problem:
        raise click.ClickException(_("The database does not answer. Is DATABASE_URL right?")) from problem
    if revision is None:
        upgrade(str(MIGRATIONS))
    elif revision != newest_revision():
        raise click.ClickException(_("The database is not up to date. Run flask db upgrade first."))
