"""Use cases of quizzes: start, save an answer, mark, hand in. The server keeps the time and every answer."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select

from app.assessment.quizzes import rules
from app.assessment.quizzes.errors import (
    AlreadyPassedError,
    AttemptOverError,
    ModulesFirstError,
    NoAttemptsLeftError,
    NotEnrolledError,
    WaitFirstError,
)
from app.assessment.quizzes.events import AttemptHandedIn
from app.assessment.quizzes.exceptions import extra_of
from app.assessment.quizzes.facts import AttemptResult, result_of
from app.assessment.quizzes.languages import folders_of
from app.assessment.quizzes.models import Attempt, GivenAnswer
from app.assessment.quizzes.rules import Extra, StartState
from app.authoring import queries as authoring
from app.authoring.queries import CourseContent
from app.content.answers import Answer, clean
from app.content.documents import Question
from app.content.grading import grade
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.canonical import canonical_json
from app.kernel.errors import ForbiddenError, InvalidError, NotFoundError, ReadylineError
from app.kernel.ids import ID_LENGTH, new_id
from app.kernel.messages import N_
from app.kernel.races import look_again_if_beaten
from app.kernel.work import Work, reading, writing
from app.learning import queries as learning
from app.people import service as people_service
from app.people.permissions import EVERYTHING, Permission

Q = TypeVar("Q")
_SEED_BITS = 62


@dataclass(frozen=True, slots=True)
class Saved:
    """When answers were kept, by the server's clock, and what was refused, by question id; the rest is safe."""

    at: datetime
    refused: Mapping[str, InvalidError]


def start(actor: Actor, course: str, quiz: str) -> str:
    """Begin an attempt and return its id; the open one, if there is one: two tabs or a double click make one attempt.

    Raises NotFoundError for no such quiz, a RefusedError that says why when it may not begin.
    """
    actor.check(Permission.LEARN)
    hand_in_overdue(actor, actor.number)
    return look_again_if_beaten(lambda: _start(actor, course, quiz))  # the attempt of the other tab is the one


def _start(actor: Actor, course: str, quiz: str) -> str:
    content = authoring.get_course(actor, course)
    if quiz not in content.quizzes:
        raise NotFoundError()
    with writing(actor) as work:
        people_service.hold_people(work, [actor.number])  # an exception may be taken back at this moment
        folders = folders_of(actor, course)
        mine = Attempt.person_id == actor.number, Attempt.course.in_(folders), Attempt.quiz == quiz
        earlier = work.session.scalars(select(Attempt).where(*mine).order_by(Attempt.number)).all()
        here = [attempt for attempt in earlier if attempt.course == course]
        for attempt in here:
            if attempt.handed_in_at is None:
                return attempt.id
        extra = extra_of(actor, actor.number, folders, quiz)
        counted = [
            rules.Earlier(one.number, one.handed_in_at, bool(one.passed), elsewhere=one.course != course)
            for one in earlier
            if one.handed_in_at is not None and one.voided_at is None
        ]
        _check_may_start(actor, content, quiz, counted, extra)
        attempt = _new_attempt(content, quiz, extra, number=len(here) + 1)
        attempt.person_id = actor.number
        work.session.add(attempt)
        work.session.flush()
        work.record(
            "attempt.started",
            attempt.id,
            course=course,
            quiz=quiz,
            release=attempt.release_id,
            number=attempt.number,
            questions=[shown["id"] for shown in attempt.questions],
            closes=attempt.closes_at.isoformat() if attempt.closes_at else None,
        )
        return attempt.id


def _check_may_start(
    actor: Actor, content: CourseContent, quiz: str, earlier: list[rules.Earlier], extra: Extra
) -> None:
    course = content.release.part
    enrolment, complete = learning.my_courses(actor).get(course, (None, frozenset()))
    if enrolment is None:
        raise NotEnrolledError()
    missing = [module.name for module in content.modules if module.name not in complete]
    if missing:
        raise ModulesFirstError(len(missing))
    decision = rules.may_start(content.quizzes[quiz], earlier, clock.now(), actor.time_zone, extra)
    if decision.state is not StartState.OPEN:
        raise _REFUSALS[decision.state]()


_REFUSALS: dict[StartState, type[AlreadyPassedError | NoAttemptsLeftError | WaitFirstError]] = {
    StartState.PASSED: AlreadyPassedError,
    StartState.USED_UP: NoAttemptsLeftError,
    StartState.WAITING: WaitFirstError,
}


