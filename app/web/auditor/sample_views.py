"""Drawing a sample: certificates or live test calls of a period, picked by a seed that stands on the record."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _

from app.kernel import clock
from app.kernel.errors import InvalidError, RefusedError
from app.kernel.ids import new_id
from app.people import queries as people
from app.people.permissions import Permission
from app.reports.sample_rules import last_day
from app.reports.samples import draw_sample, get_sample, sample_order, samples
from app.web import here
from app.web.access import requires
from app.web.auditor.sample_forms import SampleForm, sample_form
from app.web.auditor.sample_words import kind_words, sample_rows
from app.web.call_words import refusal_words
from app.web.reports.files import exports, table_file

blueprint = Blueprint("samples", __name__, url_prefix="/c/<client>/audit/samples")

SHOWN = 50
"""Samples drawn before that the page lists; the record has them all."""


@blueprint.get("")
@requires(Permission.VERIFY_TRAIL)
def index(client: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Offer to draw a sample, and list those drawn before."""
    return _page(sample_form(_last_day()))


@blueprint.post("")
@requires(Permission.VERIFY_TRAIL)
def draw(client: str) -> ResponseReturnValue:
    """Draw a sample."""
    form = sample_form(_last_day())
    if not form.validate_on_submit():
        return _page(form), 422
    try:
        sample = draw_sample(here.actor(), form.wanted(), form.safe_token())
    except InvalidError as refusal:
        return _page(form, refusal_words(refusal)), refusal.status
    except RefusedError as refusal:
        form.token.data = new_id()
        return _page(form, refusal_words(refusal)), refusal.status
    flash(_("Drawn. The sample stands on the record with its seed."), "done")
    return redirect(url_for(".show", client=client, sample=sample))


@blueprint.get("/<sample>")
@requires(Permission.VERIFY_TRAIL)
def show(client: str, sample: str) -> ResponseReturnValue:
    """Show a sample with links to the evidence, and whether it is the same when it is drawn again."""
    actor = here.actor()
    sheet = get_sample(actor, sample)
    return render_template(
        "auditor/sample.html",
        sheet=sheet,
        rows=sample_rows(actor, sheet),
        by=people.names(actor, [sheet.facts.drawn_by]).get(sheet.facts.drawn_by, ""),
        kind_words=kind_words,
        exports=exports(".export", client=client, sample=sample),
        printed=format_date(clock.now(), "long"),
    )


@blueprint.get("/<sample>.<any(csv, xlsx):form>")
@requires(Permission.VERIFY_TRAIL)
def export(client: str, sample: str, form: str) -> ResponseReturnValue:
    """Give a sample as a file, its seed and the ids in every row."""
    sheet = get_sample(here.actor(), sample)
    seed = sheet.facts.wanted.seed
    heading = (_("Row"), _("Number"), _("Person"), _("What"), _("When"), _("Result"), _("Evidence"), _("Seed"), _("Id"))
    rows = (
        (place, row.person_id, row.name, row.what, row.at.date(), row.state_words, row.url, seed, row.id)
        for place, row in enumerate(sample_rows(here.actor(), sheet, full_addresses=True), start=1)
    )
    return table_file(form, client, "sample", heading, rows)


@blueprint.get("/<sample>/all.csv")
@requires(Permission.VERIFY_TRAIL)
def everything(client: str, sample: str) -> ResponseReturnValue:
    """Give the ids of all that could be drawn, in their order, so that the draw can be repeated elsewhere."""
    rows = ((place, one, mark) for place, (one, mark) in enumerate(sample_order(here.actor(), sample), start=1))
    return table_file("csv", client, "sample-all", (_("Row"), _("Id"), "SHA-256"), rows)


def _page(form: SampleForm, problem: str = "") -> str:
    actor = here.actor()
    found = samples(actor, SHOWN)
    names = people.names(actor, {one.drawn_by for one in found}) if found else {}
    return render_template(
        "auditor/samples.html", form=form, problem=problem, samples=found, names=names, kind_words=kind_words
    )


def _last_day() -> date:
    return last_day(clock.now(), here.actor().time_zone)
