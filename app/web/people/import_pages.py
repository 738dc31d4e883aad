"""The pages of an import, the same for a manager and an administrator: choose, look, do, hand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.kernel.actor import Actor
from app.kernel.errors import ReadylineError, RefusedError
from app.people import invitations
from app.people.importing.columns import HEADINGS, Column, template_heading
from app.people.importing.facts import Fate, Plan, Planned
from app.people.importing.rows import Said, Table, read_columns, read_rows
from app.people.importing.service import carry_out, preview
from app.people.importing.sheets import read_sheet
from app.people.permissions import InstallationPermission, Permission
from app.web.people import uploads
from app.web.people.import_forms import ImportForm
from app.web.people.letters import link_letter, mail_is_set_up
from app.web.people.lists import cut
from app.web.people.uploads import Upload
from app.web.people.words import held_words, refusal_words, role_words
from app.web.reports.files import table_file
from app.web.shell import select_language

CHIPS = {Fate.NEW: "done", Fate.CHANGED: "in progress", Fate.UNCHANGED: "open", Fate.REFUSED: "failed"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an import happens: who imports, the client's title, its pages' blueprint and address, and the way back."""

    actor: Actor
    title: str
    blueprint: str
    parts: dict[str, str]
    back: tuple[str, str]

    def url(self, page: str, **more: object) -> str:
        """Return the address of one of the pages."""
        values: dict[str, Any] = {**self.parts, **more}
        return url_for(f"{self.blueprint}.{page}", **values)


def choose(place: Place) -> ResponseReturnValue:
    """Ask for a file; read it, keep it, and go on to its preview."""
    form = ImportForm()
    problem = ""
    if form.validate_on_submit():
        try:
            sheet = read_sheet(form.file.data.read())
            read_columns(sheet)
            upload_id = uploads.keep(place.actor, form.file.data.filename or "", sheet)
        except ReadylineError as refusal:
            problem = refusal_words(refusal)
        else:
            return redirect(place.url("look", upload=upload_id))
    page = render_template(
        "people/import.html", place=place, form=form, problem=problem, headings=template_heading(select_language())
    )
    return page, 422 if form.is_submitted() else 200


def template(place: Place, form: str) -> Response:
    """Give an empty file with the headings in the reader's language, and one row to go by."""
    example = {
        Column.NAME: "Maria Nowak",
        Column.SIGN_IN: "maria.nowak@example.com",
        Column.CONTACT: "2107",
        Column.LANGUAGE: "pl",
        Column.TIME_ZONE: "Europe/Warsaw",
        Column.ROLE: "operator",
    }
    rows = [[example.get(column, "") for column in HEADINGS]]
    return table_file(form, place.actor.client_id, "people", template_heading(select_language()), rows)


def look(place: Place, upload_id: str, problem: str = "") -> ResponseReturnValue:
    """Show what would become of each row."""
    upload = uploads.get(place.actor, upload_id)
    if upload.counts is not None:
        return redirect(place.url("done", upload=upload_id))
    table = read_rows(upload.sheet)
    plan = preview(place.actor, table)
    return _preview(place, upload, table, plan, problem), 409 if problem else 200


def _preview(place: Place, upload: Upload, table: Table, plan: Plan, problem: str) -> str:
    counts = plan.counts
    wanted = request.args.get("fate", "refused" if counts[Fate.REFUSED] else "")
    rows = [row for row in plan.rows if wanted in ("", "all", row.fate.value)]
    shown = cut(len(rows), request.args.get("page"))
    return render_template(
        "people/import_preview.html",
        place=place,
        upload=upload,
        unknown=table.unknown,
        plan=plan,
        rows=rows[shown.first - 1 : shown.last],
        cut=shown,
        tabs=_tabs(place, upload, plan, wanted or "all"),
        chip=_chip,
        says=say,
        problem=problem,
    )


