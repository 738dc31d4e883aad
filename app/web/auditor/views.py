"""The auditor's pages, open to all who see everybody: how many are cleared, the matrix, the record."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.authoring import queries as authoring
from app.kernel import clock
from app.kernel.actor import Actor
from app.people import groups
from app.people import queries as people
from app.people.groups import ClassFacts
from app.people.permissions import Permission, Role
from app.reports.alike import Alike, newest_told, told_together
from app.reports.changes import LOOKED_THROUGH, Change, latest_changes, newest_first
from app.reports.first import first_by_title
from app.reports.over_time import end_of
from app.reports.queries import Overview, overview, paths_behind
from app.reports.since import ChangeKind, Since, changes_since
from app.reports.standings import Cell, Wanted, select_cells
from app.reports.states import ALL_UNDER_WAY, State
from app.reports.visits import ONE_VISIT, visit
from app.trail import service as trail_service
from app.web import here
from app.web.access import requires
from app.web.auditor.alike_words import alike_words, people_in, who_words
from app.web.auditor.cell_words import heading, lacks_something, missing_words, table_rows
from app.web.auditor.change_words import NAMED_IN_A_LINE, change_words, titles_of
from app.web.auditor.cleared_words import cleared_on_words
from app.web.cutting import cut
from app.web.days import written_day
from app.web.filters import in_force, team_words
from app.web.learner.open_attempt import way_back
from app.web.learner.path_words import covers_words
from app.web.people.lists import MOST_TEAMS, latest_classes
from app.web.reports.files import exports, table_file
from app.web.state_words import state_words

blueprint = Blueprint("auditor", __name__, url_prefix="/c/<client>")

LINES = 50
"""Lines of the record on one page."""
FIRST_ROWS = 15
NEWEST = 10
"""Sentences about each kind of changes on the start page; the count says how many changes there were."""
LATEST = 20
"""Sentences about the latest changes there, for whom there was no visit before."""
CHECKED_AT_ONCE = 20_000
"""Lines of the record that are checked whenever its page opens; a longer one is checked when asked."""


@blueprint.get("/audit")
@requires(Permission.SEE_EVERYBODY, leads_back=True)
def start(client: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Say how many were cleared on a day; show the first of the matrix and what changed since the last visit."""
    actor = here.actor()
    today = clock.today(actor.time_zone)
    day = _day(request.args.get("day", ""), today)
    before = visit(actor) if Role.AUDITOR in actor.roles else None
    since = changes_since(actor, before) if before else None
    news, incomplete = _news(actor, since)
    moment = end_of(day, actor.time_zone) if day < today else clock.now()
    seen = overview(
        actor, moment, named=people_in(one for of_kind in news.values() for one in of_kind), past=day < today
    )
    names, titles = seen.names, titles_of(seen.contents, seen.shared)
    return render_template(
        "auditor/start.html",
        way_back=way_back(here.visitor(), here.begun().attempts),
        title=cleared_on_words(seen, here.client().title, day),
        day=day,
        today=today,
        seen=seen,
        first=first_by_title(actor, seen),
        rows=select_cells(seen.cells, Wanted(), seen.titles)[:FIRST_ROWS],
        since=since,
        news=news,
        incomplete=incomplete,
        visit_hours=ONE_VISIT // timedelta(hours=1),
        words=lambda alike: alike_words(alike, names, titles),
        who=lambda alike: who_words(alike, names),
        kind_titles=kind_titles(),
    )


@blueprint.get("/people")
@requires(Permission.SEE_EVERYBODY)
def matrix(client: str) -> ResponseReturnValue:
    """Show people by certificates, filtered and sorted as the address says."""
    actor = here.actor()
    wanted = _wanted()
    seen, classes, found = _selected(actor, wanted)
    shown = cut(len(found), request.args.get("page"))
    cells = found[shown.first - 1 : shown.last]
    paths = paths_behind(actor, seen, cells)
    return render_template(
        "auditor/matrix.html",
        seen=seen,
        rows=[(cell, missing_words(cell, paths, brief=True)) for cell in cells],
        cut=shown,
        wanted=wanted,
        filters=_filters(wanted, seen, classes),
        states=list(_state_filters().items()),
        classes=latest_classes(((one.id, one.title) for one in classes), wanted.group),
        most_teams=MOST_TEAMS,
        exports=exports("auditor.export", client=client),
        covers_words=covers_words,
    )


