"""People from a file: choose it, look what becomes of each row, import it, hand on the links.

The pages stand under two addresses: a client's own, for those who make people there, and one of the installation, for
administrators. `Place` is what differs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.kernel.actor import Actor
from app.kernel.errors import DeclinedError, InvalidError, RefusedError
from app.people import memberships, queries
from app.people.importing.columns import HEADINGS, Column, template_heading, template_words
from app.people.importing.facts import Fate
from app.people.importing.knowing import importer
from app.people.importing.service import Outcome, carry_out
from app.people.permissions import InstallationPermission, Permission, Role, Side
from app.web import here
from app.web.access import requires
from app.web.locales import select_language
from app.web.people import uploads
from app.web.people.first_links import hand_on, may_make_first_links
from app.web.people.import_forms import ImportForm
from app.web.people.import_preview import chip, preview_page, say
from app.web.people.roles import offered
from app.web.people.time_zones import time_zone_for_new
from app.web.people.uploads import Upload
from app.web.people.words import refusal_words
from app.web.reports.files import table_file

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
ADDRESSES = ("/c/<client>/members/import", "/installation/people/import/<client_id>")
EXAMPLE = {
    Column.NAME: "Maria Nowak",
    Column.SIGN_IN: "maria.nowak@example.com",
    Column.CONTACT: "2107",
    Column.LANGUAGE: "pl",
    Column.TIME_ZONE: "Europe/Warsaw",
}
"""The row that the template shows, beside its role and side."""

blueprint = Blueprint("importing", __name__)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an import happens: who imports, the client's title, what its addresses name it by, and the way back."""

    actor: Actor
    title: str
    named: dict[str, str]
    back: tuple[str, str]

    def url(self, page: str, **more: object) -> str:
        """Return the address of one of the pages."""
        values: dict[str, Any] = {**self.named, **more}
        return url_for(f"importing.{page}", **values)


def _page(path: str, method: str = "GET") -> Callable[[View], View]:
    """Put a view under both addresses; each is open only to those who hold its permission there."""

    def declare(view: View) -> View:
        requires(Permission.MAKE_PEOPLE, InstallationPermission.MAKE_EVERYBODY)(view)
        for address in ADDRESSES:
            blueprint.add_url_rule(address + path, view_func=view, methods=[method])
        return view

    return declare


def _place(client: str = "", client_id: str = "") -> Place:
    if client_id:
        found = queries.find_client(client_id)
        back = (str(_("People")), url_for("everybody.index"))
        actor = importer(here.actor(), client_id)
        return Place(actor, found.title if found else client_id, {"client_id": client_id}, back)
    back = (str(_("People")), url_for("members.index", client=client))
    return Place(here.actor(), here.client().title, {"client": client}, back)


def _choice(place: Place, form: ImportForm, problem: str = "") -> str:
    headings = template_heading(select_language())
    sides = offered(memberships.grants(place.actor))
    return render_template(
        "people/import.html", place=place, form=form, problem=problem, headings=headings, sides=sides
    )


@_page("")
def choose(**where: str) -> ResponseReturnValue:
    """Ask for a file."""
    return _choice(_place(**where), ImportForm())


@_page("", "POST")
def keep(**where: str) -> ResponseReturnValue:
    """Read a file, keep it, and go on to its preview."""
    place, form = _place(**where), ImportForm()
    if not form.validate_on_submit():
        return _choice(place, form), 422
    try:
        upload = uploads.keep(place.actor, form.file.data.filename or "", form.file.data.read())
    except DeclinedError as refusal:
        return _choice(place, form, refusal_words(refusal)), 422
    return redirect(place.url("look", upload=upload))


@_page("/template.csv")
def csv_template(**where: str) -> Response:
    """Give the template as CSV."""
    return _template(_place(**where), "csv")


@_page("/template.xlsx")
def xlsx_template(**where: str) -> Response:
    """Give the template as XLSX."""
    return _template(_place(**where), "xlsx")


