"""More attempts or more time for one person, with a reason; and what was given before."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.assessment.quizzes import exceptions, taking_back
from app.assessment.quizzes.exceptions import MOST_ATTEMPTS, MOST_MINUTES
from app.assessment.quizzes.rules import Extra
from app.authoring import queries as authoring
from app.kernel.errors import DeclinedError, InvalidError
from app.kernel.ids import new_id
from app.kernel.messages import N_
from app.people import queries as people
from app.people.permissions import Permission
from app.web import here
from app.web.access import requires
from app.web.call_words import refusal_words

blueprint = Blueprint(
    "exceptions", __name__, url_prefix="/c/<client>/courses/<course>/exceptions/<int(max=999999999999):person>"
)
EVERY_QUIZ = "*"


@blueprint.get("")
@requires(Permission.GRANT)
def show(client: str, course: str, person: int) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Show what a person was given, and a form for more."""
    exceptions.check_may_allow(here.actor(), person)
    return _page(course, person)


@blueprint.post("")
@requires(Permission.GRANT)
def give(client: str, course: str, person: int) -> ResponseReturnValue:
    """Give more attempts or more minutes."""
    actor, form = here.actor(), request.form
    quiz = form.get("quiz", "")
    extra = Extra(_number(form.get("attempts", "")), _number(form.get("minutes", "")))
    exceptions.check_may_allow(actor, person)
    try:
        exceptions.allow(
            actor,
            person,
            course,
            "" if quiz == EVERY_QUIZ else quiz or "?",
            extra,
            form.get("reason", ""),
            token=form.get("token", ""),
        )
    except DeclinedError as refusal:
        return _page(course, person, refusal_words(refusal)), refusal.status
    flash(_("Given. It counts from now on, and the page of the quiz tells them."), "done")
    return redirect(url_for("exceptions.show", client=client, course=course, person=person))


@blueprint.post("/back")
@requires(Permission.GRANT)
def take_back(client: str, course: str, person: int) -> ResponseReturnValue:
    """Take back what is left of one that was given."""
    form = request.form
    chosen = form.get("allowance", "")
    exceptions.check_may_allow(here.actor(), person)
    try:
        if not chosen:
            raise InvalidError(N_("Choose what is to be taken back."))
        taking_back.take_back(here.actor(), person, chosen, form.get("why_back", ""))
    except DeclinedError as refusal:
        return _page(course, person, refusal_words(refusal)), refusal.status
    flash(_("Taken back. What was used already stays."), "done")
    return redirect(url_for("exceptions.show", client=client, course=course, person=person))


def _number(typed: str) -> int:
    """Return a whole number as typed: 0 for nothing, -1 for anything else than digits, which the rules refuse."""
    typed = typed.strip()
    if not typed:
        return 0
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else -1


def _page(course: str, person: int, problem: str = "") -> str:
    actor = here.actor()
    content = authoring.get_course(actor, course)
    given = exceptions.allowances(actor, person)
    left = taking_back.what_is_left(actor, given)
    names = people.names(actor, {person} | {one.granted_by for one in given})
    return render_template(
        "supervisor/exceptions.html",
        course=content.course,
        address=course,
        number=person,
        name=names.get(person, ""),
        names=names,
        quizzes=[(name, quiz.title) for name, quiz in content.quizzes.items()],
        titles={name: quiz.title for name, quiz in content.quizzes.items()},
        given=given,
        left=[(one, left[one.id]) for one in given if one.id in left and taking_back.may_take_back(actor, one)],
        every_quiz=EVERY_QUIZ,
        most_attempts=MOST_ATTEMPTS,
        most_minutes=MOST_MINUTES,
        typed=request.form,
        token=request.form.get("token") or new_id(),
        problem=problem,
    )
