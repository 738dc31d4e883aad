"""Quizzes: what one asks, an attempt while it is open, its result, and its evidence for those who may read it."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_time, ngettext
from flask_babel import gettext as _

from app.assessment.quizzes import queries, service
from app.assessment.quizzes.errors import AttemptOverError
from app.assessment.quizzes.queries import AttemptSheet, QuestionShown
from app.kernel import clock
from app.kernel.errors import InvalidError, NotFoundError, ReadylineError
from app.kernel.messages import N_
from app.people import queries as people
from app.people.permissions import Permission
from app.web.access import requires
from app.web.here import actor
from app.web.learner.quiz_forms import AnswerForm
from app.web.learner.quiz_text import extra_words, obstacle, start_words, texts
from app.web.unsent import carries_words
from app.web.voided import voiders

blueprint = Blueprint("quizzes", __name__, url_prefix="/c/<client>")


@blueprint.get("/courses/<course>/quizzes/<quiz>")
@requires(Permission.READ)
def show(client: str, course: str, quiz: str) -> ResponseReturnValue:
    """Say what a quiz asks, how often and how long, and what came of earlier attempts."""
    desk = queries.quiz_desk(actor(), course, quiz)
    if desk.over:
        service.hand_in_overdue(actor(), actor().number)
        return redirect(request.path)
    return render_template(
        "learner/quiz.html",
        desk=desk,
        **texts(client, desk.content, desk.document),
        start_words=start_words(desk.start),
        obstacle=obstacle(desk),
        extra_words=extra_words(desk.extra),
        may_learn=actor().may(Permission.LEARN),
    )


@blueprint.post("/courses/<course>/quizzes/<quiz>/start")
@requires(Permission.LEARN)
def start(client: str, course: str, quiz: str) -> ResponseReturnValue:
    """Begin an attempt, or go on with the open one."""
    return redirect(url_for(".attempt", client=client, attempt=service.start(actor(), course, quiz)))


@blueprint.get("/attempts/<attempt>")
@requires(Permission.READ)
def attempt(client: str, attempt: str) -> ResponseReturnValue:
    """Show an attempt: its questions while it is open, its result afterwards, to others its evidence."""
    sheet = queries.attempt(actor(), attempt)
    if sheet.over:
        service.hand_in_overdue(actor(), sheet.facts.person_id)
        return redirect(request.path)
    if not sheet.own:
        return _show_evidence(client, sheet)
    return (
        _show_questions(client, sheet, AnswerForm(sheet)) if sheet.facts.result is None else _show_result(client, sheet)
    )


@blueprint.get("/attempts/<attempt>/on")
@requires(Permission.LEARN)
def go_on(client: str, attempt: str) -> ResponseReturnValue:
    """Lead back to where one left an open attempt; to the look-over once everything in it is answered."""
    sheet = queries.attempt(actor(), attempt)
    if all(question.answered for question in sheet.questions):
        return redirect(url_for(".look_over", client=client, attempt=attempt))
    return redirect(_place(client, attempt, sheet.left_at))


def _place(client: str, attempt: str, question: QuestionShown | None) -> str:
    anchor = f"question-{question.number}" if question else None
    return url_for(".attempt", client=client, attempt=attempt, _anchor=anchor)


def _show_questions(
    client: str,
    sheet: AttemptSheet,
    form: AnswerForm,
    refused: Mapping[str, InvalidError] | None = None,
    problem: str = "",
) -> str:
    return render_template(
        "learner/quiz_attempt.html",
        sheet=sheet,
        page=form.page,
        left_at=None if problem else sheet.left_at,
        fields=form.fields(refused),
        problem=problem,
        now=clock.now(),
        **texts(client, sheet.content, sheet.document),
    )


def _show_result(client: str, sheet: AttemptSheet) -> str:
    return render_template(
        "learner/quiz_result.html",
        sheet=sheet,
        result=sheet.facts.result,
        names=people.names(actor(), voiders(sheet.facts.voided)),
        start_words=start_words(queries.start_after(actor(), sheet)),
        **texts(client, sheet.content, sheet.document),
    )


def _show_evidence(client: str, sheet: AttemptSheet) -> str:
    facts = sheet.facts
    names = people.names(actor(), {facts.person_id} | voiders(facts.voided))
    return render_template(
        "learner/quiz_evidence.html",
        sheet=sheet,
        result=facts.result,
        who=names.get(facts.person_id),
        names=names,
        may_void=actor().may(Permission.VOID) and facts.result is not None and facts.voided is None,
        may_allow=actor().may(Permission.GRANT),
        **texts(client, sheet.content, sheet.document),
    )


@blueprint.post("/attempts/<attempt>/questions/<int:number>")
@requires(Permission.LEARN)
def autosave(client: str, attempt: str, number: int) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Keep one answer as it is given; says in JSON when it was kept, or why not."""
    try:
        sheet = queries.attempt(actor(), attempt)
        question = sheet.find_question(number)
        if question is None:
            raise NotFoundError()
        form = AnswerForm(sheet, request.form)
        answers = {key: answer for key, answer in form.answers().items() if key == question.question_id}
        saved = service.save_answers(actor(), attempt, answers, page=form.page)
        for problem in saved.refused.values():
            raise problem
        if not form.shows(number):
            raise InvalidError(N_("The answer did not arrive, so it was not saved. Reload the page."))
    except ReadylineError as problem:
        return jsonify(message=problem.text(_)), problem.status
    return jsonify(time=format_time(saved.at, "short"))