@blueprint.get("/people.<any(csv, xlsx):form>")
@requires(Permission.SEE_EVERYBODY)
def export(client: str, form: str) -> ResponseReturnValue:
    """Give the matrix as a file, filtered and sorted as the address says."""
    actor = here.actor()
    seen, _classes, found = _selected(actor, _wanted())
    paths = paths_behind(actor, seen, [cell for cell in found if lacks_something(cell)])
    return table_file(form, client, "people", heading(), table_rows(found, paths, seen.titles))


def _selected(actor: Actor, wanted: Wanted) -> tuple[Overview, list[ClassFacts], list[Cell]]:
    """Return the overview of now, the classes to choose from, and the cells that are wanted."""
    seen, classes = overview(actor, clock.now()), groups.classes(actor)
    members = next((one.members for one in classes if one.id == wanted.group), ())
    return seen, classes, select_cells(seen.cells, wanted, seen.titles, frozenset(members))


@blueprint.get("/record")
@requires(Permission.VERIFY_TRAIL)
def trail(client: str) -> ResponseReturnValue:
    """Show the latest lines of the record, and whether its chain holds."""
    actor = here.actor()
    sequence, digest = trail_service.head(actor)
    checked = sequence <= CHECKED_AT_ONCE or "check" in request.args
    before = request.args.get("before", type=int)
    changes = latest_changes(actor, LINES, before=before, all_lines=True)
    names, titles = people.names(actor, _people_in(changes)), titles_of(*authoring.courses_and_shared(actor))
    return render_template(
        "auditor/trail.html",
        sequence=sequence,
        digest=digest,
        checked=checked,
        fault=trail_service.verify(actor) if checked else None,
        changes=[(change, change_words(change, names, titles)) for change in changes],
        older=changes[-1].sequence if len(changes) == LINES else None,
        newer=before is not None,
        check_url=url_for(".trail", client=client, check="yes"),
    )


def _news(actor: Actor, since: Since | None) -> tuple[dict[ChangeKind | None, list[Alike]], bool]:
    """Return what changed since a visit, by kind; the latest changes (None) where there was none before.

    And whether something may be missing of them: the record is looked through as far as it takes little time.
    """

    def day_of(moment: datetime) -> date:
        return clock.day_of(moment, actor.time_zone)

    if since is not None:
        return {kind: told_together(found, day_of)[:NEWEST] for kind, found in since.by_kind.items()}, since.is_cut
    told, incomplete = newest_told(newest_first(actor), day_of, LATEST, LOOKED_THROUGH)
    return {None: told}, incomplete


def kind_titles() -> dict[ChangeKind, str]:
    """Return what the kinds of changes are called."""
    return {
        ChangeKind.CERTIFICATES: _("Certificates"),
        ChangeKind.PEOPLE: _("People who joined or left"),
        ChangeKind.RELEASES: _("New versions"),
        ChangeKind.CALLS: _("Test calls"),
    }


def _people_in(changes: list[Change]) -> set[int]:
    found = (number for change in changes for number in (change.by, change.about, *change.people[:NAMED_IN_A_LINE]))
    return {number for number in found if number is not None}


def _day(text: str, today: date) -> date:
    return min(written_day(text), today) if text else today


def _state_filters() -> dict[str, str]:
    """Return the states to narrow by, in words; all who are on the way and not late can be asked for together."""
    return {state.value: state_words(state) for state in State} | {ALL_UNDER_WAY: _("Still to finish, not late")}


def _wanted() -> Wanted:
    given = request.args
    state, course, team, group = (given.get(name, "") for name in ("state", "course", "team", "group"))
    return Wanted(state, course, team, group, given.get("sort", "name"))


def _filters(wanted: Wanted, seen: Overview, classes: list[ClassFacts]) -> list[dict[str, str]]:
    """Return the filters in force as `filter_chips` reads them."""
    return in_force(
        [
            ("state", wanted.state, _("State"), _state_filters()),
            ("course", wanted.course, _("Course"), seen.titles),
            ("team", wanted.team, _("Team"), team_words(seen.teams, wanted.team)),
            ("group", wanted.group, _("Class"), {one.id: one.title for one in classes}),
        ]
    )