def _template(place: Place, form: str) -> Response:
    """Give an empty file with the headings in the reader's language, and one row to go by."""
    language = select_language()
    role, side = template_words(Role.OPERATOR, Side(place.actor.side), language)
    example = {**EXAMPLE, Column.ROLE: role, Column.SIDE: side}
    rows = [[example.get(column, "") for column in HEADINGS]]
    return table_file(form, place.actor.client_id, "people", template_heading(language), rows)


@_page("/<upload>")
def look(upload: str, **where: str) -> ResponseReturnValue:
    """Show what would become of each row."""
    place = _place(**where)
    return _look(place, uploads.get(place.actor, upload))


def _look(place: Place, upload: Upload, problem: str = "") -> ResponseReturnValue:
    if upload.counts is not None:
        return redirect(place.url("done", upload=upload.id))
    page = preview_page(place.actor, upload, request.args)
    tabs = [
        {"label": f"{words} {count}", "url": place.url("look", upload=upload.id, fate=kind), "current": is_shown}
        for kind, words, count, is_shown in page.kinds
    ]
    html = render_template(
        "people/import_preview.html",
        place=place,
        upload=upload,
        page=page,
        tabs=tabs,
        chip=chip,
        say=say,
        problem=problem,
    )
    return html, 409 if problem else 200


@_page("/<upload>/encoding", "POST")
def read_as(upload: str, **where: str) -> ResponseReturnValue:
    """Read the file once more, in another encoding."""
    place = _place(**where)
    chosen = uploads.get(place.actor, upload)
    try:
        uploads.read_anew(place.actor, chosen, request.form.get("encoding", ""))
    except InvalidError as refusal:
        return _look(place, chosen, refusal_words(refusal))
    return redirect(place.url("look", upload=upload))


@_page("/<upload>", "POST")
def confirm(upload: str, **where: str) -> ResponseReturnValue:
    """Import the file as it was previewed; of two clicks one writes, and both end on the page that says so."""
    place = _place(**where)
    chosen = uploads.get(place.actor, upload)
    if chosen.counts is None:
        try:
            remember = partial(_remember, place.actor, chosen)
            carry_out(
                place.actor, chosen.table, request.form.get("digest", ""), remember, time_zone_for_new(place.actor)
            )
        except RefusedError as refusal:
            return _look(place, uploads.get(place.actor, upload), refusal_words(refusal))
    flash(_("The file is imported."), "done")
    return redirect(place.url("done", upload=upload))


def _remember(actor: Actor, upload: Upload, outcome: Outcome) -> None:
    """Keep what the import did; the second of two clicks did nothing, and does not cover up what the first did."""
    if outcome.wrote or uploads.get(actor, upload.id).counts is None:
        uploads.finish(actor, upload, outcome)


@_page("/<upload>/done")
def done(upload: str, **where: str) -> ResponseReturnValue:
    """Show what the import did, and offer links for those who are new."""
    place = _place(**where)
    chosen = uploads.get(place.actor, upload)
    if chosen.counts is None:
        return redirect(place.url("look", upload=upload))
    return render_template(
        "people/import_done.html",
        place=place,
        upload=chosen,
        counts=_counts(chosen.counts),
        invited=len(chosen.made) if may_make_first_links(place.actor) else 0,
    )


def _counts(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    words = {Fate.NEW: _("Added"), Fate.CHANGED: _("Updated"), Fate.UNCHANGED: _("Left as they were")}
    return [(str(said), counts[fate.value]) for fate, said in words.items()]


@_page("/<upload>/links", "POST")
def links(upload: str, **where: str) -> ResponseReturnValue:
    """Make a link for each new person: as slips or a file to hand on, or by mail to those who have an address."""
    place = _place(**where)
    people = uploads.get(place.actor, upload).made
    back = (str(_("Imported")), place.url("done", upload=upload))
    return hand_on(place.actor, people, request.form.get("by", ""), back)
