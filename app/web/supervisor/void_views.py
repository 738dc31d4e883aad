"""Voiding what was a mistake: a test call, a quiz attempt, a sign-off. Each has a page that asks why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.assessment.calls import service as calls
from app.assessment.calls.queries import live_call
from app.assessment.quizzes import queries as quizzes
from app.assessment.quizzes import voids as attempts
from app.assessment.voiding import Voided
from app.authoring import queries as authoring
from app.certification import voids as sign_offs
from app.kernel.actor import Actor
from app.kernel.errors import DeclinedError
from app.people import queries as people
from app.people.permissions import Permission
from app.web import here
from app.web.access import requires
from app.web.call_words import pair_name, refusal_words
from app.web.learner.path_words import covers_words
from app.web.voided import voiders

blueprint = Blueprint("voids", __name__, url_prefix="/c/<client>/voids")


@dataclass(frozen=True, slots=True)
class Subject:
    """What is to be voided, in words. `passed` None where there is nothing to pass."""

    title: str
    person_id: int
    by: int | None
    at: datetime | None
    what: str
    passed: bool | None
    percent: int | None
    voided: Voided | None


@blueprint.get("/calls/<call>")
@requires(Permission.VOID)
def call(client: str, call: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Ask why a test call was a mistake."""
    return _page(_call(here.actor(), call))


@blueprint.post("/calls/<call>")
@requires(Permission.VOID)
def void_call(client: str, call: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Void a test call."""
    return _void(_call(here.actor(), call), lambda reason: calls.void_call(here.actor(), call, reason))


@blueprint.get("/attempts/<attempt>")
@requires(Permission.VOID)
def attempt(client: str, attempt: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Ask why a quiz attempt was a mistake."""
    return _page(_attempt(here.actor(), attempt))


@blueprint.post("/attempts/<attempt>")
@requires(Permission.VOID)
def void_attempt(client: str, attempt: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Void a quiz attempt."""
    return _void(_attempt(here.actor(), attempt), lambda reason: attempts.void_attempt(here.actor(), attempt, reason))


@blueprint.get("/sign-offs/<sign_off>")
@requires(Permission.VOID)
def sign_off(client: str, sign_off: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Ask why a sign-off was a mistake."""
    return _page(_sign_off(here.actor(), sign_off))


@blueprint.post("/sign-offs/<sign_off>")
@requires(Permission.VOID)
def void_sign_off(client: str, sign_off: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Void a sign-off."""
    subject = _sign_off(here.actor(), sign_off)
    return _void(subject, lambda reason: sign_offs.void_sign_off(here.actor(), sign_off, reason))


def _call(actor: Actor, call_id: str) -> Subject:
    facts = live_call(actor, call_id)
    scenario = authoring.course_content(actor, facts.release_id).scenarios.get(facts.scenario)
    title = _("Test call: %(title)s", title=scenario.title if scenario else facts.scenario)
    what = pair_name(facts.channel, facts.language)
    return Subject(
        title, facts.person_id, facts.assessor_id, facts.ended_at, what, facts.passed, facts.percent, facts.voided
    )


def _attempt(actor: Actor, attempt_id: str) -> Subject:
    sheet = quizzes.attempt(actor, attempt_id)
    facts, result = sheet.facts, sheet.facts.result
    title = _("%(title)s, attempt %(number)d", title=sheet.document.title, number=facts.number)
    return Subject(
        title,
        facts.person_id,
        None,
        result.handed_in_at if result else None,
        sheet.content.course.title,
        result.passed if result else None,
        result.percent if result else None,
        facts.voided,
    )


def _sign_off(actor: Actor, sign_off_id: str) -> Subject:
    facts = sign_offs.get_sign_off(actor, sign_off_id)
    course = authoring.course_content(actor, facts.release_id).course.title
    title = _("Sign-off: %(course)s", course=course)
    what = covers_words(facts.covers)
    return Subject(title, facts.person_id, facts.signer_id, facts.signed_at, what, None, None, facts.voided)


def _void(subject: Subject, act: Callable[[str], None]) -> ResponseReturnValue:
    """Void; a refusal is said on the page, with what was typed."""
    reason = request.form.get("reason", "")
    try:
        act(reason)
    except DeclinedError as refusal:
        return _page(subject, reason, refusal_words(refusal)), refusal.status
    flash(_("Voided. It stays visible with your reason, and counts for nothing."), "done")
    return redirect(url_for("dossier.show", client=here.client().id, person=subject.person_id))


def _page(subject: Subject, reason: str = "", problem: str = "") -> str:
    numbers = {subject.person_id, subject.by or subject.person_id} | voiders(subject.voided)
    return render_template(
        "supervisor/void.html",
        subject=subject,
        names=people.names(here.actor(), numbers),
        reason=reason,
        problem=problem,
    )
