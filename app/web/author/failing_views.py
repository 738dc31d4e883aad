"""Questions that fail: of every course, the hardest first."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.people.permissions import Permission
from app.reports.cells import Share
from app.reports.failing import failing_questions
from app.web import here
from app.web.access import requires
from app.web.cutting import cut
from app.web.filters import in_force
from app.web.reports.files import exports, table_file

blueprint = Blueprint("failing", __name__, url_prefix="/c/<client>/author")


@blueprint.get("/failing")
@requires(Permission.PUBLISH)
def index(client: str) -> ResponseReturnValue:
    """List the questions that somebody got wrong, of the course in the address or of all."""
    course = request.args.get("course", "")
    titles, found = failing_questions(here.actor(), course)
    shown = cut(len(found), request.args.get("page"))
    return render_template(
        "author/failing.html",
        rows=found[shown.first - 1 : shown.last],
        cut=shown,
        titles=titles,
        course=course,
        filters=in_force([("course", course, _("Course"), titles)]),
        exports=exports(".export", client=client),
    )


@blueprint.get("/failing.<any(csv, xlsx):form>")
@requires(Permission.PUBLISH)
def export(client: str, form: str) -> ResponseReturnValue:
    """Give the list as a file."""
    titles, found = failing_questions(here.actor(), request.args.get("course", ""))
    heading = (_("Question"), _("Course"), _("Where"), _("Asked"), _("Right"))
    rows = ((one.words, titles[one.course], one.where, one.asked, Share(one.right)) for one in found)
    return table_file(form, client, "questions", heading, rows)
