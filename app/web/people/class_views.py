"""Classes: when they start, who teaches them, who is in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.kernel import clock
from app.kernel.errors import DeclinedError
from app.learning.class_courses import ClassCourse, class_courses, still_open
from app.learning.enrolling import enrol_by
from app.people import classes, directory, groups, queries
from app.people.arrivals import arrivals, to_invite
from app.people.groups import ClassFacts
from app.people.permissions import Permission
from app.people.queries import PersonFacts
from app.web import here
from app.web.access import requires
from app.web.cutting import cut
from app.web.people.first_links import hand_on
from app.web.people.forms import ClassForm, LatecomersForm
from app.web.people.words import refusal_words

blueprint = Blueprint("classes", __name__, url_prefix="/c/<client>/classes")


@blueprint.get("")
@requires(Permission.ARRANGE_CLASSES)
def index(client: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """List the classes, the latest first."""
    found = groups.classes(here.actor())
    shown = cut(len(found), request.args.get("page"))
    classes_shown = found[shown.first - 1 : shown.last]
    names = queries.names(here.actor(), {group.trainer_id for group in classes_shown})
    return render_template("people/classes.html", classes=classes_shown, cut=shown, names=names)


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.ARRANGE_CLASSES)
def new(client: str) -> ResponseReturnValue:
    """Make a class."""
    form = _form()
    if not form.validate_on_submit():
        return render_template("people/class_new.html", form=form), 422 if form.is_submitted() else 200
    try:
        group = classes.make_class(here.actor(), form.title.data, form.trainer.data, _begin(form.starts_on.data))
    except DeclinedError as refusal:
        return render_template("people/class_new.html", form=form, problem=refusal_words(refusal)), refusal.status
    flash(_("The class is made. Put people into it from the list of people."), "done")
    return redirect(url_for("classes.show", client=client, group=group))


@blueprint.route("/<group>", methods=["GET", "POST"])
@requires(Permission.ARRANGE_CLASSES)
def show(client: str, group: str) -> ResponseReturnValue:
    """Show a class's people; rename it, name another trainer or first day."""
    facts = groups.get_class(here.actor(), group)
    form = _form(facts)
    if not form.validate_on_submit():
        return _page(facts, form), 422 if form.is_submitted() else 200
    try:
        starts_at = _begin(form.starts_on.data)
        classes.change_class(here.actor(), group, form.title.data, form.trainer.data, starts_at)
    except DeclinedError as refusal:
        return _page(facts, form, refusal_words(refusal)), refusal.status
    flash(_("Saved."), "done")
    return redirect(url_for("classes.show", client=client, group=group))


@blueprint.post("/<group>/out/<int:person>")
@requires(Permission.ARRANGE_CLASSES)
def take_out(client: str, group: str, person: int) -> ResponseReturnValue:
    """Take a person out of the class."""
    classes.leave(here.actor(), group, person)
    flash(_("They are not in the class any more."), "done")
    return redirect(url_for("classes.show", client=client, group=group))


@blueprint.post("/<group>/links")
@requires(Permission.RENEW_PASSWORDS)
def links(client: str, group: str) -> ResponseReturnValue:
    """Make a first link for each of the class who has none yet, or anew for those who have not used theirs."""
    actor = here.actor()
    actor.check(Permission.ARRANGE_CLASSES)
    facts = groups.get_class(actor, group)
    back = (facts.title, url_for("classes.show", client=client, group=group))
    people = to_invite(actor, facts.members, again="again" in request.form)
    return hand_on(actor, people, request.form.get("by", ""), back)


@blueprint.post("/<group>/enrol")
@requires(Permission.ENROL)
def enrol_latecomers(client: str, group: str) -> ResponseReturnValue:
    """Enrol those of the class who are not yet in one of its courses; who is enrolled by now stays as they are."""
    actor = here.actor()
    actor.check(Permission.ARRANGE_CLASSES)
    facts = groups.get_class(actor, group)
    form = LatecomersForm()
    courses = class_courses(actor, queries.people(actor, only=facts.members))
    late = next((one for one in courses if one.course == form.course.data), None)
    if late is None or not late.missing:
        flash(_("Everybody in the class is enrolled."), "note")
        return redirect(url_for("classes.show", client=client, group=group))
    if not form.validate():
        return _page(facts, _form(facts, fresh=True), sent=form), 422
    try:
        enrol_by(actor, late.missing, late.course, form.due.data)
    except DeclinedError as refusal:
        form.due.errors = [refusal_words(refusal)]
        return _page(facts, _form(facts, fresh=True), sent=form), refusal.status
    flash(ngettext("%(num)d person is enrolled.", "%(num)d people are enrolled.", len(late.missing)), "done")
    return redirect(url_for("classes.show", client=client, group=group))


def _begin(day: date) -> datetime:
    """Return the first moment of a day where the one who makes the class is."""
    return datetime.combine(day, time(), ZoneInfo(here.actor().time_zone)).astimezone(UTC)


def _form(facts: ClassFacts | None = None, *, fresh: bool = False) -> ClassForm:
    """Return the form of a class; `fresh` where another form of the page was sent."""
    actor = here.actor()
    form = ClassForm(
        **({"formdata": None} if fresh else {}),
        data={
            "title": facts.title,
            "trainer": facts.trainer_id,
            "starts_on": clock.day_of(facts.starts_at, actor.time_zone),
        }
        if facts
        else None,
    )
    form.trainer.offer(directory.holders(actor, classes.TEACHERS), facts.trainer_id if facts else None)
    return form


def _page(facts: ClassFacts, form: ClassForm, problem: str = "", sent: LatecomersForm | None = None) -> str:
    actor = here.actor()
    members = queries.people(actor, only=facts.members)
    arrived = arrivals(actor, [one.id for one in members])
    courses = class_courses(actor, members) if actor.may(Permission.ENROL) else []
    names = {**dict(form.trainer.choices), **{one.id: one.name for one in members}}
    if facts.trainer_id not in names:
        names |= queries.names(actor, {facts.trainer_id})
    return render_template(
        "people/class.html",
        group=facts,
        members=members,
        arrivals=arrived,
        arrival_states=Counter(one.state for one in arrived.values()),
        names=names,
        in_no_course=_in_no_course(members, courses) if actor.may(Permission.ENROL) else 0,
        courses=[(one, _latecomers_form(one, sent)) for one in courses],
        form=form,
        problem=problem,
    )


def _in_no_course(members: Iterable[PersonFacts], courses: Collection[ClassCourse]) -> int:
    """Count who of a class takes no course at all; nobody where a course of the class says itself who is missing."""
    if any(course.missing for course in courses):
        return 0
    enrolled = {number for course in courses for number in course.enrolled}
    return sum(one.id not in enrolled for one in members)


def _latecomers_form(late: ClassCourse, sent: LatecomersForm | None) -> LatecomersForm:
    """Return a course's own form: the one that was sent, or a fresh one with the day of the class."""
    fresh = LatecomersForm(formdata=None, data={"course": late.course, "due": still_open(here.actor(), late.due)})
    form = sent if sent is not None and sent.course.data == late.course else fresh
    form.due.id = f"due-{late.course}"
    return form