def _new_attempt(content: CourseContent, quiz: str, extra: Extra, *, number: int) -> Attempt:
    document = content.quizzes[quiz]
    seed, moment = secrets.randbits(_SEED_BITS), clock.now()
    return Attempt(
        id=new_id(),
        course=content.release.part,
        quiz=quiz,
        release_id=content.release.id,
        number=number,
        seed=seed,
        questions=[{"id": shown.question_id, "choices": list(shown.choices)} for shown in rules.draw(document, seed)],
        marked=[],
        pass_percent=rules.pass_mark(content.course, document),
        started_at=moment,
        closes_at=rules.closing_time(document, moment, extra),
    )


def save_answer(actor: Actor, attempt_id: str, question_id: str, answer: object) -> datetime:
    """Keep one answer (as data; None takes it back) and return when it was kept.

    When this returns, the answer is on disk. Raises AttemptOverError after the hand-in or the closing time,
    InvalidError for an unknown question or a wrong shape; what was kept before stays in either case.
    """
    saved = save_answers(actor, attempt_id, {question_id: answer})
    for problem in saved.refused.values():
        raise problem
    return saved.at


def save_answers(actor: Actor, attempt_id: str, answers: Mapping[str, object], *, page: str = "") -> Saved:
    """Keep several answers at once, each that can be kept; the others are named in what is returned.

    `page` names the opened page that they come from (20 characters at most), '' for none.
    """
    with writing(actor) as work:
        attempt = _get_own(work, actor, attempt_id)
        if not _is_closed(attempt):
            return _keep(work, actor, attempt, answers, page[:ID_LENGTH] if page.isalnum() else "")
    raise _too_late(actor, attempt_id)


def _keep(work: Work, actor: Actor, attempt: Attempt, answers: Mapping[str, object], page: str) -> Saved:
    accepted, refused = _sorted(_drawn(actor, attempt), answers)
    given = select(GivenAnswer).where(GivenAnswer.attempt_id == attempt.id)
    before = {row.question_id: row for row in work.session.scalars(given.order_by(GivenAnswer.sequence))}
    sequence = max((row.sequence for row in before.values()), default=0)
    moment = clock.now()
    for question_id, answer in accepted.items():
        known = before.get(question_id)
        if (known.answer if known else None) == answer:
            continue
        sequence += 1
        row = GivenAnswer(
            id=new_id(),
            person_id=attempt.person_id,
            attempt_id=attempt.id,
            sequence=sequence,
            question_id=question_id,
            answer=answer,
            page=page,
            given_at=moment,
        )
        work.session.add(row)
        work.record("attempt.answered", attempt.id, question=question_id, sequence=sequence, digest=_digest(row))
    return Saved(moment, refused)


def _sorted(
    drawn: Sequence[Question], answers: Mapping[str, object]
) -> tuple[dict[str, Answer], dict[str, InvalidError]]:
    """Part the answers that can be kept, in their normal form, from those that cannot."""
    questions = {question.id: question for question in drawn}
    accepted: dict[str, Answer] = {}
    refused: dict[str, InvalidError] = {}
    for question_id, answer in answers.items():
        try:
            accepted[question_id] = clean(_get_question(questions, question_id), answer)
        except InvalidError as problem:
            refused[question_id] = problem
    return accepted, refused


def _digest(row: GivenAnswer) -> str:
    """Return what stands for an answer on the trail; the row's random id keeps a short answer from being guessed."""
    return hashlib.sha256(canonical_json([row.id, row.question_id, row.answer]).encode()).hexdigest()


def mark(actor: Actor, attempt_id: str, question_id: str, marked: bool) -> None:
    """Mark a question to come back to, or take the mark away. Raises as `save_answer` does."""
    with writing(actor) as work:
        attempt = _get_own(work, actor, attempt_id)
        if not _is_closed(attempt):
            _get_question({shown["id"]: shown for shown in attempt.questions}, question_id)
            if marked is not (question_id in attempt.marked):
                others = [one for one in attempt.marked if one != question_id]
                attempt.marked = [*others, question_id] if marked else others
                work.record("attempt.marked", attempt.id, question=question_id, marked=marked)
            return
    raise _too_late(actor, attempt_id)


