"""Reads about quizzes: attempts and their evidence, who passed what, how questions do."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from app.assessment.quizzes import rules
from app.assessment.quizzes.exceptions import extra_of
from app.assessment.quizzes.facts import (
    NOTHING_SAT,
    AttemptFacts,
    AttemptResult,
    OwnQuizzes,
    QuestionStatistics,
    facts_of,
)
from app.assessment.quizzes.languages import folders_of
from app.assessment.quizzes.models import Attempt, GivenAnswer
from app.assessment.quizzes.rules import Earlier, Extra, OpenAttempt, Reader, Shown, Start, StartState
from app.assessment.quizzes.sheet import ChoiceShown, Given, QuestionShown, sheet
from app.authoring import queries as authoring
from app.authoring.queries import CourseContent
from app.content.documents import QuizDocument
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError
from app.kernel.wall import WallSession
from app.kernel.work import reading
from app.learning import queries as learning
from app.learning.ports import QuizStanding
from app.people import queries as colleagues
from app.people.permissions import Permission

__all__ = [
    "NOTHING_SAT",
    "AttemptFacts",
    "AttemptResult",
    "AttemptSheet",
    "ChoiceShown",
    "OpenAttempt",
    "OwnQuizzes",
    "QuestionShown",
    "QuestionStatistics",
    "QuizDesk",
    "attempt",
    "attempts",
    "open_attempts",
    "own_quizzes",
    "question_statistics",
    "quiz_desk",
    "standing_of",
    "start_after",
]


@dataclass(frozen=True, slots=True)
class AttemptSheet:
    """One attempt as its reader may see it.

    `own`: it is the reader's. `over`: its time is over and it waits to be handed in (`service.hand_in_overdue`).
    `shows_answers`: right answers, points by question and feedback are in `questions`; without it they are not.
    """

    facts: AttemptFacts
    content: CourseContent
    document: QuizDocument
    questions: tuple[QuestionShown, ...]
    own: bool
    over: bool
    shows_answers: bool

    def find_question(self, number: int) -> QuestionShown | None:
        """Return the question shown as `number`, from 1, or None."""
        return self.questions[number - 1] if 1 <= number <= len(self.questions) else None

    @property
    def left_at(self) -> QuestionShown | None:
        """The question at which whoever left in the middle goes on: the first without an answer, else the first marked.

        None where nothing was answered yet, or all of it is and nothing is marked.
        """
        open_ones = [question for question in self.questions if not question.answered]
        if len(open_ones) == len(self.questions):
            return None
        return next(iter(open_ones or [question for question in self.questions if question.marked]), None)


@dataclass(frozen=True, slots=True)
class QuizDesk:
    """A quiz as its person finds it before an attempt. `attempts` are theirs, newest first.

    `questions` counts what is drawn, `pass_percent` is the mark to reach; `start` says whether one may begin as far
    as the quiz's own rules and what the person was allowed beyond them (`extra`) go, `modules_missing` and `enrolled`
    what else stands against it.
    """

    content: CourseContent
    document: QuizDocument
    questions: int
    pass_percent: int
    start: Start
    enrolled: bool
    modules_missing: int
    open_attempt: AttemptFacts | None
    extra: Extra
    attempts: tuple[AttemptFacts, ...]

    @property
    def over(self) -> bool:
        """Tell whether the open attempt's time is over and it waits to be handed in."""
        return self.open_attempt is not None and rules.is_over(self.open_attempt.closes_at, clock.now())

    @property
    def may_start(self) -> bool:
        """Tell whether an attempt may begin now."""
        return self.enrolled and not self.modules_missing and self.start.state is StartState.OPEN


def quiz_desk(actor: Actor, course: str, quiz: str) -> QuizDesk:
    """Return a quiz of the newest release as the actor finds it. Raises NotFoundError if there is no such quiz."""
    content = authoring.get_course(actor, course)
    document = content.quizzes.get(quiz)
    if document is None:
        raise NotFoundError()
    number = actor.number
    with reading(actor):
        enrolment, complete = learning.my_courses(actor).get(course, (None, frozenset()))
        everywhere, extra = _of_one_quiz(actor, number, course, quiz)
        mine = [one for one in everywhere if one.course == course]
    return QuizDesk(
        content=content,
        document=document,
        questions=sum(pool.draw for pool in document.pools),
        pass_percent=rules.pass_mark(content.course, document),
        start=_start(actor, course, document, everywhere, extra),
        enrolled=enrolment is not None,
        modules_missing=sum(module.name not in complete for module in content.modules),
        open_attempt=next((one for one in mine if one.result is None), None),
        extra=extra,
        attempts=tuple(mine),
    )


