"""Questions that fail: of quizzes by handed-in attempts, of checks by first answers; those that surely fail first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from app.assessment.quizzes.models import Attempt
from app.authoring import queries as authoring
from app.authoring.queries import CourseContent
from app.content.documents import ModuleDocument, Question
from app.content.markdown import plain_text
from app.kernel.actor import Actor
from app.kernel.evidence import surely_at_least
from app.kernel.work import reading
from app.learning import queries as learning
from app.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class FailingQuestion:
    """A question that somebody did not get fully right: `asked` how often, `wrong` how often not fully right.

    `module` is the module of a check, `quiz` the quiz of a quiz question; the other one is empty. `where` is the title
    of either.
    """

    course: str
    words: str
    where: str
    asked: int
    wrong: int
    module: str = ""
    quiz: str = ""

    @property
    def right(self) -> float:
        """The part (0 to 1) fully right."""
        return 1 - self.wrong / self.asked


def failing_questions(actor: Actor, course: str = "") -> tuple[dict[str, str], list[FailingQuestion]]:
    """Return the courses' titles by folder, and the questions that fail, of one course if given. Five statements.

    Only what the newest release still asks is in it; voided attempts are left out. For those who publish.
    """
    actor.check(Permission.PUBLISH)
    contents, _shared = authoring.courses_and_shared(actor)
    wanted = [content for content in contents if course in ("", content.release.part)]
    counts = learning.course_counts(actor, wanted)
    asked = _answers(actor)
    found: list[FailingQuestion] = []
    for content in wanted:
        found += _checks(content, counts[content.release.part].failed)
        found += quiz_questions(content, asked.get(content.release.part, {}))
    found.sort(key=hardest_first)
    return {content.release.part: content.course.title for content in contents}, found


def _checks(content: CourseContent, failed: Iterable[learning.FailedQuestion]) -> list[FailingQuestion]:
    asked = {question.id: (question, module) for module in content.modules for question in module.questions}
    return [
        failing_check(content, module, question, one.answered, one.failed)
        for one in failed
        for question, module in [asked[one.question_id]]
    ]


def failing_check(
    content: CourseContent, module: ModuleDocument, question: Question, asked: int, failed: int
) -> FailingQuestion:
    """Return a check that `failed` of the `asked` people did not get fully right the first time."""
    words = plain_text(question.title)
    return FailingQuestion(content.release.part, words, module.title, asked, failed, module=module.name)


def hardest_first(one: FailingQuestion) -> tuple[float, int, str]:
    """Return what questions that fail are sorted by: the part that surely fails, so that many say more than one."""
    return -surely_at_least(one.wrong, one.asked), -one.asked, one.words


def quiz_questions(
    content: CourseContent, answers: Mapping[str, Iterable[Mapping[str, float]]]
) -> list[FailingQuestion]:
    """Return the quiz questions of a course that fail. Pure. `answers` are the scores of each attempt, by quiz."""
    found = []
    for name, quiz in content.quizzes.items():
        most = {question.id: question.points for question in quiz.questions}
        drawn: Counter[str] = Counter()
        right: Counter[str] = Counter()
        for scores in answers.get(name, ()):
            for question_id, points in scores.items():
                drawn[question_id] += 1
                right[question_id] += points >= most.get(question_id, 0)
        found += [
            FailingQuestion(
                content.release.part,
                plain_text(question.title),
                quiz.title,
                drawn[question.id],
                drawn[question.id] - right[question.id],
                quiz=name,
            )
            for question in quiz.questions
            if right[question.id] < drawn[question.id]
        ]
    return found


def _answers(actor: Actor) -> dict[str, dict[str, list[dict[str, float]]]]:
    """Return the scores of every attempt that counts, by course and quiz."""
    statement = select(Attempt.course, Attempt.quiz, Attempt.scores).where(
        Attempt.handed_in_at.is_not(None), Attempt.voided_at.is_(None)
    )
    found: dict[str, dict[str, list[dict[str, float]]]] = {}
    with reading(actor) as session:
        for course, quiz, scores in session.execute(statement):
            found.setdefault(course, {}).setdefault(quiz, []).append(scores)
    return found
