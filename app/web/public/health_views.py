"""What machines ask: does the process live, can it serve? Without sign-in, session or anything secret."""

from __future__ import annotations

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from app.kernel.readiness import Readiness, readiness
from app.web.access import public

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
@public
def health() -> ResponseReturnValue:
    """Say that the process answers; asks no database."""
    return {"status": "ok"}


@blueprint.get("/ready")
@public
def ready() -> ResponseReturnValue:
    """Say whether the database answers and is as new as the program; 503 with a reason otherwise."""
    found = readiness(current_app.extensions["readyline.house"])
    if found is Readiness.READY:
        return {"status": found.value}
    return {"status": "not ready", "reason": found.value}, 503
