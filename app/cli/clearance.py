"""`flask clearance`: who may take calls, and what is missing for the others."""

from __future__ import annotations

import json
import unicodedata

import click
from flask_babel import gettext as _

from app.certification.clearance import Clearance, clearances
from app.certification.words import Words
from app.cli.database import needs_database
from app.kernel.errors import NotFoundError
from app.people import queries as people
from app.reports.cells import csv_lines

FIELDS = ("person", "name", "line", "channel", "language", "may take calls", "until", "missing")


@click.command("clearance")
@click.option("--client", "client_id", required=True, help="The client, by the name of its folder.")
@click.option("--line", help="One line of work only, by its key.")
@click.option("--format", "kind", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@needs_database
def clearance_command(client_id: str, line: str | None, kind: str) -> None:
    """Say of everybody who takes calls for a client: yes and until when, or what is missing.

    Exits 2 if there is no such client or line.
    """
    if people.find_client(client_id) is None:
        raise click.UsageError(_("There is no client “%(client)s”.", client=client_id))
    try:
        found = clearances(people.system_actor(client_id), line)
    except NotFoundError as error:
        raise click.UsageError(error.text(_)) from error
    if kind == "json":
        click.echo(json.dumps([_as_object(one) for one in found], ensure_ascii=False, indent=2))
    elif kind == "csv":
        for text in csv_lines(FIELDS, (_as_row(one) for one in found)):
            click.echo(text, nl=False)
    else:
        _print_table(found)


def _say(words: Words) -> str:
    return str(_(words.template, **words.values))


def _until(one: Clearance) -> str:
    return one.last_day.isoformat() if one.last_day else ""


def _as_object(one: Clearance) -> dict[str, object]:
    return {
        "person": one.person_id,
        "name": one.name,
        "line": one.line,
        "channel": one.channel,
        "language": one.language,
        "allowed": one.allowed,
        "until": _until(one) or None,
        "missing": [_say(words) for words in one.missing],
    }


def _as_row(one: Clearance) -> tuple[object, ...]:
    missing = "; ".join(_say(words) for words in one.missing)
    answer = _("yes") if one.allowed else _("no")
    return one.person_id, one.name, one.line, one.channel, one.language, answer, _until(one), missing


def _print_table(found: list[Clearance]) -> None:
    if not found:
        click.echo(_("Nobody takes calls here yet, or no course of this client leads to a line."))
        return
    rows = [("name", "line", "channel", "language", "may take calls")]
    for one in found:
        if one.allowed:
            answer = _("yes, until the end of %(day)s", day=_until(one)) if one.last_day else _("yes")
        else:
            answer = _("no: %(missing)s", missing="; ".join(_say(words) for words in one.missing))
        rows.append((one.name, one.line, one.channel, one.language, answer))
    widths = [max(_width(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        padded = [cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=False)]
        click.echo("  ".join([*padded, row[4]]))


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes: accents on their own take none, wide letters two."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )
