"""The auditor's pages, open to all who see everybody: how many are cleared, the matrix, the record."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.authoring import queries as authoring
from app.kernel import clock
from app.people import queries as people
from app.people.permissions import Permission, Role
from app.reports.cells import csv_lines
from app.reports.changes import Change, latest_changes, newest_first
from app.reports.over_time import end_of
from app.reports.queries import Overview, overview, paths_behind
from app.reports.since import ChangeKind, changes_since
from app.reports.standings import Cell, CellState, Wanted, select_cells
from app.reports.visits import visit
from app.trail import service as trail_service
from app.web import here
from app.web.access import requires
from app.web.auditor.cell_words import HEADING, missing_words, state_words, table_rows
from app.web.auditor.change_words import change_words, titles_of
from app.web.auditor.cleared_words import cleared_on_words
from app.web.days import written_day
from app.web.learner.path_words import covers_words
from app.web.people.lists import MOST_TEAMS

blueprint = Blueprint("auditor", __name__, url_prefix="/c/<client>")

PAGE = 50
FIRST_ROWS = 15
NEWEST = 10
"""Changes of each kind that the start page shows; the count says how many there were."""
CHECKED_AT_ONCE = 20_000
"""Lines of the record that are checked whenever its page opens; a longer one is checked when asked."""


@blueprint.get("/audit")
@requires(Permission.SEE_EVERYBODY)
def start(client: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Say how many were cleared on a day; show the first of the matrix and what changed since the last visit."""
    actor = here.actor()
    today = clock.now().astimezone(ZoneInfo(actor.time_zone)).date()
    day = _day(request.args.get("day", ""), today)
    before = visit(actor) if Role.AUDITOR in actor.roles else None
    since = changes_since(actor, before) if before else None
    changes = [one for ones in since.by_kind.values() for one in ones[:NEWEST]] if since else newest_first(actor)
    moment = end_of(day, actor.time_zone) if day < today else clock.now()
    seen = overview(actor, moment, named=_people_in(changes))
    names, titles = seen.names, titles_of(seen.contents, seen.shared)
    return render_template(
        "auditor/start.html",
        title=cleared_on_words(seen, here.client().title, day),
        day=day,
        today=today,
        seen=seen,
        rows=select_cells(seen.cells, Wanted(), seen.titles)[:FIRST_ROWS],
        since=since,
        newest=NEWEST,
        changes=changes,
        words=lambda change: change_words(change, names, titles),
        kind_titles=kind_titles(),
        state_words=state_words,
    )


@blueprint.get("/people")
@requires(Permission.SEE_EVERYBODY)
def matrix(client: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Show people by certificates, filtered and sorted as the address says."""
    actor = here.actor()
    seen = overview(actor, clock.now())
    wanted = _wanted()
    found = select_cells(seen.cells, wanted, seen.titles)
    last = max(1, -(-len(found) // PAGE))
    page = min(max(1, request.args.get("page", 1, type=int)), last)
    shown = found[(page - 1) * PAGE : page * PAGE]
    paths = paths_behind(actor, seen, shown)
    return render_template(
        "auditor/matrix.html",
        seen=seen,
        found=len(found),
        rows=[(cell, missing_words(cell, paths, brief=True)) for cell in shown],
        wanted=wanted,
        filters=_filters(wanted, seen),
        states=[(state.value, state_words(state)) for state in CellState],
        most_teams=MOST_TEAMS,
        page=page,
        last=last,
        first_shown=(page - 1) * PAGE + 1,
        state_words=state_words,
        covers_words=covers_words,
    )


@blueprint.get("/people.csv")
@requires(Permission.SEE_EVERYBODY)
def export(client: str) -> ResponseReturnValue:
    """Give the matrix as CSV, filtered and sorted as the address says."""
    actor = here.actor()
    seen = overview(actor, clock.now())
    found: list[Cell] = select_cells(seen.cells, _wanted(), seen.titles)
    paths = paths_behind(actor, seen, found)
    text = "".join(csv_lines(HEADING, table_rows(found, paths, seen.titles)))
    answer = Response("\ufeff" + text, mimetype="text/csv")
    name = f"{client}-{clock.now().date().isoformat()}.csv"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@blueprint.get("/record")
@requires(Permission.VERIFY_TRAIL)
def trail(client: str) -> ResponseReturnValue:
    """Show the latest lines of the record, and whether its chain holds."""
    actor = here.actor()
    sequence, digest = trail_service.head(actor)
    checked = sequence <= CHECKED_AT_ONCE or "check" in request.args
    before = request.args.get("before", type=int)
    changes = latest_changes(actor, PAGE, before=before, all_lines=True)
    names, titles = people.names(actor, _people_in(changes)), titles_of(*authoring.courses_and_shared(actor))
    return render_template(
        "auditor/trail.html",
        sequence=sequence,
        digest=digest,
        checked=checked,
        fault=trail_service.verify(actor) if checked else None,
        changes=[(change, change_words(change, names, titles)) for change in changes],
        older=changes[-1].sequence if len(changes) == PAGE else None,
        newer=before is not None,
        check_url=url_for(".trail", client=client, check="yes"),
    )


def kind_titles() -> dict[ChangeKind, str]:
    """Return what the kinds of changes are called."""
    return {
        ChangeKind.CERTIFICATES: _("Certificates"),
        ChangeKind.PEOPLE: _("People who joined or left"),
        ChangeKind.RELEASES: _("New versions"),
        ChangeKind.CALLS: _("Test calls"),
    }


def _people_in(changes: list[Change]) -> set[int]:
    return {number for change in changes for number in (change.by, change.about) if number is not None}


def _day(text: str, today: date) -> date:
    return min(written_day(text), today) if text else today


def _wanted() -> Wanted:
    given = request.args
    return Wanted(given.get("state", ""), given.get("course", ""), given.get("team", ""), given.get("sort", "name"))


def _filters(wanted: Wanted, seen: Overview) -> list[dict[str, str]]:
    """Return the filters in force as `filter_chips` reads them."""
    states = {state.value: state_words(state) for state in CellState}
    shown = [
        ("state", wanted.state, states.get(wanted.state, wanted.state)),
        ("course", wanted.course, seen.titles.get(wanted.course, wanted.course)),
        ("team", wanted.team, seen.teams.get(wanted.team, wanted.team)),
    ]
    labels = {"state": _("State"), "course": _("Course"), "team": _("Team")}
    return [
        {"name": name, "value": value, "label": f"{labels[name]}: {words}"} for name, value, words in shown if value
    ]
