"""Searches that found nothing: what is missing from the knowledge base, or is called otherwise in it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.knowledge import gaps
from app.people.permissions import Permission
from app.web import here
from app.web.access import requires
from app.web.call_words import language_title
from app.web.cutting import cut
from app.web.reports.files import exports, table_file

blueprint = Blueprint("gaps", __name__, url_prefix="/c/<client>/author")

PAGE = 50
"""Searches on one page: a few words and two numbers each."""


@blueprint.get("/searches")
@requires(Permission.PUBLISH)
def index(client: str) -> ResponseReturnValue:
    """List what was looked for in vain in the last thirty days."""
    found = gaps.gaps(here.actor())
    shown = cut(len(found), request.args.get("page"), PAGE)
    return render_template(
        "author/searches.html",
        rows=found[shown.first - 1 : shown.last],
        cut=shown,
        exports=exports(".export", client=client),
        language_title=language_title,
    )


@blueprint.get("/searches.<any(csv, xlsx):form>")
@requires(Permission.PUBLISH)
def export(client: str, form: str) -> ResponseReturnValue:
    """Give the list as a file."""
    heading = (_("Looked for"), _("Language"), _("How often"), _("Last"))
    found = gaps.gaps(here.actor())
    rows = ((one.question, language_title(one.language), one.times, one.last_day) for one in found)
    return table_file(form, client, "searches", heading, rows)


@blueprint.post("/searches/dealt-with")
@requires(Permission.PUBLISH)
def deal_with(client: str) -> ResponseReturnValue:
    """Take a question off the list."""
    given = request.form
    if gaps.deal_with(here.actor(), given.get("question", ""), given.get("language", "")):
        flash(_("Dealt with. If it is looked for in vain again, it comes back."), "done")
    else:
        flash(_("This search is no longer on the list."), "note")
    return redirect(url_for(".index", client=client))
