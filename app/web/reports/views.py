"""First reports: completion, first attempts, time to clearance; each as a picture, a table and a file."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.kernel.errors import NotFoundError
from app.people.permissions import Permission
from app.reports.narrowing import By, Narrowing
from app.web import here
from app.web.access import requires
from app.web.cutting import cut
from app.web.days import written_day
from app.web.filters import in_force
from app.web.people.lists import latest_classes
from app.web.reports.files import exports, table_file
from app.web.reports.pages import REPORTS, Report, report_titles

blueprint = Blueprint("reports", __name__, url_prefix="/c/<client>/reports")

PAGE = 15
"""Rows of a report on one page, with the picture above them."""


@blueprint.get("")
@requires(Permission.SEE_EVERYBODY)
def index(client: str) -> ResponseReturnValue:
    """Lead to the first report; each page leads to the others."""
    return redirect(url_for(".show", client=client, report=next(iter(REPORTS))))


@blueprint.get("/<report>")
@requires(Permission.SEE_EVERYBODY)
def show(client: str, report: str) -> ResponseReturnValue:
    """Show a report of the period, course and class that the address says."""
    wanted = _wanted()
    made = _made(report, wanted)
    shown = cut(len(made.rows), request.args.get("page"), PAGE)
    return render_template(
        "reports/report.html",
        report=made,
        rows=made.rows[shown.first - 1 : shown.last],
        spans=made.spans[shown.first - 1 : shown.last],
        cut=shown,
        wanted=wanted,
        classes=latest_classes(made.classes.items(), wanted.group),
        ways=by_words() if made.by else {},
        tabs=[
            {"label": title, "url": url_for(".show", client=client, report=name), "current": name == report}
            for name, title in report_titles().items()
        ],
        exports=exports(".export", client=client, report=report),
        filters=_filters(made, wanted),
        here_url=url_for(".show", client=client, report=report),
    )


@blueprint.get("/<report>.<any(csv, xlsx):form>")
@requires(Permission.SEE_EVERYBODY)
def export(client: str, report: str, form: str) -> ResponseReturnValue:
    """Give a report as a file, narrowed as the address says."""
    made = _made(report, _wanted())
    return table_file(form, client, report, [column.label for column in made.columns], made.rows)


def by_words() -> dict[str, str]:
    """Return what rows can stand for, in words."""
    return {By.COURSE.value: _("Course"), By.CLASS.value: _("Class"), By.TEAM.value: _("Team")}


def _made(report: str, wanted: Narrowing) -> Report:
    if report not in REPORTS:
        raise NotFoundError()
    return REPORTS[report](here.actor(), wanted)


def _wanted() -> Narrowing:
    given = request.args
    by = given.get("by", "")
    return Narrowing(
        _day("since"),
        _day("until"),
        given.get("course", ""),
        given.get("group", ""),
        By(by) if by in set(By) else By.COURSE,
        here.actor().time_zone,
    )


def _day(name: str) -> date | None:
    text = request.args.get(name, "").strip()
    return written_day(text) if text else None


def _filters(made: Report, wanted: Narrowing) -> list[dict[str, str]]:
    """Return the filters in force as `filter_chips` reads them."""
    days = {day.isoformat(): day.isoformat() for day in (wanted.since, wanted.until) if day}
    return in_force(
        [
            ("since", wanted.since.isoformat() if wanted.since else "", _("From"), days),
            ("until", wanted.until.isoformat() if wanted.until else "", _("To"), days),
            ("course", wanted.course, _("Course"), made.courses),
            ("group", wanted.group, _("Class"), made.classes),
        ]
    )
