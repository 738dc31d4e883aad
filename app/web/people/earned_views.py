"""A certificate earned before this program: brought in on a person's page, with its evidence."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.authoring import queries as authoring
from app.certification.bringing_in import bring_in
from app.certification.clearance import covers_of
from app.certification.papers import LARGEST_PAPER
from app.certification.rules import Cover
from app.kernel.errors import DeclinedError, NotFoundError, RefusedError
from app.kernel.messages import N_
from app.people import queries
from app.people.importing.rows import Earned
from app.people.permissions import Permission
from app.people.queries import PersonFacts
from app.web import here
from app.web.access import requires
from app.web.learner.path_words import covers_words
from app.web.people.earned_forms import EarnedForm
from app.web.people.words import refusal_words

blueprint = Blueprint("earned", __name__, url_prefix="/c/<client>/members/<int:person>/earned")

ROOM = 20 * 1024 * 1024
"""Bytes that one may send here: a photo too large for the rule is refused by the form, which keeps what was typed."""


@blueprint.url_value_preprocessor
def _make_room(_endpoint: str | None, _values: dict[str, object] | None) -> None:
    """Take more than other pages do, of those who are signed in; the check of tokens reads the body right after."""
    if current_user.is_authenticated:
        request.max_content_length = ROOM


@blueprint.route("", methods=["GET", "POST"])
@requires(Permission.BRING_IN)
def add(client: str, person: int) -> ResponseReturnValue:
    """Ask for a certificate's course, days and evidence, and bring it in."""
    facts = queries.find_person(here.actor(), person)
    if facts is None:
        raise NotFoundError()
    if person == here.actor().person_id:
        raise RefusedError(N_("Nobody brings in their own certificate. Ask somebody else who may."))
    form = _form()
    if not form.validate_on_submit():
        return _page(form, facts), 422 if form.is_submitted() else 200
    earned = Earned(form.course.data, form.earned_on.data, form.until.data, form.proof.data, form.file.data or "")
    try:
        made = bring_in(here.actor(), person, earned, _covers(form.covers.data), form.read)
    except DeclinedError as refusal:
        return _page(form, facts, refusal_words(refusal)), refusal.status
    flash(_("The certificate is brought in, and marked as earned before."), "done")
    return redirect(url_for("certificates.show", client=client, certificate=made))


def _form() -> EarnedForm:
    """Return the form; every channel and language is ticked at first, and the course is chosen if there is one only."""
    certified = [content for content in authoring.courses(here.actor()) if content.course.certificate]
    every = {cover for content in certified for cover in covers_of(content)}
    choices = [(f"{cover.channel}|{cover.language}", covers_words((cover,))) for cover in sorted(every)]
    only = certified[0].release.part if len(certified) == 1 else ""
    form = EarnedForm(data={"covers": [value for value, _words in choices], "course": only})
    form.course.choices = [("", _("Choose")), *((content.release.part, content.course.title) for content in certified)]
    form.covers.choices = choices
    return form


def _covers(values: list[str]) -> frozenset[Cover]:
    pairs = (value.partition("|") for value in values)
    return frozenset(Cover(channel, language) for channel, _bar, language in pairs)


def _page(form: EarnedForm, facts: PersonFacts, problem: str = "") -> str:
    """Show the form; one that was refused asks for its file again, which no page can give back."""
    if form.paper.data and not form.paper.errors:
        form.paper.errors = [_("Choose the file again: everything else is as you left it, files are not kept.")]
    return render_template("people/earned.html", form=form, facts=facts, problem=problem, largest=LARGEST_PAPER)
