"""The installation's own pages: which clients there are and whether the trail holds. No client's content."""

from __future__ import annotations

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue

from app.config import Settings
from app.people import queries as people
from app.people.permissions import InstallationPermission
from app.people.sign_in import INSTALLATION
from app.trail import service as trail
from app.web.access import requires

blueprint = Blueprint("admin", __name__, url_prefix="/installation")


@blueprint.get("")
@requires(InstallationPermission.ADMINISTER)
def start() -> ResponseReturnValue:
    """Show the clients by title and size, head of the installation's chain, and whether a public address is set."""
    settings: Settings = current_app.extensions["readyline.settings"]
    clients = people.all_clients()
    return render_template(
        "admin/start.html",
        clients_here=clients,
        sizes=people.sizes(),
        head=trail.head(INSTALLATION),
        public_address=settings.public_url,
    )
