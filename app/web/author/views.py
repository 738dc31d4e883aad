"""The trainer's pages: how the courses go, what their folder looks like, and publishing it."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.authoring import queries as authoring
from app.authoring import service
from app.authoring.contents import ReleaseFacts
from app.authoring.draft_checks import DraftCheck, check_drafts
from app.authoring.drafts import Drafts, read_drafts
from app.authoring.errors import BrokenContentError
from app.authoring.media import MediaStore
from app.config import Settings
from app.kernel import clock
from app.kernel.errors import NotFoundError
from app.people import queries as people
from app.people.permissions import Permission
from app.reports.classroom import class_now, groups_with_names
from app.reports.first import Taught, taught
from app.reports.to_mend import to_mend
from app.web import here
from app.web.access import requires
from app.web.author.class_words import chosen, stuck_words
from app.web.author.pages import course_detail, course_summaries
from app.web.call_words import language_title
from app.web.cutting import cut
from app.web.learner.open_attempt import way_back
from app.web.people.first_links import may_make_first_links
from app.web.people.lists import latest_classes
from app.web.today import today

blueprint = Blueprint("author", __name__, url_prefix="/c/<client>/author")

GAPS_SHOWN = 5
"""Searches that found nothing, on the start page; their own list has them all."""
FAILING_SHOWN = 5
"""Checks that fail, on the start page; their own list has them all, and the questions of quizzes."""


@blueprint.get("")
@requires(Permission.PUBLISH, leads_back=True)
def start(client: str) -> ResponseReturnValue:
    """Show a class now, the one in the address, else the trainer's own latest; below, what there is to mend."""
    actor = here.actor()
    moment = clock.now()
    known = taught(actor, moment)
    groups = groups_with_names(actor)
    group = chosen(groups, request.args.get("group", ""), actor.number, moment)
    rows = class_now(actor, group, known, moment) if group else []
    drafts = _draft_check(client)
    mend = to_mend(actor, known.contents, GAPS_SHOWN)
    return render_template(
        "author/start.html",
        way_back=way_back(here.visitor(), here.begun().attempts),
        today=today(actor),
        groups=latest_classes(((one.id, one.title) for one in groups), group.id if group else ""),
        group=group,
        rows=rows,
        cut=cut(len(rows), request.args.get("page")),
        titles=known.titles,
        stuck_words=stuck_words,
        may_help=may_make_first_links(actor),
        problems=drafts.errors,
        unpublished=service.waiting(actor, drafts, _releases(known)),
        failing=mend.checks[:FAILING_SHOWN],
        searches=mend.searches,
        language_title=language_title,
    )


@blueprint.get("/courses")
@requires(Permission.PUBLISH)
def courses(client: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Show each course with its release, its people, where they stop and what they answer wrong."""
    actor = here.actor()
    newest = authoring.newest_releases(actor)
    names = people.names(actor, [facts.published_by for facts in newest.values() if facts.published_by])
    found = course_summaries(actor, newest)
    return render_template("author/courses.html", courses=found, shared=newest.get(authoring.SHARED_PART), names=names)


@blueprint.get("/courses/<course>")
@requires(Permission.PUBLISH)
def course(client: str, course: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Show one course: its releases, where people stop, which checks and quiz questions fail."""
    actor = here.actor()
    releases = authoring.releases(actor, course)
    if not releases:
        raise NotFoundError()
    page = course_detail(actor, authoring.course_content(actor, releases[0].id))
    names = people.names(actor, [facts.published_by for facts in releases if facts.published_by])
    return render_template("author/course.html", page=page, releases=releases, names=names)


@blueprint.get("/check")
@requires(Permission.PUBLISH)
def check(client: str) -> ResponseReturnValue:
    """Check the client's folder: list its problems, and what publishing it would change."""
    drafts = _drafts(client)
    try:
        planned, problems = service.plan(here.actor(), drafts), drafts.problems
    except BrokenContentError as broken:
        planned, problems = [], broken.problems
    found = [(problem, problem.text(_)) for problem in problems]
    errors = sum(problem.is_error for problem in problems)
    folder = f"{_settings().courses.name}/{client}"
    allowed = not errors and service.may_publish(here.actor(), drafts.ways)
    return render_template(
        "author/check.html",
        problems=found,
        errors=errors,
        planned=planned,
        folder=folder,
        is_there=(_settings().courses / client).is_dir(),
        allowed=allowed,
    )


@blueprint.post("/publish")
@requires(Permission.PUBLISH)
def publish(client: str) -> ResponseReturnValue:
    """Publish the client's folder as it lies now; with a problem in it, show the check again."""
    major = request.form.get("kind") == "major"
    store = MediaStore(_settings().media)
    try:
        outcomes = service.publish(here.actor(), _drafts(client), store, major=major)
    except BrokenContentError as broken:
        flash(broken.text(_), "problem")
        return redirect(url_for(".check", client=client))
    new = sum(outcome.is_new for outcome in outcomes)
    if new:
        flash(ngettext("%(num)d new version published.", "%(num)d new versions published.", new), "done")
    else:
        flash(_("Nothing has changed since the last version; nothing was published."), "note")
    return redirect(url_for(".courses", client=client))


def _settings() -> Settings:
    found: Settings = current_app.extensions["readyline.settings"]
    return found


def _releases(known: Taught) -> list[ReleaseFacts]:
    return [content.release for content in (*known.contents, known.shared) if content]


def _draft_check(client: str) -> DraftCheck:
    """Return how the client's folder stands; where there is none, nothing is wrong and nothing waits."""
    folder = _settings().courses / client
    return check_drafts(folder) if folder.is_dir() else DraftCheck()


def _drafts(client: str) -> Drafts:
    return read_drafts(_settings().courses / client)
