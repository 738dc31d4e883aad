"""`flask trail`: check the chained record of acts."""

from __future__ import annotations

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from app.cli.database import needs_database
from app.people import queries as people
from app.people.service import is_empty
from app.people.sign_in import INSTALLATION
from app.trail import service as trail

trail_group = AppGroup("trail", help="The chained record of acts.")


@trail_group.command("verify")
@needs_database
def verify() -> None:
    """Check every chain; exit 1 and name the first row that was changed, removed or swapped."""
    report_every_chain()


def report_every_chain() -> None:
    """Print a line for each chain. Raises SystemExit(1) if one does not hold."""
    faults = 0
    actors = [("installation", INSTALLATION), *((c.id, people.system_actor(c.id)) for c in people.all_clients())]
    for name, actor in actors:
        fault = trail.verify(actor, may_be_empty=actor.scope is None and is_empty())
        sequence, digest = trail.head(actor)
        if fault is None:
            click.echo(_("%(chain)s: %(rows)d rows, whole, head %(head)s", chain=name, rows=sequence, head=digest))
        else:
            faults += 1
            click.echo(f"{name}: " + _(fault.what, row=fault.sequence))
    if faults:
        raise SystemExit(1)


@trail_group.command("head")
@click.option("--client", "client_id", help="The client whose chain to look at; the installation's without it.")
@needs_database
def head(client_id: str | None) -> None:
    """Print the sequence and hash of a chain's last row, to be kept somewhere else."""
    if client_id is not None and people.find_client(client_id) is None:
        raise click.UsageError(_("There is no client “%(client)s”.", client=client_id))
    sequence, digest = trail.head(people.system_actor(client_id) if client_id else INSTALLATION)
    click.echo(f"{sequence} {digest}")