def attempt(actor: Actor, attempt_id: str) -> AttemptSheet:
    """Return one attempt with its questions as shown and its answers as given.

    The person sees their own; those who see everybody, and the leader of the person's team, read it as evidence.
    Raises NotFoundError for all others. Right answers are in it only where `rules.may_see_answers` allows.
    """
    with reading(actor) as session:
        row = session.get(Attempt, (actor.client_id, attempt_id))
        if row is None or not _may_see(actor, row.person_id):
            raise NotFoundError()
        content = authoring.course_content(actor, row.release_id)
        document = content.quizzes[row.quiz]
        shows = _shows_answers(session, actor, row, document)
        given = {
            answer.question_id: Given(answer.answer, answer.given_at, answer.page)
            for answer in session.scalars(
                select(GivenAnswer).where(GivenAnswer.attempt_id == attempt_id).order_by(GivenAnswer.sequence)
            )
        }
    questions = sheet(
        {question.id: question for question in document.questions},
        [Shown(shown["id"], tuple(shown["choices"])) for shown in row.questions],
        given,
        row.marked,
        row.scores if shows else None,
    )
    return AttemptSheet(
        facts=facts_of(row),
        content=content,
        document=document,
        questions=questions,
        own=row.person_id == actor.person_id,
        over=row.handed_in_at is None and rules.is_over(row.closes_at, clock.now()),
        shows_answers=shows,
    )


def _may_see(actor: Actor, person_id: int) -> bool:
    if person_id == actor.person_id or actor.may(Permission.SEE_EVERYBODY):
        return True
    return person_id in _team_of(actor)


def _team_of(actor: Actor) -> frozenset[int]:
    if actor.person_id is None or not actor.may(Permission.SEE_TEAM):
        return frozenset()
    return colleagues.led_people(actor, actor.person_id)


def _shows_answers(session: WallSession, actor: Actor, row: Attempt, document: QuizDocument) -> bool:
    if row.handed_in_at is None:
        return False
    own = row.person_id == actor.person_id
    passed = (bool(row.passed) and row.voided_at is None) or (
        own and _has_passed(session, row.person_id, row.course, row.quiz)
    )
    reader = Reader(own=own, may_still_sit=not own and _may_still_sit(session, actor, row))
    return rules.may_see_answers(document.show_answers, reader, handed_in=True, passed=passed)


def _may_still_sit(session: WallSession, actor: Actor, row: Attempt) -> bool:
    if actor.person_id is None or not actor.may(Permission.LEARN):
        return False
    enrolled = {one.course for one in learning.enrolments(actor, people=[actor.person_id])}
    here = enrolled & folders_of(actor, row.course)
    return any(not _has_passed(session, actor.person_id, course, row.quiz) for course in here)


_PASSED = (Attempt.passed.is_(True), Attempt.voided_at.is_(None))


def _has_passed(session: WallSession, person_id: int, course: str, quiz: str) -> bool:
    passed = select(Attempt.id).where(
        Attempt.person_id == person_id, Attempt.course == course, Attempt.quiz == quiz, *_PASSED
    )
    return session.scalar(passed.limit(1)) is not None


def start_after(actor: Actor, handed_in: AttemptSheet) -> Start:
    """Say whether the person of a handed-in attempt may begin another one, by the rules of its release."""
    facts = handed_in.facts
    everywhere, extra = _of_one_quiz(actor, facts.person_id, facts.course, facts.quiz)
    return _start(actor, facts.course, handed_in.document, everywhere, extra)


def _of_one_quiz(actor: Actor, person_id: int, course: str, quiz: str) -> tuple[list[AttemptFacts], Extra]:
    """Return a person's attempts at a quiz in every language of its course, and what they may beyond its rules."""
    folders = folders_of(actor, course)
    sat = [one for one in attempts(actor, people=[person_id], courses=folders) if one.quiz == quiz]
    return sat, extra_of(actor, person_id, folders, quiz)


