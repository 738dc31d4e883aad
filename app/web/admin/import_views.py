"""People from a file, for a client that the administrator chooses."""

from __future__ import annotations

from flask import Blueprint, Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.people import queries
from app.people.import_knowing import importer
from app.people.permissions import InstallationPermission
from app.web import here
from app.web.access import requires
from app.web.people import import_pages
from app.web.people.import_pages import Place

blueprint = Blueprint("everybody_import", __name__, url_prefix="/installation/people/import/<client_id>")


def _place(client_id: str) -> Place:
    actor = importer(here.actor(), client_id)
    client = queries.find_client(client_id)
    back = (str(_("People")), url_for("everybody.index"))
    return Place(actor, client.title if client else client_id, "everybody_import", {"client_id": client_id}, back)


@blueprint.route("", methods=["GET", "POST"])
@requires(InstallationPermission.MAKE_EVERYBODY)
def choose(client_id: str) -> ResponseReturnValue:
    """Choose a file."""
    return import_pages.choose(_place(client_id))


@blueprint.get("/template.csv")
@requires(InstallationPermission.MAKE_EVERYBODY)
def csv_template(client_id: str) -> Response:
    """Give the template as CSV."""
    return import_pages.template(_place(client_id), "csv")


@blueprint.get("/template.xlsx")
@requires(InstallationPermission.MAKE_EVERYBODY)
def xlsx_template(client_id: str) -> Response:
    """Give the template as XLSX."""
    return import_pages.template(_place(client_id), "xlsx")


@blueprint.get("/<upload>")
@requires(InstallationPermission.MAKE_EVERYBODY)
def look(client_id: str, upload: str) -> ResponseReturnValue:
    """Show what would become of each row."""
    return import_pages.look(_place(client_id), upload)


@blueprint.post("/<upload>")
@requires(InstallationPermission.MAKE_EVERYBODY)
def confirm(client_id: str, upload: str) -> ResponseReturnValue:
    """Import the file."""
    return import_pages.confirm(_place(client_id), upload)


@blueprint.get("/<upload>/done")
@requires(InstallationPermission.MAKE_EVERYBODY)
def done(client_id: str, upload: str) -> ResponseReturnValue:
    """Show what the import did."""
    return import_pages.done(_place(client_id), upload)


@blueprint.post("/<upload>/links")
@requires(InstallationPermission.MAKE_EVERYBODY)
def links(client_id: str, upload: str) -> ResponseReturnValue:
    """Make links for those who are new."""
    return import_pages.links(_place(client_id), upload)
