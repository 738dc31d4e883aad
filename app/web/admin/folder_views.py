"""Folders that were never published: the check, and the first publishing. From then on the client's own trainers do."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.authoring import service
from app.authoring.errors import AlreadyPublishedError, BrokenContentError
from app.authoring.media import MediaStore
from app.config import Settings
from app.kernel.errors import RefusedError
from app.people.permissions import InstallationPermission
from app.web import here
from app.web.access import requires

blueprint = Blueprint("folders", __name__, url_prefix="/installation/folders")


@blueprint.get("/<folder>")
@requires(InstallationPermission.ADMINISTER)
def show(folder: str) -> ResponseReturnValue:
    """Check one folder: list its problems, and offer to publish it for the first time."""
    try:
        found = service.check_first(here.actor(), _settings().courses, folder)
    except AlreadyPublishedError as refusal:
        return _back(refusal)
    return render_template(
        "admin/folder.html",
        found=found,
        problems=[(problem, problem.text(_)) for problem in found.problems],
        errors=sum(problem.is_error for problem in found.problems),
        place=f"{_settings().courses.name}/{found.folder.name}",
    )


@blueprint.post("/<folder>")
@requires(InstallationPermission.ADMINISTER)
def publish(folder: str) -> ResponseReturnValue:
    """Publish one folder for the first time; with a problem in it, show the check again."""
    settings = _settings()
    try:
        service.publish_first(here.actor(), settings.courses, folder, MediaStore(settings.media))
    except AlreadyPublishedError as refusal:
        return _back(refusal)
    except (BrokenContentError, RefusedError) as refusal:
        flash(refusal.text(_), "problem")
        return redirect(url_for(".show", folder=folder))
    flash(_("The folder “%(folder)s” is published. Add the first people now.", folder=folder), "done")
    return redirect(url_for("admin.start"))


def _back(refusal: AlreadyPublishedError) -> ResponseReturnValue:
    flash(refusal.text(_), "note")
    return redirect(url_for("admin.start"))


def _settings() -> Settings:
    found: Settings = current_app.extensions["readyline.settings"]
    return found