@blueprint.post("/attempts/<attempt>/answers")
@requires(Permission.LEARN)
@carries_words
def save(client: str, attempt: str) -> ResponseReturnValue:
    """Keep every answer on the page, then do what the button says: stay, mark, or look over and hand in.

    A page that is sent when its time is up is handed in.
    """
    sheet = queries.attempt(actor(), attempt)
    form = AnswerForm(sheet, request.form)
    try:
        saved = service.save_answers(actor(), attempt, form.answers(), page=form.page)
        if sheet.facts.closes_at is not None and clock.now() >= sheet.facts.closes_at:
            return hand_in(client, attempt)
        if saved.refused:
            problem = ngettext(
                "One answer could not be saved; the others are.",
                "%(num)d answers could not be saved; the others are.",
                len(saved.refused),
            )
            return _show_questions(client, sheet, form, saved.refused, problem), 422
        question = _mark(sheet, attempt)
    except AttemptOverError as problem:
        flash(_(problem.message), "warning")
        return redirect(_place(client, attempt, None))
    if "check" in request.form:
        return redirect(url_for(".look_over", client=client, attempt=attempt))
    return redirect(_place(client, attempt, question))


def _mark(sheet: AttemptSheet, attempt: str) -> QuestionShown | None:
    """Mark or unmark what the pressed button names; return the question to go back to."""
    for name in ("mark", "unmark", "save"):
        question = sheet.find_question(request.form.get(name, 0, type=int))
        if question is not None:
            if name != "save":
                service.mark(actor(), attempt, question.question_id, name == "mark")
            return question
    return None


@blueprint.get("/attempts/<attempt>/hand-in")
@requires(Permission.LEARN)
def look_over(client: str, attempt: str) -> ResponseReturnValue:
    """List what is unanswered or marked, before the hand-in."""
    sheet = queries.attempt(actor(), attempt)
    if not sheet.own or sheet.over or sheet.facts.result is not None:
        return redirect(url_for(".attempt", client=client, attempt=attempt))
    return render_template(
        "learner/quiz_hand_in.html",
        sheet=sheet,
        now=clock.now(),
        **texts(client, sheet.content, sheet.document),
    )


@blueprint.post("/attempts/<attempt>/hand-in")
@requires(Permission.LEARN)
def hand_in(client: str, attempt: str) -> ResponseReturnValue:
    """Hand the attempt in; a second time shows the first result."""
    result = service.hand_in(actor(), attempt)
    if result.time_ran_out:
        flash(_("Time was up. Everything saved until then counts."), "warning")
    return redirect(url_for(".attempt", client=client, attempt=attempt))
