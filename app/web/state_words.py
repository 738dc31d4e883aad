"""The words of all states that have a chip, the same on every page and in every file."""

from __future__ import annotations

from flask import Flask
from flask_babel import gettext as _

from app.kernel.messages import N_
from app.reports.states import State

_CHIPS = {
    "cleared": N_("Cleared"),
    "in progress": N_("In progress"),
    "not begun": N_("Not begun"),
    "waiting": N_("Waiting"),
    "due": N_("Due soon"),
    "overdue": N_("Overdue"),
    "expiring": N_("Expiring"),
    "expired": N_("Expired"),
    "passed": N_("Passed"),
    "failed": N_("Failed"),
    "done": N_("Done"),
    "open": N_("Open"),
    "locked": N_("Not yet"),
    "voided": N_("Voided"),
}
"""The words of each chip of `_components/state.html`, whatever it stands beside: a module, a call, a question."""

_ON_A_COURSE = {
    State.WAITING: N_("Waits for a call"),
    State.NOT_ENROLLED: N_("Not enrolled"),
}
"""How a person stands on a course, where that says more than the chip: a question waits too, and a module is open."""

_SIGN_OFFS = {
    "supervisor": N_("Waits for sign-off by a supervisor"),
    "trainer": N_("Waits for sign-off by a trainer"),
    "manager": N_("Waits for sign-off by a manager"),
    "": N_("Waits for sign-off by a second person"),
    "team leader": N_("Waits for sign-off by a team leader"),
}


def state_words(state: str) -> str:
    """Return what the chip of `state` says; of a State, how a person stands on a course."""
    own = _ON_A_COURSE.get(state) if isinstance(state, State) else None
    return str(_(own or _CHIPS[state]))


def sign_off_words(role: str) -> str:
    """Return what somebody waits for who lacks only a sign-off; `role` is the one the rule names, '' for none."""
    return str(_(_SIGN_OFFS[role]))


def register(app: Flask) -> None:
    """Give templates both."""
    app.jinja_env.globals.update(state_words=state_words, sign_off_words=sign_off_words)
