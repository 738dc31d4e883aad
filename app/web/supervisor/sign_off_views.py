"""Signing off: who waits, the evidence in front of the decision, and the decision."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.certification import service
from app.certification.rules import SignOffRefusedError
from app.certification.waiting import one_waiting, waiting_for_sign_off
from app.people import queries as people
from app.people.permissions import Permission
from app.web import here
from app.web.access import requires
from app.web.call_words import pair_name, refusal_words
from app.web.cutting import cut
from app.web.learner.path_words import covers_words, steps

blueprint = Blueprint("sign_off", __name__, url_prefix="/c/<client>/sign-offs")


@blueprint.get("")
@requires(Permission.SIGN_OFF)
def index(client: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """List everybody who has done all but the sign-off; those I can sign for stand first."""
    waiting = sorted(waiting_for_sign_off(here.actor()), key=lambda one: one.refusal is not None)
    shown = cut(len(waiting), request.args.get("page"))
    return render_template(
        "supervisor/sign_offs.html",
        waiting=waiting,
        cut=shown,
        covers_words=covers_words,
        refusal_words=refusal_words,
    )


@blueprint.get("/<int:person>/<course>")
@requires(Permission.SIGN_OFF)
def show(client: str, person: int, course: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Show the evidence, and ask once more."""
    return _page(person, course)


@blueprint.post("/<int:person>/<course>")
@requires(Permission.SIGN_OFF)
def give(client: str, person: int, course: str) -> ResponseReturnValue:
    """Sign off."""
    try:
        issued = service.sign_off(here.actor(), person, course)
    except SignOffRefusedError as refusal:
        return _page(person, course, refusal_words(refusal)), refusal.status
    name = people.names(here.actor(), [person]).get(person, "")
    if issued:
        flash(_("You signed %(name)s off. The certificate is issued.", name=name), "done")
    else:
        flash(_("You signed %(name)s off. A second person has to sign off too.", name=name), "done")
    return redirect(url_for("sign_off.index", client=client))


def _page(person: int, course: str, problem: str = "") -> str:
    case = one_waiting(here.actor(), person, course)
    return render_template(
        "supervisor/sign_off.html",
        case=case,
        steps=[{**step, "url": None} for step in steps(here.client().id, case.path)],
        problem=problem or (refusal_words(case.refusal) if case.refusal else ""),
        titles={name: one.title for name, one in case.path.content.scenarios.items()},
        pair_name=pair_name,
        covers_words=covers_words,
    )
