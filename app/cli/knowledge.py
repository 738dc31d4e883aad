"""`flask knowledge`: search the knowledge base of a client, and build its index anew."""

from __future__ import annotations

import json
from pathlib import Path

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from app.cli.database import needs_database
from app.kernel.actor import Actor
from app.knowledge import queries, service
from app.people import queries as people

knowledge_group = AppGroup("knowledge", help="The knowledge base.")

_client = click.option("--client", "client_id", required=True, help="The client, by its folder's name.")


@knowledge_group.command("search")
@_client
@click.option("--language", help="The reader's language, a code such as `ru`: texts in it come first.")
@click.option("--limit", type=click.IntRange(1, 100), default=queries.HITS, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print an array of objects: address, title, snippet.")
@click.option(
    "--queries",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Answer a file of queries, one a line, with one JSON array of addresses a line.",
)
@click.argument("words", nargs=-1)
@needs_database
def search(
    client_id: str, language: str | None, limit: int, as_json: bool, file: Path | None, words: tuple[str, ...]
) -> None:
    """Print what answers WORDS, best first: address, title and snippet."""
    actor = _actor(client_id)
    if file is not None:
        _answer_file(actor, file, language, limit)
        return
    if not words:
        raise click.UsageError(_("Say what to look for, or name a file with --queries."))
    hits = queries.search(actor, " ".join(words), language, limit)
    if as_json:
        found = [{"address": hit.address, "title": hit.title, "snippet": hit.snippet.text} for hit in hits]
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for hit in hits:
        click.echo(f"{hit.address}\n  {hit.title}\n  {hit.snippet.text}")
    if not hits:
        click.echo(_("Nothing found."), err=True)


@knowledge_group.command("reindex")
@_client
@needs_database
def reindex(client_id: str) -> None:
    """Build the index of a client's knowledge base anew from the newest releases."""
    for part, count in service.reindex(_actor(client_id)).items():
        click.echo(f"{part}: {count}")


def _actor(client_id: str) -> Actor:
    if people.find_client(client_id) is None:
        raise click.UsageError(_("There is no client “%(client)s”.", client=client_id))
    return people.system_actor(client_id)


def _answer_file(actor: Actor, file: Path, language: str | None, limit: int) -> None:
    """Answer each line as it is read; a blank one finds nothing, and what is no UTF-8 is taken as strange letters."""
    with file.open(encoding="utf-8-sig", errors="replace", newline="\n") as lines:
        for line in lines:
            hits = queries.search(actor, line, language, limit)
            click.echo(json.dumps([hit.address for hit in hits], ensure_ascii=False))
