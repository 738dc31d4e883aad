"""Courses and modules as their learners read them; checks are answered inside the text."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.assessment.quizzes import queries as quizzes
from app.assessment.quizzes.queries import NOTHING_SAT
from app.authoring import queries as authoring
from app.authoring.queries import CourseContent
from app.kernel.actor import Actor
from app.kernel.errors import InvalidError, NotFoundError, RefusedError
from app.learning import queries, service
from app.learning.changing_language import go_on_in
from app.learning.queries import CourseProgress, ModuleProgress
from app.learning.translated import in_other_languages
from app.people.permissions import Permission
from app.web import here
from app.web.access import requires
from app.web.asked import NOTHING_ASKED, asked_here
from app.web.call_words import language_name, refusal_words
from app.web.learner.check_forms import CheckForm
from app.web.learner.course_pages import course_page, course_rows
from app.web.learner.module_pages import module_page
from app.web.learner.onward import clients_beyond
from app.web.links import content_url

blueprint = Blueprint("courses", __name__, url_prefix="/c/<client>/courses")


@blueprint.get("")
@requires(Permission.READ)
def index(client: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """List the client's courses, one's own first."""
    rows = course_rows(authoring.courses(here.actor()), queries.my_courses(here.actor()))
    return render_template("learner/courses.html", rows=rows)


@blueprint.get("/<course>")
@requires(Permission.READ)
def show(client: str, course: str) -> ResponseReturnValue:
    """Show a course: what to do next, its modules, quizzes and scenarios, its welcome text.

    Whoever is enrolled in it in another language is led there; at the centre, where people begin a course themselves,
    so is who reads another language, unless the address says `stay`.
    """
    actor = here.actor()
    contents = authoring.courses(actor)
    progress = queries.progress(actor, actor.number, course, contents)
    others = in_other_languages(progress.content, contents)
    if progress.enrolment is None and (led := _led_to(actor, progress.content, others)) is not None:
        return redirect(url_for(".show", client=client, course=led.release.part))
    own = NOTHING_SAT if progress.waits_for_another else quizzes.own_quizzes(actor, course)
    return render_template(
        "learner/course.html",
        page=course_page(client, progress, own, actor, others),
        beyond=clients_beyond(),
    )


def _led_to(actor: Actor, content: CourseContent, others: list[CourseContent]) -> CourseContent | None:
    """Return the version of a course to which its page leads who is not enrolled in it: the one they take, or read."""
    mine = queries.my_courses(actor) if others else {}
    taken = next((other for other in others if other.release.part in mine), None)
    if taken is None and here.client().is_centre and "stay" not in request.args:
        return _in_own_language(actor.language, content, others)
    return taken


def _in_own_language(language: str, content: CourseContent, others: list[CourseContent]) -> CourseContent | None:
    """Return the version of a course in the reader's language; None where it is in that already, or in none."""
    if content.course.language == language:
        return None
    return next((other for other in others if other.course.language == language), None)


@blueprint.post("/<course>/begin")
@requires(Permission.LEARN)
def begin(client: str, course: str) -> ResponseReturnValue:
    """Enrol oneself in a course of the centre."""
    service.begin(here.actor(), course)
    flash(_("You are enrolled now. What you read and answer is kept."))
    return redirect(url_for(".show", client=client, course=course))


@blueprint.post("/<course>/language")
@requires(Permission.LEARN)
def change_language(client: str, course: str) -> ResponseReturnValue:
    """Go on with a course that one began oneself in another language; what stands against it is said on its page."""
    actor, to = here.actor(), request.form.get("to", "")
    try:
        go_on_in(actor, course, to)
    except RefusedError as refusal:
        flash(refusal_words(refusal), "problem")
        return redirect(url_for(".show", client=client, course=course))
    content = authoring.get_course(actor, to)
    flash(_("The course goes on in another language: %(language)s", language=language_name(content.course.language)))
    return redirect(url_for(".show", client=client, course=to))


@blueprint.get("/<course>/continue")
@requires(Permission.READ)
def go_on(client: str, course: str) -> ResponseReturnValue:
    """Lead to where one left off: the section to go on with; to the course where no module is open and unfinished."""
    place = queries.progress(here.actor(), here.actor().number, course).next_module
    if place is None:
        return redirect(url_for(".show", client=client, course=course))
    name, section = place.module.name, place.continue_at
    return redirect(url_for(".module", client=client, course=course, module=name, _anchor=section))