def hand_in(actor: Actor, attempt_id: str) -> AttemptResult:
    """Hand an attempt in and return its result; a second time returns the first result.

    What was saved counts, even if the time ran out before this arrived.
    """
    with writing(actor) as work:
        attempt = _get_own(work, actor, attempt_id)
        if attempt.handed_in_at is None:
            _conclude(work, actor, attempt)
        return _get_result(attempt)


def hand_in_overdue(actor: Actor, person_id: int | None = None) -> int:
    """Hand in the open attempts, of one person or of all, whose time is over; return how many.

    Whoever comes by causes it; the program does it, and its line on the trail names nobody. The moment it happened
    is the closing time.
    """
    latest = clock.now() - rules.GRACE
    overdue = select(Attempt.id).where(Attempt.handed_in_at.is_(None), Attempt.closes_at < latest)
    if person_id is not None:
        overdue = overdue.where(Attempt.person_id == person_id)
    with reading(actor) as session:
        found = session.scalars(overdue).all()
    program = Actor(person_id=None, scope=actor.scope, permissions=EVERYTHING)
    for attempt_id in found:
        with writing(program) as work:
            attempt = work.session.get(Attempt, (actor.client_id, attempt_id), with_for_update=True)
            if attempt is not None and attempt.handed_in_at is None:
                _conclude(work, program, attempt)
    return len(found)


def _conclude(work: Work, actor: Actor, attempt: Attempt) -> None:
    drawn = _drawn(actor, attempt)
    moment = clock.now()
    attempt.time_ran_out = rules.is_over(attempt.closes_at, moment)
    if attempt.time_ran_out and attempt.closes_at is not None:
        moment = attempt.closes_at
    given = select(GivenAnswer).where(GivenAnswer.attempt_id == attempt.id).order_by(GivenAnswer.sequence)
    last = {row.question_id: row.answer for row in work.session.scalars(given)}
    attempt.scores = {
        question.id: grade(question, last[question.id]) if last.get(question.id) is not None else 0.0
        for question in drawn
    }
    outcome = rules.result(attempt.scores, drawn, attempt.pass_percent)
    attempt.points, attempt.max_points = outcome.points, outcome.max_points
    attempt.percent, attempt.passed = outcome.percent, outcome.passed
    attempt.handed_in_at = moment
    work.record(
        "attempt.handed in",
        attempt.id,
        happened_at=moment,
        person=attempt.person_id,
        course=attempt.course,
        quiz=attempt.quiz,
        release=attempt.release_id,
        points=outcome.points,
        most=outcome.max_points,
        percent=outcome.percent,
        passed=outcome.passed,
        time_ran_out=attempt.time_ran_out,
    )
    work.session.flush()
    work.publish(AttemptHandedIn(attempt.person_id, attempt.course, attempt.quiz, outcome.passed))


def _get_own(work: Work, actor: Actor, attempt_id: str) -> Attempt:
    """Return the attempt, locked. Somebody else's is refused to those who may see it, and is not there for others."""
    attempt = work.session.get(Attempt, (actor.client_id, attempt_id), with_for_update=True)
    if attempt is None:
        raise NotFoundError()
    if attempt.person_id != actor.number:
        raise ForbiddenError() if actor.may(Permission.SEE_EVERYBODY) else NotFoundError()
    actor.check(Permission.LEARN)
    return attempt


def _is_closed(attempt: Attempt) -> bool:
    return attempt.handed_in_at is not None or rules.is_over(attempt.closes_at, clock.now())


def _too_late(actor: Actor, attempt_id: str) -> ReadylineError:
    """Hand in what ran out of time, in a transaction that the refusal does not roll back, and return the refusal."""
    hand_in_overdue(actor, actor.number)
    return AttemptOverError(time_ran_out=hand_in(actor, attempt_id).time_ran_out)


def _get_result(attempt: Attempt) -> AttemptResult:
    result = result_of(attempt)
    if result is None:
        raise ValueError("an open attempt has no result yet")
    return result


def _drawn(actor: Actor, attempt: Attempt) -> list[Question]:
    quiz = authoring.course_content(actor, attempt.release_id).quizzes[attempt.quiz]
    written = {question.id: question for question in quiz.questions}
    return [written[shown["id"]] for shown in attempt.questions]


def _get_question(questions: Mapping[str, Q], question_id: str) -> Q:
    if question_id not in questions:
        raise InvalidError(N_("This attempt has no such question."))
    return questions[question_id]
