"""The start page of a client: each role's own; for those who learn, the one next step and the path to clearance."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.authoring import queries as authoring
from app.authoring.queries import original_of
from app.certification import queries as certification
from app.certification.queries import PathOf
from app.certification.rules import PartKind
from app.content.markdown import plain_text
from app.kernel import clock
from app.kernel.actor import Actor
from app.learning.review import Review, to_review
from app.people import queries as people
from app.people.permissions import Permission
from app.people.queries import ClientFacts, TeamFacts, Visitor
from app.reports.states import State, state_of
from app.web import here
from app.web.access import requires
from app.web.learner.onward import clients_beyond
from app.web.learner.open_attempt import centre_of, way_back
from app.web.learner.path_words import covers_words, next_step_of, steps, validity_words
from app.web.links import renderer
from app.web.navigation import start_of
from app.web.supervisor.team import ORDER, count_states, members_of
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
    actor, visitor = here.actor(), here.visitor()
    [(contents, shared)], titles = authoring.contents_and_titles(actor, [clock.now()])
    teams = _own_teams(actor)
    everything, open_attempts = certification.paths_and_open_attempts(
        actor, contents, shared, members_of(teams) | {actor.number}, _centre_beside(visitor), titles
    )
    begun = [one for one in everything.values() if one.record.enrolled or one.certificate]
    paths = sorted(
        _in_one_language([one for one in begun if one.person_id == actor.number]),
        key=lambda one: (not one.missing, one.record.due_at is None, one.record.due_at or clock.now()),
    )
    about = shared.introduction_in(actor.language) if shared else None
    return render_template(
        "learner/start.html",
        today=today(actor),
        teams=[(team, count_states(_states_in(team, begun), ORDER)) for team in teams],
        way_back=way_back(visitor, open_attempts),
        beyond=clients_beyond(),
        paths=[(one, steps(client, one)) for one in paths],
        review=_review(actor, teams, paths),
        next_step=next((step for one in paths if one.missing and (step := next_step_of(client, one))), None),
        covers_words=covers_words,
        validity_words=validity_words,
        about=renderer(client, shared, about.path)(about.body, demote=1) if shared and about else "",
        about_language=about.language if about else "",
        state_of_path=_state_of_path,
        plain_text=plain_text,
    )


def _centre_beside(visitor: Visitor) -> ClientFacts | None:
    """Return the centre whose open attempts the start of a client shows too: this is where a newcomer lands."""
    return None if here.client().is_centre else centre_of(visitor)


def _review(actor: Actor, teams: list[TeamFacts], paths: list[PathOf]) -> list[Review]:
    """Return today's few questions; none to whoever leads a team, whose page says enough.

    Where a course that comes before is missing and no module is done, nothing was answered yet.
    """
    begun = [one.content for one in paths if one.record.modules or not _waits_for_another(one)]
    return to_review(actor, begun) if actor.may(Permission.LEARN) and not teams else []


def _waits_for_another(path: PathOf) -> bool:
    return any(part.kind is PartKind.COURSE_BEFORE for part in path.missing)


def _in_one_language(own: list[PathOf]) -> list[PathOf]:
    """Leave out the unfinished paths of courses that the person has finished in another language."""
    finished = {original_of(one.content) for one in own if not one.missing}
    return [one for one in own if not one.missing or original_of(one.content) not in finished]


def _own_teams(actor: Actor) -> list[TeamFacts]:
    """Return the teams of leaders; whoever assesses or teaches has them on the start page of that role."""
    leads = start_of(actor) == "start.path" and actor.may(Permission.SEE_TEAM)
    return people.teams(actor, led_by=actor.number) if leads else []


def _states_in(team: TeamFacts, begun: Iterable[PathOf]) -> list[State]:
    """Return the states of a team's people on courses with a certificate; who has begun none is not enrolled."""
    members = [one for one in begun if one.person_id in team.members]
    nowhere = set(team.members) - {one.person_id for one in members}
    return [_state_of_path(one) for one in members] + [State.NOT_ENROLLED] * len(nowhere)


def _state_of_path(path: PathOf) -> State:
    """Return the state that a path shows, as every list says it."""
    moment = clock.now()
    return state_of(
        moment,
        path.certificate.standing(moment) if path.certificate else None,
        due_at=path.record.due_at,
        waits_for_call=path.record.waits_for_call,
        not_begun=path.record.not_begun,
    )
