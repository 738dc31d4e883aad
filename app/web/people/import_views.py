"""People from a file, at one client: for those who make people there."""

from __future__ import annotations

from flask import Blueprint, Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.people.permissions import Permission
from app.web import here
from app.web.access import requires
from app.web.people import import_pages
from app.web.people.import_pages import Place

blueprint = Blueprint("importing", __name__, url_prefix="/c/<client>/members/import")


def _place() -> Place:
    client = here.client()
    back = (str(_("People")), url_for("members.index", client=client.id))
    return Place(here.actor(), client.title, "importing", {"client": client.id}, back)


@blueprint.route("", methods=["GET", "POST"])
@requires(Permission.MAKE_PEOPLE)
def choose(client: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Choose a file."""
    return import_pages.choose(_place())


@blueprint.get("/template.csv")
@requires(Permission.MAKE_PEOPLE)
def csv_template(client: str) -> Response:  # noqa: ARG001 read by access.admit
    """Give the template as CSV."""
    return import_pages.template(_place(), "csv")


@blueprint.get("/template.xlsx")
@requires(Permission.MAKE_PEOPLE)
def xlsx_template(client: str) -> Response:  # noqa: ARG001 read by access.admit
    """Give the template as XLSX."""
    return import_pages.template(_place(), "xlsx")


@blueprint.get("/<upload>")
@requires(Permission.MAKE_PEOPLE)
def look(client: str, upload: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Show what would become of each row."""
    return import_pages.look(_place(), upload)


@blueprint.post("/<upload>")
@requires(Permission.MAKE_PEOPLE)
def confirm(client: str, upload: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Import the file."""
    return import_pages.confirm(_place(), upload)


@blueprint.get("/<upload>/done")
@requires(Permission.MAKE_PEOPLE)
def done(client: str, upload: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Show what the import did."""
    return import_pages.done(_place(), upload)


@blueprint.post("/<upload>/links")
@requires(Permission.MAKE_PEOPLE)
def links(client: str, upload: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Make links for those who are new."""
    return import_pages.links(_place(), upload)
