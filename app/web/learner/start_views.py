"""The start page of a client: each role's own; for those who learn, the one next step and the path to clearance."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.authoring import queries as authoring
from app.certification import queries as certification
from app.certification.queries import PathOf
from app.kernel import clock
from app.people.permissions import Permission
from app.reports.states import State, state_of
from app.web import here
from app.web.access import requires
from app.web.learner.path_words import covers_words, next_step_of, steps, validity_words
from app.web.links import renderer
from app.web.navigation import start_of
from app.web.today import today

blueprint = Blueprint("start", __name__, url_prefix="/c/<client>")


@blueprint.get("/")
@requires(Permission.READ)
def show(client: str) -> ResponseReturnValue:
    """Lead to the start page of the visitor's role; operators and team leaders see their own path here."""
    start = start_of(here.actor())
    return _own_path(client) if start == "start.path" else redirect(url_for(start, client=client))


@blueprint.get("/path")
@requires(Permission.READ)
def path(client: str) -> ResponseReturnValue:
    """Show one's own path, whatever other roles one has."""
    return _own_path(client)


def _own_path(client: str) -> str:
    actor = here.actor()
    contents, shared = authoring.courses_and_shared(actor)
    everything = certification.paths(actor, contents, shared, [actor.number]).values()
    paths = sorted(
        (one for one in everything if one.record.enrolled or one.certificate),
        key=lambda one: (not one.missing, one.record.due_at is None, one.record.due_at or clock.now()),
    )
    about = shared.introduction_in(actor.language) if shared else None
    return render_template(
        "learner/start.html",
        today=today(actor),
        paths=[(one, steps(client, one)) for one in paths],
        next_step=next((step for one in paths if one.missing and (step := next_step_of(client, one))), None),
        covers_words=covers_words,
        validity_words=validity_words,
        about=renderer(client, shared, about.path)(about.body, demote=1) if shared and about else "",
        about_language=about.language if about else "",
        state_of_path=_state_of_path,
    )


def _state_of_path(path: PathOf) -> State:
    """Return one's own state on a course without a certificate, as the lists of others say it."""
    return state_of(clock.now(), due_at=path.record.due_at, waits_for_call=path.record.waits_for_call)