def _tabs(place: Place, upload: Upload, plan: Plan, wanted: str) -> list[dict[str, object]]:
    counts = [
        ("all", _("All rows"), len(plan.rows)),
        *((fate.value, fate_words(fate), plan.counts[fate]) for fate in Fate),
    ]
    return [
        {
            "label": f"{words} {count}",
            "url": place.url("look", upload=upload.id, fate=value),
            "current": value == wanted,
        }
        for value, words, count in counts
    ]


def fate_words(fate: Fate) -> str:
    """Return what becomes of a row, in the reader's language."""
    words = {
        Fate.NEW: _("New"),
        Fate.CHANGED: _("Changed"),
        Fate.UNCHANGED: _("Unchanged"),
        Fate.REFUSED: _("Refused"),
    }
    return str(words[fate])


def _chip(row: Planned) -> tuple[str, str]:
    return CHIPS[row.fate], fate_words(row.fate)


def say(sentence: Said) -> str:
    """Return a sentence about a row in the reader's language, with roles and columns in it as the reader calls them."""
    params = dict(sentence.params)
    if "role" in params:
        role, side = str(params["role"]), params.pop("side", None)
        params["role"] = held_words(role, str(side)) if side else role_words(role)
    if "column" in params:
        headings = HEADINGS[Column(str(params["column"]))]
        params["column"] = headings.get(select_language(), headings["en"]).partition(",")[0]
    return str(_(sentence.message, **params) if params else _(sentence.message))


def confirm(place: Place, upload_id: str) -> ResponseReturnValue:
    """Import the file as it was previewed."""
    upload = uploads.get(place.actor, upload_id)
    if upload.counts is None:
        try:
            outcome = carry_out(place.actor, read_rows(upload.sheet), request.form.get("digest", ""))
        except RefusedError as refusal:
            return look(place, upload_id, refusal_words(refusal))
        if outcome.made or uploads.get(place.actor, upload_id).counts is None:  # of two clicks one made the people
            uploads.finish(place.actor, upload, outcome)
    flash(_("The file is imported."), "done")
    return redirect(place.url("done", upload=upload_id))


def done(place: Place, upload_id: str) -> ResponseReturnValue:
    """Show what the import did, and offer links for those who are new."""
    upload = uploads.get(place.actor, upload_id)
    if upload.counts is None:
        return redirect(place.url("look", upload=upload_id))
    return render_template(
        "people/import_done.html",
        place=place,
        upload=upload,
        counts=[(fate_words(fate), upload.counts[fate.value]) for fate in Fate if fate is not Fate.REFUSED],
        can_invite=bool(upload.made) and _may_invite(place.actor),
        mails=mail_is_set_up(),
    )


def _may_invite(actor: Actor) -> bool:
    return actor.may(Permission.RENEW_PASSWORDS) or actor.may(InstallationPermission.MAKE_EVERYBODY)


def links(place: Place, upload_id: str) -> ResponseReturnValue:
    """Make a link for each new person: as a list to hand on, or by mail to those who have an address."""
    upload = uploads.get(place.actor, upload_id)
    if request.form.get("by") == "mail" and mail_is_set_up():
        made = invitations.invite(place.actor, upload.made, link_letter(first=True))
        sent = sum(bool(link.mailed_to) for _whom, link in made)
        flash(ngettext("%(num)d invitation is on its way.", "%(num)d invitations are on their way.", sent), "done")
        return redirect(place.url("done", upload=upload_id))
    made = invitations.invite(place.actor, upload.made)
    rows: Sequence[Sequence[object]] = [
        (
            whom.name,
            whom.sign_in_name,
            url_for("links.show", token=link.token, _external=True),
            link.expires_at.isoformat(" ", "minutes"),
        )
        for whom, link in made
    ]
    heading = (_("Name"), _("Sign-in name"), _("Link, works once"), _("Until (UTC)"))
    answer = table_file("csv", place.actor.client_id, "links", heading, rows)
    answer.headers["Cache-Control"] = "no-store"
    return answer
