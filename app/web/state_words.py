"""The state of a person on a course in words, the same on every page and in every file."""

from __future__ import annotations

from flask import Flask
from flask_babel import gettext as _

from app.kernel.messages import N_
from app.reports.states import State

_STATES = {
    State.CLEARED: N_("Cleared"),
    State.EXPIRING: N_("Expiring"),
    State.EXPIRED: N_("Expired"),
    State.OVERDUE: N_("Overdue"),
    State.DUE_SOON: N_("Due soon"),
    State.WAITING: N_("Waits for a call"),
    State.IN_PROGRESS: N_("In progress"),
    State.NOT_BEGUN: N_("Not begun"),
    State.NOT_ENROLLED: N_("Not enrolled"),
}

_SIGN_OFFS = {
    "supervisor": N_("Waits for sign-off by a supervisor"),
    "trainer": N_("Waits for sign-off by a trainer"),
    "manager": N_("Waits for sign-off by a manager"),
    "": N_("Waits for sign-off by a second person"),
    "team leader": N_("Waits for sign-off by a team leader"),
}


def state_words(state: State) -> str:
    """Return a state as its chip says it."""
    return str(_(_STATES[state]))


def sign_off_words(role: str) -> str:
    """Return what somebody waits for who lacks only a sign-off; `role` is the one the rule names, '' for none."""
    return str(_(_SIGN_OFFS[role]))


def register(app: Flask) -> None:
    """Give templates both."""
    app.jinja_env.globals.update(state_words=state_words, sign_off_words=sign_off_words)