def _start(
    actor: Actor, course: str, document: QuizDocument, everywhere: Iterable[AttemptFacts], extra: Extra
) -> Start:
    earlier = [
        Earlier(one.number, one.result.handed_in_at, one.result.passed, elsewhere=one.course != course)
        for one in everywhere
        if one.result and one.voided is None
    ]
    return rules.may_start(document, earlier, clock.now(), actor.time_zone, extra)


def attempts(
    actor: Actor, people: Collection[int] | None = None, courses: Collection[str] | None = None
) -> list[AttemptFacts]:
    """List attempts that the actor may see, newest first: of everybody, of their team, or their own."""
    statement = select(Attempt).order_by(Attempt.started_at.desc(), Attempt.number.desc())
    if people is not None:
        statement = statement.where(Attempt.person_id.in_(list(people)))
    if courses is not None:
        statement = statement.where(Attempt.course.in_(list(courses)))
    with reading(actor) as session:
        if not actor.may(Permission.SEE_EVERYBODY) and people != [actor.person_id]:
            seen = _team_of(actor) | {actor.number}
            statement = statement.where(Attempt.person_id.in_(seen))
        return [facts_of(row) for row in session.scalars(statement)]


def own_quizzes(actor: Actor, course: str) -> OwnQuizzes:
    """Return which quizzes of a course the actor has passed, and their open attempts, in one statement.

    An attempt whose time is over may be among the open ones, until somebody comes by (`service.hand_in_overdue`).
    """
    statement = select(Attempt).where(
        Attempt.course == course,
        Attempt.person_id == actor.number,
        or_(Attempt.handed_in_at.is_(None), and_(*_PASSED)),
    )
    with reading(actor) as session:
        rows = session.scalars(statement).all()
    return OwnQuizzes(
        frozenset(row.quiz for row in rows if row.handed_in_at is not None),
        tuple(_open(row) for row in rows if row.handed_in_at is None),
    )


def standing_of(own: OwnQuizzes) -> QuizStanding:
    """Return what learning asks of somebody's quizzes in a course."""
    return QuizStanding(own.passed, rules.first_to_close(own.open_attempts, clock.now()) is not None)


def open_attempts(actor: Actor) -> list[OpenAttempt]:
    """Return the actor's own open attempts at every quiz of the client, in one statement; some may be over."""
    statement = select(Attempt).where(Attempt.person_id == actor.number, Attempt.handed_in_at.is_(None))
    with reading(actor) as session:
        return [_open(row) for row in session.scalars(statement)]


def _open(row: Attempt) -> OpenAttempt:
    return OpenAttempt(row.client_id, row.id, row.quiz, row.release_id, row.closes_at)


def question_statistics(actor: Actor, course: str) -> list[QuestionStatistics]:
    """Say of each question of a course's quizzes how often it was drawn and what share of its points it earned.

    Counts handed-in attempts on every release, but not the voided ones; the hardest come first. Questions that a later
    release dropped are in it under the points they had. For those who see everybody.
    """
    actor.check(Permission.SEE_EVERYBODY)
    counts: dict[tuple[str, str], tuple[int, float]] = {}
    with reading(actor) as session:
        rows = session.execute(
            select(Attempt.quiz, Attempt.release_id, Attempt.scores).where(
                Attempt.course == course, Attempt.handed_in_at.is_not(None), Attempt.voided_at.is_(None)
            )
        ).all()
        for quiz, release_id, scores in rows:
            document = authoring.course_content(actor, release_id).quizzes[quiz]
            most = {question.id: question.points for question in document.questions}
            for question_id, points in scores.items():
                drawn, share = counts.get((quiz, question_id), (0, 0.0))
                counts[quiz, question_id] = (drawn + 1, share + points / most[question_id])
    found = [
        QuestionStatistics(quiz, question_id, drawn, share / drawn)
        for (quiz, question_id), (drawn, share) in counts.items()
    ]
    return sorted(found, key=lambda one: (one.share, one.quiz, one.question_id))
