"""Enrolling people in a course, some, a team or a class; and what becomes of their enrolments later."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.authoring import queries as authoring
from app.authoring.queries import CourseContent
from app.kernel.actor import Actor
from app.kernel.errors import DeclinedError
from app.learning import changing
from app.learning import queries as learning
from app.learning.enrolling import enrol_by
from app.learning.queries import EnrolmentFacts
from app.people.permissions import Permission
from app.web import here
from app.web.access import requires
from app.web.people.chosen import Chosen, chosen
from app.web.people.enrol_notes import enrol_notes
from app.web.people.forms import CHANGE_DUE, EnrolForm, EnrolmentForm
from app.web.people.words import refusal_words

blueprint = Blueprint("enrolling", __name__, url_prefix="/c/<client>/enrol")


@blueprint.route("", methods=["GET", "POST"])
@requires(Permission.ENROL)
def show(client: str) -> ResponseReturnValue:
    """Ask for a course and a day for those whom the address names: `person` (several), `team` or `group`."""
    actor = here.actor()
    whom = chosen(actor, client)
    courses = authoring.courses(actor)
    form = EnrolForm()
    form.course.choices = [(content.release.part, content.course.title) for content in courses]
    if not whom.people or not form.validate_on_submit():
        return _page(form, whom, courses), 422 if form.is_submitted() else 200
    enrolled = {one.person_id for one in learning.enrolments(actor, whom.people, form.course.data)}
    try:
        enrol_by(actor, whom.people, form.course.data, form.due.data)
    except DeclinedError as refusal:
        return _page(form, whom, courses, refusal_words(refusal)), refusal.status
    if new := len(whom.people.keys() - enrolled):
        flash(ngettext("%(num)d person is enrolled.", "%(num)d people are enrolled.", new), "done")
    if enrolled:
        flash(_("%(count)d were enrolled before and keep their due date.", count=len(enrolled)), "note")
    return redirect(whom.back)


def _page(form: EnrolForm, whom: Chosen, courses: list[CourseContent], problem: str = "") -> str:
    notes = enrol_notes(here.actor(), whom.languages, courses) if whom.people else {}
    return render_template("people/enrol.html", form=form, whom=whom, notes=notes, problem=problem)


@blueprint.route("/<course>", methods=["GET", "POST"])
@requires(Permission.ENROL)
def change(client: str, course: str) -> ResponseReturnValue:
    """Give those whom the address names, and who are in the course, another due date, or take their enrolment back."""
    actor = here.actor()
    content = authoring.get_course(actor, course)
    whom = chosen(actor, client)
    form = EnrolmentForm()
    if not form.validate_on_submit():
        return _change_page(form, whom, content), 422 if form.is_submitted() else 200
    try:
        done = _carry_out(actor, form, course, set(form.person.data) & whom.people.keys())
    except DeclinedError as refusal:
        return _change_page(form, whom, content, refusal_words(refusal)), refusal.status
    flash(*done)
    return redirect(whom.back)


def _carry_out(actor: Actor, form: EnrolmentForm, course: str, people: set[int]) -> tuple[str, str]:
    """Do what the form asks for; return what was done in words, and the kind of message."""
    if form.act.data == CHANGE_DUE:
        count = changing.change_due(actor, people, course, form.due.data, form.reason.data)
        if not count:
            return _("They have this due date already."), "note"
        return ngettext("%(num)d person has a new due date.", "%(num)d people have a new due date.", count), "done"
    count = changing.take_back(actor, people, course, form.reason.data)
    return ngettext("%(num)d enrolment was taken back.", "%(num)d enrolments were taken back.", count), "done"


def _change_page(form: EnrolmentForm, whom: Chosen, content: CourseContent, problem: str = "") -> str:
    enrolments = learning.enrolments(here.actor(), whom.people, content.release.part)
    rows: list[tuple[EnrolmentFacts, str]] = [(one, whom.people[one.person_id]) for one in enrolments]
    ticked = set(form.person.data or ()) if form.is_submitted() else {one.person_id for one in enrolments}
    return render_template(
        "people/enrolment.html",
        form=form,
        whom=whom,
        rows=sorted(rows, key=lambda row: row[1].casefold()),
        ticked=ticked,
        course=content.course.title,
        problem=problem,
        sent_to=url_for(".change", client=here.client().id, course=content.release.part, **whom.named_by),
    )
