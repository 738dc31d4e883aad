"""`flask trail`: check the chained record of acts."""

from __future__ import annotations

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from app.cli.database import needs_database
from app.people import queries as people
from app.people.chains import every_chain
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
    for one in every_chain():
        name = one.client.id if one.client else "installation"
        if one.fault is None:
            words = _("%(chain)s: %(rows)d rows, whole, head %(head)s", chain=name, rows=one.sequence, head=one.digest)
            click.echo(words)
        else:
            faults += 1
            click.echo(f"{name}: " + _(one.fault.what, row=one.fault.sequence))
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
