"""What the trainer's pages show of a course, in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.assessment.quizzes import queries as quizzes
from app.assessment.quizzes.queries import QuestionStatistics
from app.authoring import queries as authoring
from app.authoring.queries import SHARED_PART, CourseContent, ReleaseFacts
from app.content.markdown import plain_text
from app.kernel.actor import Actor
from app.learning import queries as learning
from app.learning.queries import CourseCounts
from app.people.permissions import Permission

MOST_FAILING = 5
"""Questions on the start page; the course's own page has them all."""


@dataclass(frozen=True, slots=True)
class Failing:
    """A question and in which file it stands; `words` is the question, `share` the part of people or points it cost.

    `wrong` of the `asked` people did not get a check fully right at first; 0 for the questions of quizzes.
    """

    words: str
    where: str
    asked: int
    share: float
    wrong: int = 0


@dataclass(frozen=True, slots=True)
class CourseSummary:
    """A course in the trainer's list. `stops` is (module's title, people), the most first."""

    content: CourseContent
    counts: CourseCounts
    questions: int
    stops: tuple[tuple[str, int], ...]
    failing: tuple[Failing, ...]


@dataclass(frozen=True, slots=True)
class CourseDetail:
    """One course: the same, whole, with the questions of its quizzes."""

    summary: CourseSummary
    quiz_questions: tuple[Failing, ...]


def course_summaries(actor: Actor, newest: Mapping[str, ReleaseFacts]) -> list[CourseSummary]:
    """Return every course of the client, by title."""
    contents = [authoring.course_content(actor, facts.id) for part, facts in newest.items() if part != SHARED_PART]
    counts = learning.course_counts(actor, contents)
    found = [_summary(content, counts[content.release.part], MOST_FAILING) for content in contents]
    return sorted(found, key=lambda summary: summary.content.course.title)


def course_detail(actor: Actor, content: CourseContent) -> CourseDetail:
    """Return one course with every question that fails."""
    counts = learning.course_counts(actor, [content])[content.release.part]
    statistics = quizzes.question_statistics(actor, content.release.part) if actor.may(Permission.SEE_EVERYBODY) else []
    shown = tuple(failing for one in statistics if (failing := _quiz_question(content, one)) is not None)
    return CourseDetail(_summary(content, counts, None), shown)


def _summary(content: CourseContent, counts: CourseCounts, most: int | None) -> CourseSummary:
    checks = {question.id: (question, module) for module in content.modules for question in module.questions}
    failing = []
    for each in counts.failed[:most]:
        question, module = checks[each.question_id]
        failing.append(
            Failing(plain_text(question.title), module.title, each.answered, each.failed / each.answered, each.failed)
        )
    titles = {module.name: module.title for module in content.modules}
    stops = sorted(counts.stopped_in.items(), key=lambda stop: -stop[1])
    return CourseSummary(
        content,
        counts,
        len(checks) + sum(len(quiz.questions) for quiz in content.quizzes.values()),
        tuple((titles[name], people) for name, people in stops),
        tuple(failing),
    )


def _quiz_question(content: CourseContent, statistics: QuestionStatistics) -> Failing | None:
    """Return a quiz question that cost somebody points; None for one that nobody failed or that is gone."""
    quiz = content.quizzes.get(statistics.quiz)
    question = next((each for each in quiz.questions if each.id == statistics.question_id), None) if quiz else None
    if quiz is None or question is None or statistics.share == 1:
        return None
    return Failing(plain_text(question.title), quiz.title, statistics.drawn, 1 - statistics.share)
