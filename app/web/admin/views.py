"""The installation's own pages: which clients there are and whether the trail holds. No client's content."""

from __future__ import annotations

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.authoring import service as authoring
from app.config import Settings
from app.people import queries as people
from app.people.chains import check_every_chain
from app.people.permissions import InstallationPermission
from app.people.sign_in import INSTALLATION
from app.questions import queries as questions
from app.trail import service as trail
from app.web import here
from app.web.access import requires
from app.web.people.words import roles_words

blueprint = Blueprint("admin", __name__, url_prefix="/installation")


@blueprint.get("")
@requires(InstallationPermission.ADMINISTER)
def start() -> ResponseReturnValue:
    """Show the clients by title and size, the folders that were never published, and the head of the own chain.

    Beside a client stands who answers questions there: a question that goes to nobody is seen by nobody.

    `check` in the address has every chain checked, and shows which hold.
    """
    settings: Settings = current_app.extensions["readyline.settings"]
    clients, sizes = people.all_clients(), people.sizes()
    return render_template(
        "admin/start.html",
        clients_here=clients,
        sizes=sizes,
        answering=questions.who_answers_at_each(here.actor()),
        roles_words=roles_words,
        nobody_at=next((client for client in clients if client.id not in sizes), None),
        unpublished=authoring.unpublished(here.actor(), settings.courses, clients),
        folder=settings.courses.name,
        head=trail.head(INSTALLATION),
        public_address=settings.public_url,
        chains=check_every_chain(here.actor()) if "check" in request.args else [],
        fault_words=lambda fault: _(fault.what, row=fault.sequence),
    )
