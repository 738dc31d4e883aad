"""What the page of a module shows: its sections, its checks, and what the last answer to each earned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from app.content.anchors import without_accents
from app.content.documents import Question, Section
from app.learning.checks import CheckResult, look_at
from app.learning.queries import CourseProgress, ModuleProgress
from app.web.asked import NOTHING_ASKED, AskedHere, Piece
from app.web.learner.check_forms import CheckForm
from app.web.learner.controls import CONTROLS
from app.web.learner.quiz_text import texts
from app.web.links import Renderer, renderer


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a check; `value` is its number as written, from 1."""

    value: int
    label: Markup
    checked: bool


@dataclass(frozen=True, slots=True)
class Check:
    """A check as it stands in the text. `result` is of the last answer; nothing here says which answer is right."""

    number: int
    id: str
    control: str
    title: Markup
    body: Markup
    options: tuple[Option, ...]
    text: str
    result: CheckResult | None
    feedback: tuple[Markup, ...]
    explanation: Markup
    problem: str


@dataclass(frozen=True, slots=True)
class SectionShown:
    """A section of the module. `other_id` is the anchor without accents where that differs, else ''."""

    id: str
    other_id: str
    title: str
    pieces: tuple[Piece, ...]
    can_ask: bool
    checks: tuple[Check, ...]
    reached: bool


@dataclass(frozen=True, slots=True)
class ModulePage:
    """A module as its page shows it. `keeps` is False for those of whom nothing is kept; `after` is the next one."""

    progress: CourseProgress
    place: ModuleProgress
    introduction: Markup
    sections: tuple[SectionShown, ...]
    asked: AskedHere
    unanswered: int
    keeps: bool
    before: ModuleProgress | None
    after: ModuleProgress | None

    @property
    def course(self) -> str:
        """The course's folder."""
        return self.progress.content.release.part

    def find_check(self, number: int) -> Check | None:
        """Return the check at a place of the module, from 1, or None."""
        return next((check for section in self.sections for check in section.checks if check.number == number), None)


def module_page(
    client_id: str,
    progress: CourseProgress,
    place: ModuleProgress,
    form: CheckForm | None = None,
    asked: AskedHere = NOTHING_ASKED,
) -> ModulePage:
    """Return a module as its page shows it; `form` is an answer that was refused and is shown again as typed."""
    module = place.module
    html = renderer(client_id, progress.content, module.path)
    said = texts(client_id, progress.content, module)
    number = 0
    sections = []
    for section in module.sections:
        checks = []
        for question in section.questions:
            number += 1
            refused = form if form is not None and form.question.id == question.id else None
            checks.append(_check(number, question, place, refused, **said))
        sections.append(_section(section, tuple(checks), place, html, asked))
    position = progress.modules.index(place)
    return ModulePage(
        progress,
        place,
        html(module.body),
        tuple(sections),
        asked,
        sum(question.id not in place.answers for question in module.questions),
        progress.enrolment is not None,
        progress.modules[position - 1] if position else None,
        progress.modules[position + 1] if position + 1 < len(progress.modules) else None,
    )


def _section(
    section: Section, checks: tuple[Check, ...], place: ModuleProgress, html: Renderer, asked: AskedHere
) -> SectionShown:
    plain = without_accents(section.anchor)
    return SectionShown(
        section.anchor,
        plain if plain != section.anchor else "",
        section.title,
        asked.pieces(section, html),
        asked.can_ask(section),
        checks,
        section.anchor in place.reached,
    )


def _check(
    number: int,
    question: Question,
    place: ModuleProgress,
    refused: CheckForm | None,
    html: Callable[..., Markup],
    line: Callable[..., Markup],
) -> Check:
    """Show a check with the last answer in it, or with what was just sent and refused."""
    kept = place.answers.get(question.id)
    result = look_at(question, kept.answer) if kept and not refused else None
    given = refused.answer if refused else kept.answer if kept else None
    chosen = given if isinstance(given, list) else [given]
    return Check(
        number,
        question.id,
        CONTROLS[question.kind],
        line(question.title),
        html(question.body, demote=2),
        tuple(
            Option(value, line(choice.source), value in chosen)
            for value, choice in enumerate(question.choices, start=1)
        ),
        given if isinstance(given, str) else "",
        result,
        tuple(html(feedback) for feedback in result.feedback) if result else (),
        html(result.explanation) if result else Markup(""),
        refused.problem if refused else "",
    )
