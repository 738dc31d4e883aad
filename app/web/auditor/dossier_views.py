"""One person's dossier as a time line; each line opens to its evidence in place."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import format_date

from app.assessment.quizzes import queries as quizzes
from app.assessment.quizzes.queries import AttemptSheet
from app.authoring import queries as authoring
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError
from app.people.permissions import Permission
from app.reports.dossier import Dossier, dossier
from app.reports.steps import StepKind
from app.web import here
from app.web.access import requires
from app.web.auditor.entry_words import Line, line_of
from app.web.learner.path_words import covers_words, validity_words
from app.web.learner.quiz_text import texts

blueprint = Blueprint("dossier", __name__, url_prefix="/c/<client>/people/<int:person>")

EVERYTHING = "all"
OPEN_AT_ONCE = 20


@blueprint.get("")
@requires(Permission.SEE_EVERYBODY, Permission.SEE_TEAM)
def show(client: str, person: int) -> ResponseReturnValue:
    """Show a person's time line. `open` in the address names attempts and calls to show with their evidence, or all."""
    actor = here.actor()
    found = dossier(actor, person)
    opened = _opened(actor, found)
    return render_template(
        "auditor/dossier.html",
        dossier=found,
        lines=[_with_evidence(actor, found, line, opened) for line in map(line_of(actor, found), found.entries)],
        opened=opened,
        everything=EVERYTHING,
        texts_of=lambda sheet: texts(client, sheet.content, sheet.document),
        covers_words=covers_words,
        validity_words=validity_words,
        printed=format_date(clock.now(), "long"),
    )


def _opened(actor: Actor, found: Dossier) -> dict[str, AttemptSheet | None]:
    """Return the sheets of the attempts that are to be open; None for one whose answers are not for this reader."""
    asked = request.args.getlist("open")
    attempts = [entry.step.id for entry in found.entries if entry.step and entry.step.kind is StepKind.ATTEMPT]
    wanted = attempts if EVERYTHING in asked else [one for one in attempts if one in asked]
    sheets: dict[str, AttemptSheet | None] = {}
    for attempt in wanted[-OPEN_AT_ONCE:]:
        try:
            sheets[attempt] = quizzes.attempt(actor, attempt)
        except NotFoundError:
            sheets[attempt] = None
    return sheets


def _with_evidence(actor: Actor, found: Dossier, line: Line, opened: dict[str, AttemptSheet | None]) -> Line:
    if line.attempt in opened:
        line.sheet = opened[line.attempt]
        line.is_open = True
    if line.call is not None:
        content = authoring.course_content(actor, line.call.release_id)
        line.scenario, line.language = content.scenarios.get(line.call.scenario), content.course.language
        line.names = found.names
        line.is_open = not {line.call.id, EVERYTHING}.isdisjoint(request.args.getlist("open"))
    return line
