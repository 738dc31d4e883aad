"""What the pages of courses show, made from how far a person is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from app.assessment.quizzes.queries import OwnQuizzes, standing_of
from app.authoring.queries import CourseContent
from app.content.documents import QuizDocument, ScenarioDocument
from app.content.kinds import Kind
from app.kernel.actor import Actor
from app.learning.changing_language import language_change_of
from app.learning.queries import CourseProgress, EnrolmentFacts, ModuleProgress, Prerequisite
from app.learning.rules import LanguageChange, ModuleState
from app.people.permissions import Permission
from app.web import here
from app.web.call_words import language_name, own_name
from app.web.learner.open_attempt import WayBack, way_back
from app.web.links import content_url, renderer
from app.web.locales import in_language


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A course in the list. `done` is None for those who are not enrolled."""

    content: CourseContent
    url: str
    enrolment: EnrolmentFacts | None
    done: int | None

    @property
    def state(self) -> str:
        """The chip's state, as far as the modules say."""
        if self.done is None:
            return "open"
        return "done" if self.done == len(self.content.modules) else "in progress"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing on the way through a course, as `path_list` shows it; without a `state` for who has not begun."""

    name: str
    state: str
    url: str | None = None
    hint: str = ""
    words: str | None = None


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do now."""

    sentence: str
    label: str
    url: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Other:
    """The same course in another language: its folder, its page, the language in the reader's words and its own."""

    course: str
    url: str
    language: str
    own_name: str


@dataclass(frozen=True, slots=True)
class CoursePage:
    """A course as its page shows it. `next_step` is None where nothing is to be done here; `way_back` comes before it.

    `others` are the same course in other languages; `change` says whether somebody who is enrolled may go on in one of
    them.
    """

    progress: CourseProgress
    welcome: Markup
    way_back: WayBack | None
    next_step: NextStep | None
    steps: tuple[Step, ...]
    scenarios: tuple[tuple[str, str], ...]
    may_learn: bool
    others: tuple[Other, ...]
    change: LanguageChange | None


def course_rows(
    contents: Iterable[CourseContent], mine: Mapping[str, tuple[EnrolmentFacts, frozenset[str]]]
) -> list[CourseRow]:
    """Return the list of courses, one's own first."""
    rows = []
    for content in contents:
        enrolment, completed = mine.get(content.release.part, (None, frozenset()))
        done = sum(module.name in completed for module in content.modules) if enrolment else None
        rows.append(CourseRow(content, content_url(_address(content)), enrolment, done))
    return sorted(rows, key=lambda row: row.enrolment is None)


def course_page(
    client_id: str,
    progress: CourseProgress,
    own: OwnQuizzes,
    actor: Actor,
    others: Sequence[CourseContent] = (),
) -> CoursePage:
    """Return a course as `actor` sees it; `own` are their quizzes in it, `others` the course in other languages."""
    content = progress.content
    to_open = way_back(here.visitor(), own.open_attempts)
    quizzes = list(content.quizzes.values())
    steps = [
        *(_prerequisite_step(prerequisite) for prerequisite in progress.prerequisites),
        *(_module_step(progress, place) for place in progress.modules),
        *(_quiz_step(progress, quiz, own.passed, to_open) for quiz in quizzes),
    ]
    may_learn = actor.may(Permission.LEARN)
    return CoursePage(
        progress,
        renderer(client_id, content, content.course.path)(content.course.body),
        to_open,
        _next_step(client_id, progress, quizzes, own.passed) if progress.enrolment and may_learn else None,
        tuple(steps),
        _scenarios(content, content.scenarios.values()) if actor.may(Permission.REHEARSE) else (),
        may_learn,
        tuple(_other(other) for other in others),
        language_change_of(actor, progress, standing_of(own)) if others and progress.enrolment else None,
    )


def _other(content: CourseContent) -> Other:
    language = content.course.language
    return Other(content.release.part, content_url(_address(content)), language_name(language), own_name(language))


def _address(content: CourseContent) -> str:
    """Return the address of a course: `nordbank/card-line`."""
    return content.course.path.rpartition("/")[0]


def module_url(content: CourseContent, name: str) -> str:
    """Return the page of a module of the course."""
    return content_url(f"{_address(content)}/{name}", Kind.MODULE)


def _prerequisite_step(prerequisite: Prerequisite) -> Step:
    if prerequisite.done:
        return Step(prerequisite.title, "done", content_url(prerequisite.address))
    return Step(
        prerequisite.title, "open", content_url(prerequisite.address), _("Comes first: complete this course to go on.")
    )


def _module_step(progress: CourseProgress, place: ModuleProgress) -> Step:
    name = in_language(place.module.title, progress.content.course.language)
    url = module_url(progress.content, place.module.name) if place.is_open else None
    minutes = place.module.minutes
    hint = ngettext("%(num)d minute", "%(num)d minutes", minutes) if minutes else ""
    words = None
    if progress.enrolment is None:
        return Step(name, "", url, hint)
    if place.state is ModuleState.IN_PROGRESS:
        words = _("%(read)d of %(all)d read", read=len(place.reached), all=len(place.module.sections))
    return Step(name, place.state.value, url, hint, words)


def _quiz_step(progress: CourseProgress, quiz: QuizDocument, passed: Collection[str], to_open: WayBack | None) -> Step:
    name = in_language(quiz.title, progress.content.course.language)
    url = content_url(f"{_address(progress.content)}/{quiz.name}", Kind.QUIZ)
    if quiz.name in passed:
        return Step(name, "passed", url)
    if to_open and to_open.quiz == quiz.name:
        return Step(name, "in progress", to_open.url)
    if progress.modules_done < len(progress.modules) and progress.enrolment:
        return Step(name, "locked", url, _("Opens when the modules are complete."))
    return Step(name, "open" if progress.enrolment else "", url)


def _scenarios(content: CourseContent, scenarios: Iterable[ScenarioDocument]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (scenario.title, content_url(f"{_address(content)}/{scenario.name}", Kind.SCENARIO)) for scenario in scenarios
    )


def _next_step(
    client_id: str, progress: CourseProgress, quizzes: Iterable[QuizDocument], passed: Collection[str]
) -> NextStep | None:
    missing = next((prerequisite for prerequisite in progress.prerequisites if not prerequisite.done), None)
    if missing is not None:
        return NextStep(
            _("First complete: %(title)s", title=missing.title),
            _("Go to this course"),
            content_url(missing.address),
            _("Its modules open the ones here."),
        )
    place, language = progress.next_module, progress.content.course.language
    if place is not None:
        section = next(each.title for each in place.module.sections if each.anchor == place.continue_at)
        begun = place.state is ModuleState.IN_PROGRESS or progress.modules_done
        label = _("Continue: %(section)s", section=section) if begun else _("Begin: %(section)s", section=section)
        url = url_for("courses.go_on", client=client_id, course=progress.content.release.part)
        return NextStep(in_language(place.module.title, language), label, url, _modules_done(progress))
    quiz = next((quiz for quiz in quizzes if quiz.name not in passed), None)
    if quiz is None:
        return None
    url = content_url(f"{_address(progress.content)}/{quiz.name}", Kind.QUIZ)
    return NextStep(in_language(quiz.title, language), _("Go to the quiz"), url, _modules_done(progress))


def _modules_done(progress: CourseProgress) -> str:
    return _("%(done)d of %(all)d modules complete", done=progress.modules_done, all=len(progress.modules))
