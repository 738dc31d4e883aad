"""Enrolling people in a course: some, a team or a class."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.authoring import queries as authoring
from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError, ReadylineError
from app.learning import queries as learning
from app.learning.enrolling import enrol_by
from app.people import directory, groups, queries
from app.people.permissions import Permission
from app.web import here
from app.web.access import requires
from app.web.numbers import number as kept_number
from app.web.people.forms import EnrolForm
from app.web.people.words import refusal_words

blueprint = Blueprint("enrolling", __name__, url_prefix="/c/<client>/enrol")


@blueprint.route("", methods=["GET", "POST"])
@requires(Permission.ENROL)
def show(client: str) -> ResponseReturnValue:
    """Ask for a course and a day for those whom the address names: `person` (several), `team` or `group`."""
    actor = here.actor()
    people, title, back = _chosen(actor, client)
    courses = authoring.courses(actor)
    form = EnrolForm()
    form.course.choices = [(content.release.part, content.course.title) for content in courses]
    enrolled = {one.person_id for one in learning.enrolments(actor, people, form.course.data)} if people else set()
    if not people or not form.validate_on_submit():
        page = _page(form, people, title, back)
        return page, 422 if form.is_submitted() else 200
    try:
        enrol_by(actor, people, form.course.data, form.due.data)
    except NotFoundError:
        raise
    except ReadylineError as refusal:
        return _page(form, people, title, back, refusal_words(refusal)), refusal.status
    new = len(people.keys() - enrolled)
    flash(ngettext("%(num)d person is enrolled.", "%(num)d people are enrolled.", new), "done")
    if enrolled:
        flash(_("%(count)d were enrolled before and keep their due date.", count=len(enrolled)), "note")
    return redirect(back)


def _chosen(actor: Actor, client: str) -> tuple[dict[int, str], str, str]:
    """Return whom the address names (number to name), how they are called together, and the page they come from."""
    given = request.args
    if team_id := given.get("team"):
        team = groups.get_team(actor, team_id)
        return _present(actor, team.members), team.title, url_for("teams.show", client=client, team=team.id)
    if class_id := given.get("group"):
        actor.check(Permission.ARRANGE_CLASSES)
        group = groups.get_class(actor, class_id)
        return _present(actor, group.members), group.title, url_for("classes.show", client=client, group=group.id)
    numbers = given.getlist("person", type=kept_number)
    directory.check_reach(actor, numbers)
    people = _present(actor, numbers)
    if len(people) == 1:
        number, name = next(iter(people.items()))
        return people, name, url_for("person.show", client=client, person=number)
    title = ngettext("%(num)d person", "%(num)d people", len(people))
    return people, title, url_for("members.index", client=client)


def _present(actor: Actor, numbers: tuple[int, ...] | list[int]) -> dict[int, str]:
    return {person.id: person.name for person in queries.people(actor, only=numbers)}


def _page(form: EnrolForm, people: dict[int, str], title: str, back: str, problem: str = "") -> str:
    return render_template(
        "people/enrol.html", form=form, people=people, title=title, back=back, problem=problem
    )  # fmt: skip
