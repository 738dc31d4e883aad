"""Exceptions from the rules of quizzes: more attempts or more time for one person, each with its reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from app.assessment.quizzes import rules
from app.assessment.quizzes.languages import folders_of
from app.assessment.quizzes.models import Allowance, Attempt
from app.assessment.quizzes.rules import Extra
from app.authoring import queries as authoring
from app.content.documents import QuizDocument
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError, InvalidError, NotFoundError
from app.kernel.ids import ID_LENGTH
from app.kernel.messages import N_
from app.kernel.texts import checked_reason
from app.kernel.work import Work, reading, writing
from app.people import queries as people
from app.people import service as people_service
from app.people.permissions import Permission

MOST_ATTEMPTS = 10
MOST_MINUTES = 24 * 60
WHY_MISSING = N_("Write down why. Leaders, trainers and managers can read it; the client's auditor cannot.")


@dataclass(frozen=True, slots=True)
class AllowanceFacts:
    """More attempts or minutes for one person: for a quiz of a course, or with both empty for every quiz.

    `reason` is empty for those who may not read coaching words, an auditor among them, unless it is their own.
    `takes_back` is the id of an earlier one that this takes back, with numbers below zero; empty for what was given.
    """

    id: str
    person_id: int
    course: str
    quiz: str
    attempts: int
    minutes: int
    reason: str
    granted_by: int
    granted_at: datetime
    takes_back: str = ""


def allow(actor: Actor, person_id: int, course: str, quiz: str, extra: Extra, reason: str, *, token: str) -> None:
    """Give a person more attempts or more minutes for a quiz; with `quiz` empty more minutes for every quiz, for good.

    What is given adds to what was given before; more minutes count for an attempt that is open, too. `token` names
    the form: sent twice, it grants once. Raises NotFoundError for no such person or quiz, ForbiddenError for oneself or
    somebody of another's team, InvalidError for no reason, or for what the quiz does not limit.
    """
    check_may_allow(actor, person_id)
    document = _quiz(actor, course, quiz)
    _check(document, extra)
    said = checked_reason(reason, WHY_MISSING)
    if not token.isalnum() or len(token) > ID_LENGTH:
        raise InvalidError(N_("The form is not whole. Reload the page and try again."))
    with writing(actor) as work:
        people_service.hold_people(work, [person_id])
        sent = select(Allowance.id).where(Allowance.granted_by == actor.number, Allowance.token == token)
        if work.session.scalar(sent) is not None:
            return
        row = Allowance(
            person_id=person_id,
            course=course if document else "",
            quiz=quiz,
            attempts=extra.attempts,
            minutes=extra.minutes,
            reason=said,
            granted_by=actor.number,
            granted_at=clock.now(),
            token=token,
        )
        work.session.add(row)
        work.session.flush()
        work.record(
            "allowance.given",
            row.id,
            person=person_id,
            course=row.course,
            quiz=quiz,
            attempts=extra.attempts,
            minutes=extra.minutes,
        )
        _lengthen_open_attempts(work, actor, row)


def check_may_allow(actor: Actor, person_id: int) -> None:
    """Raise unless the actor may give this person more than the rules: NotFoundError for nobody, else ForbiddenError.

    Trainers and managers may for everybody, supervisors for the teams that they lead; nobody for themselves.
    """
    actor.check(Permission.GRANT)
    if people.find_person(actor, person_id) is None:
        raise NotFoundError()
    if person_id == actor.person_id:
        raise ForbiddenError(N_("Nobody makes an exception for themselves. Ask a colleague."))
    if not actor.may(Permission.SEE_EVERYBODY) and person_id not in people.led_people(actor, actor.number):
        raise ForbiddenError(N_("This person is in another team. Ask its supervisor, a trainer or a manager."))


def _quiz(actor: Actor, course: str, quiz: str) -> QuizDocument | None:
    content = authoring.get_course(actor, course)
    if not quiz:
        return None
    if quiz not in content.quizzes:
        raise InvalidError(N_("This course has no such quiz."))
    return content.quizzes[quiz]


def _check(quiz: QuizDocument | None, extra: Extra) -> None:
    """Raise InvalidError for nothing, too much, or more of what the quiz does not limit."""
    if not extra.attempts and not extra.minutes:
        raise InvalidError(N_("Say how many more attempts or minutes."))
    if not 0 <= extra.attempts <= MOST_ATTEMPTS:
        raise InvalidError(N_("More attempts are a whole number from 0 to %(most)d."), most=MOST_ATTEMPTS)
    if not 0 <= extra.minutes <= MOST_MINUTES:
        raise InvalidError(N_("More minutes are a whole number from 0 to %(most)d."), most=MOST_MINUTES)
    if extra.attempts and quiz is None:
        raise InvalidError(N_("Choose the quiz for which there are more attempts."))
    if extra.attempts and quiz is not None and quiz.attempts is None:
        raise InvalidError(N_("This quiz may be tried as often as one likes."))
    if extra.minutes and quiz is not None and quiz.minutes is None:
        raise InvalidError(N_("This quiz has no clock, so that more minutes mean nothing."))


def _lengthen_open_attempts(work: Work, actor: Actor, given: Allowance) -> None:
    """Let the attempts that the person sits now close later, in whichever language of the course."""
    if not given.minutes:
        return
    open_ones = select(Attempt).where(
        Attempt.person_id == given.person_id, Attempt.handed_in_at.is_(None), Attempt.closes_at.is_not(None)
    )
    if given.quiz:
        folders = folders_of(actor, given.course)
        open_ones = open_ones.where(Attempt.course.in_(folders), Attempt.quiz == given.quiz)
    for attempt in work.session.scalars(open_ones.with_for_update()):
        if attempt.closes_at is not None and not rules.is_over(attempt.closes_at, clock.now()):
            attempt.closes_at += timedelta(minutes=given.minutes)
            work.record("attempt.lengthened", attempt.id, person=given.person_id, minutes=given.minutes)


def extra_for(given: Iterable[AllowanceFacts], courses: Collection[str], quiz: str) -> Extra:
    """Return what one person's allowances come to for one quiz, of a course that has these folders. Pure."""
    fitting = [one for one in given if not one.quiz or (one.course in courses and one.quiz == quiz)]
    return Extra(sum(one.attempts for one in fitting), sum(one.minutes for one in fitting))


def allowances(actor: Actor, person_id: int) -> list[AllowanceFacts]:
    """List what a person was allowed beyond the rules of quizzes, oldest first.

    Whoever shows it to somebody else asks first whether they may see it.
    """
    statement = select(Allowance).where(Allowance.person_id == person_id).order_by(Allowance.granted_at, Allowance.id)
    reads = person_id == actor.person_id or actor.may(Permission.SEE_COACHING)
    with reading(actor) as session:
        return [
            AllowanceFacts(
                row.id,
                row.person_id,
                row.course,
                row.quiz,
                row.attempts,
                row.minutes,
                row.reason if reads else "",
                row.granted_by,
                row.granted_at,
                row.takes_back,
            )
            for row in session.scalars(statement)
        ]


def extra_of(actor: Actor, person_id: int, courses: Collection[str], quiz: str) -> Extra:
    """Return what a person may beyond the rules of one quiz, of a course that has these folders."""
    return extra_for(allowances(actor, person_id), courses, quiz)
