"""The lines of a dossier in words, as the page's time line reads them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flask_babel import format_date, to_user_timezone
from flask_babel import gettext as _

from app.assessment.calls.queries import LiveCallFacts
from app.assessment.quizzes.queries import AttemptSheet
from app.assessment.voiding import Voided
from app.authoring import queries as authoring
from app.authoring.queries import CourseContent
from app.certification.papers import PaperFacts
from app.certification.queries import CertificateFacts
from app.content.documents import ScenarioDocument
from app.kernel.actor import Actor
from app.people.permissions import Permission
from app.reports.dossier import Dossier, Entry
from app.reports.steps import CHANGED, LANGUAGE_CHANGED, TAKEN_BACK, Step, StepKind
from app.web.call_words import language_name, pair_name
from app.web.learner.path_words import covers_words, proof_words

VOIDS = {
    StepKind.ATTEMPT: ("voids.attempt", "attempt"),
    StepKind.CALL: ("voids.call", "call"),
    StepKind.SIGN_OFF: ("voids.sign_off", "sign_off"),
}
"""Where what can be voided is voided: the endpoint, and the name of its id."""


@dataclass
class Line:
    """A line of the time line. `attempt` is the id of an attempt that can be opened, `sheet` what is in it then."""

    moment: datetime
    what: str
    state: str = ""
    words: str = ""
    by: str = ""
    attempt: str = ""
    is_open: bool = False
    sheet: AttemptSheet | None = None
    call: LiveCallFacts | None = None
    scenario: ScenarioDocument | None = None
    language: str = ""
    """The scenario's, a code."""
    certificate: CertificateFacts | None = None
    paper: PaperFacts | None = None
    names: Mapping[int, str] = field(default_factory=dict)
    voided: Voided | None = None
    void: tuple[str, dict[str, str]] | None = None
    """The endpoint on which it can be voided, and the id in its address."""


def line_of(actor: Actor, dossier: Dossier) -> Callable[[Entry], Line]:
    """Return what makes a line of an entry. Titles are those of the release that the entry was made on."""

    def line(entry: Entry) -> Line:
        if entry.certificate is not None:
            return _certificate(entry.certificate, dossier)
        if entry.before is not None:
            return _before(entry.before)
        if entry.release is not None:
            values = {"title": entry.release.title, "number": entry.release.number}
            return Line(entry.at, _("Version %(number)s of “%(title)s” came out", **values))
        if entry.step is None:
            raise ValueError("an entry is a step, a certificate, one of before, or a release")
        return _step(actor, dossier, entry.step, entry.call)

    return line


def _certificate(one: CertificateFacts, dossier: Dossier) -> Line:
    what = _("Certificate: %(title)s", title=one.title)
    if one.brought_in_at:
        values = {"title": one.title, "who": dossier.names.get(one.brought_in_by or 0, ""), "proof": proof_words(one)}
        what = _("Certificate earned before, brought in by %(who)s: %(title)s. Evidence: %(proof)s", **values)
    line = Line(one.counts_from, what, one.standing().value, by=covers_words(one.covers), certificate=one)
    line.paper = dossier.papers.get(one.id)
    return line


def _before(one: CertificateFacts) -> Line:
    """Return the line of a course of the centre that came before. What stands behind it is the centre's own."""
    what = _("Completed before, at the centre: %(course)s", course=one.course_title)
    if one.brought_in_at:
        what = _("Completed before this program came, at the centre: %(course)s", course=one.course_title)
    version = _("version %(number)s", number=one.release_number)
    return Line(one.counts_from, what, "done" if one.holds else "expired", by=version)


def _step(actor: Actor, dossier: Dossier, step: Step, call: LiveCallFacts | None) -> Line:
    release = dossier.releases.get(step.release_id)
    if step.kind is StepKind.AGREEMENT:
        what = _("Accepted the agreement “%(name)s”", name=_agreement(actor, step))
        line = Line(step.at, what, "done", by=_read_in(step.language))
    elif release is None:
        return Line(step.at, step.kind.value)
    else:
        goes_on_in = next((one.title for one in dossier.releases.values() if one.part == step.goes_on_in), "")
        line = _of_course(authoring.course_content(actor, step.release_id), step, call, goes_on_in)
    who = dossier.names.get(step.by, "") if step.by is not None else ""
    version = _("version %(number)s", number=release.number) if release else ""
    line.by = " · ".join(part for part in (line.by, who and _("by %(name)s", name=who), version) if part)
    if step.voided_at is not None and step.voided_by is not None:
        line.voided, line.names = Voided(step.voided_at, step.voided_by, step.void_reason), dossier.names
    elif step.kind in VOIDS and actor.may(Permission.VOID) and step.person_id != actor.person_id:
        endpoint, name = VOIDS[step.kind]
        line.void = (endpoint, {name: step.id})
    return line


def _agreement(actor: Actor, step: Step) -> str:
    """Return an agreement's title as it was accepted."""
    found = authoring.shared_at(actor, step.release_id).agreements.get(step.name)
    return found.title if found else step.name.replace("-", " ")


def _read_in(language: str) -> str:
    return _("language of the text: %(language)s", language=language_name(language)) if language else ""


def _of_course(content: CourseContent, step: Step, call: LiveCallFacts | None, goes_on_in: str) -> Line:
    title = content.course.title
    match step.kind:
        case StepKind.ENROLMENT:
            return Line(step.at, _enrolment(title, step, goes_on_in))
        case StepKind.MODULE:
            module = content.find_module(step.name)
            what = _("Completed the module “%(title)s”", title=module.title if module else step.name)
            return Line(step.at, what, "done")
        case StepKind.ATTEMPT:
            quiz = content.quizzes.get(step.name)
            values = {"title": quiz.title if quiz else step.name, "number": step.series}
            what = _("%(title)s, attempt %(number)d", **values)
            return Line(step.at, what, *_result(step), attempt=step.id)
        case StepKind.CALL:
            scenario = content.scenarios.get(step.name)
            what = _("Test call: %(title)s", title=scenario.title if scenario else step.name)
            return Line(step.at, what, *_result(step), by=pair_name(step.channel, step.language), call=call)
        case StepKind.SIGN_OFF:
            return Line(step.at, _("Signed off for “%(course)s”", course=title), "done")
        case _:
            raise ValueError(f"no line of a dossier says what a step of the kind {step.kind} is")


def _enrolment(title: str, step: Step, goes_on_in: str) -> str:
    due = format_date(to_user_timezone(step.due_at), "long") if step.due_at else ""
    if step.change == LANGUAGE_CHANGED:
        return _("Went on with “%(course)s” in another language: “%(to)s”", course=title, to=goes_on_in)
    if step.change == TAKEN_BACK:
        return _("Enrolment taken back: %(course)s. Reason: %(reason)s", course=title, reason=step.reason)
    if step.change == CHANGED:
        values = {"course": title, "day": due, "reason": step.reason}
        return _("New due date for %(course)s: %(day)s. Reason: %(reason)s", **values)
    return (
        _("Enrolled: %(course)s, due %(day)s", course=title, day=due)
        if due
        else _("Enrolled: %(course)s", course=title)
    )


def _result(step: Step) -> tuple[str, str]:
    if step.passed:
        return "passed", _("Passed, %(percent)d%%", percent=step.percent or 0)
    return "failed", _("Not passed, %(percent)d%%", percent=step.percent or 0)