@blueprint.get("/<course>/modules/<module>")
@requires(Permission.READ)
def module(client: str, course: str, module: str) -> ResponseReturnValue:
    """Show a module with its checks; a page of its own says why it is not open yet."""
    return _show_module(client, queries.progress(here.actor(), here.actor().number, course), module)


@blueprint.post("/<course>/modules/<module>/reached")
@requires(Permission.LEARN)
def reach(client: str, course: str, module: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Keep that a section was reached, told by the script that watches the page; 204 once it is kept."""
    service.reach_section(here.actor(), course, module, request.form.get("section", ""))
    return "", 204


@blueprint.post("/<course>/modules/<module>/read")
@requires(Permission.LEARN)
def read(client: str, course: str, module: str) -> ResponseReturnValue:
    """Keep that a section was read, by its button, and go on: to the next section, or past the end of the module."""
    section = request.form.get("section", "")
    progress = service.reach_section(here.actor(), course, module, section)
    place = _get_place(progress, module)
    anchors = [each.anchor for each in place.module.sections]
    following = anchors[anchors.index(section) + 1 :]
    if following:
        return redirect(url_for(".module", client=client, course=course, module=module, _anchor=following[0]))
    if place.completion is None:
        missing = [question for question in place.module.questions if question.id not in place.answers]
        message = ngettext(
            "One question is still to answer; then the module is complete.",
            "%(num)d questions are still to answer; then the module is complete.",
            len(missing),
        )
        flash(message, "note")
        return redirect(url_for(".module", client=client, course=course, module=module, _anchor=place.continue_at))
    flash(_("Module complete: %(title)s", title=place.module.title), "done")
    after = progress.next_module
    if after is None:
        return redirect(url_for(".show", client=client, course=course))
    return redirect(url_for(".module", client=client, course=course, module=after.module.name))


@blueprint.post("/<course>/modules/<module>/check")
@requires(Permission.LEARN)
def check(client: str, course: str, module: str) -> ResponseReturnValue:
    """Keep the answer to one check and show what it earned: in place for htmx, else at the question's place."""
    actor = here.actor()
    document = authoring.get_course(actor, course).find_module(module)
    if document is None:
        raise NotFoundError()
    form = CheckForm.sent(document, request.form)
    in_place = "HX-Request" in request.headers
    try:
        kept = service.answer_check(actor, course, module, form.question.id, form.answer)
    except InvalidError as refused:
        reason = refused.text(_)
        form.problem = reason[:1].upper() + reason[1:]  # a terminal says it in the middle of a line
        unchanged = queries.progress(actor, actor.number, course)
        return (_show_check if in_place else _show_module)(client, unchanged, module, form)
    if in_place:
        return _show_check(client, kept.progress, module, form)
    return redirect(url_for(".module", client=client, course=course, module=module, _anchor=f"check-{form.number}"))


def _show_module(
    client: str, progress: CourseProgress, module: str, form: CheckForm | None = None
) -> ResponseReturnValue:
    place = _get_place(progress, module)
    asked = asked_here(here.actor(), progress.content, place.module) if place.is_open else NOTHING_ASKED
    page = module_page(client, progress, place, form, asked)
    template = "learner/module.html" if page.place.is_open else "learner/module_locked.html"
    return render_template(template, page=page), 422 if form else 200


def _show_check(client: str, progress: CourseProgress, module: str, form: CheckForm) -> ResponseReturnValue:
    """Show the question alone, and with it the end of the module, which may have changed."""
    page = module_page(client, progress, _get_place(progress, module), form if form.problem else None)
    return render_template("learner/module_check.html", page=page, check=page.find_check(form.number))


def _get_place(progress: CourseProgress, module: str) -> ModuleProgress:
    place = progress.find_module(module)
    if place is None:
        raise NotFoundError()
    return place


@blueprint.get("/<course>/find/<file>")
@requires(Permission.READ)
def find(client: str, course: str, file: str) -> ResponseReturnValue:
    """Send on to the page of a course's file, whatever it is: links from other courses know only its name."""
    content = authoring.get_course(here.actor(), course)
    kind = content.kind_of(file)
    if kind is None:
        raise NotFoundError()
    return redirect(content_url(f"{client}/{course}/{file}", kind))
