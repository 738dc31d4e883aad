"""In which time zone new people begin where nobody says otherwise."""

from __future__ import annotations

from flask import current_app

from app.config import Settings
from app.kernel.actor import Actor


def time_zone_for_new(actor: Actor) -> str:
    """Return the time zone (an IANA name) of people whom the actor makes: the installation's, else the actor's own."""
    settings: Settings = current_app.extensions["readyline.settings"]
    return settings.time_zone or actor.time_zone
