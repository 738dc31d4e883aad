"""Taking an exception back, as far as it was not used: a new record, since what was given stays as it was given."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.assessment.quizzes.exceptions import WHY_MISSING, AllowanceFacts, allowances, check_may_allow, extra_for
from app.assessment.quizzes.languages import folders_among
from app.assessment.quizzes.models import Allowance, Attempt
from app.assessment.quizzes.rules import NO_EXTRA, Extra
from app.authoring import queries as authoring
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError, NotFoundError, RefusedError
from app.kernel.ids import new_id
from app.kernel.messages import N_
from app.kernel.texts import checked_reason
from app.kernel.work import reading, writing
from app.people import service as people_service
from app.people.permissions import Permission

QuizAddress = tuple[str, str]
"""A course and a quiz of it."""


@dataclass(frozen=True, slots=True)
class Begun:
    """An attempt that was begun and not voided, at a quiz of a course's folder; not passed while it is open."""

    course: str
    quiz: str
    passed: bool


def take_back(actor: Actor, person_id: int, allowance_id: str, reason: str) -> None:
    """Take back what is left of an exception, with a reason; taken back already, nothing more happens.

    Attempts that were sat stay, and an open attempt keeps its time. Whoever gave it may, or a manager. Raises
    NotFoundError for no such exception of this person, ForbiddenError for oneself, another's team or an exception that
    a colleague gave, InvalidError for no reason, RefusedError where all of it was used.
    """
    check_may_allow(actor, person_id)
    said = checked_reason(reason, WHY_MISSING)
    with writing(actor) as work:
        people_service.hold_people(work, [person_id])
        given = allowances(actor, person_id)
        one = next((each for each in given if each.id == allowance_id and not each.takes_back), None)
        if one is None:
            raise NotFoundError()
        if not may_take_back(actor, one):
            raise ForbiddenError(N_("Only who gave an exception takes it back, or a manager."))
        if any(each.takes_back == one.id for each in given):
            return
        rest = what_is_left(actor, given).get(one.id)
        if rest is None:
            raise RefusedError(N_("All of it was used. There is nothing left to take back."))
        row = Allowance(
            person_id=person_id,
            course=one.course,
            quiz=one.quiz,
            attempts=-rest.attempts,
            minutes=-rest.minutes,
            reason=said,
            granted_by=actor.number,
            granted_at=clock.now(),
            token=new_id(),
            takes_back=one.id,
        )
        work.session.add(row)
        work.session.flush()
        work.record(
            "allowance.taken back",
            row.id,
            person=person_id,
            course=one.course,
            quiz=one.quiz,
            attempts=rest.attempts,
            minutes=rest.minutes,
        )


def may_take_back(actor: Actor, given: AllowanceFacts) -> bool:
    """Tell whether the actor gave it, or may take back what others gave."""
    return given.granted_by == actor.person_id or actor.may(Permission.TAKE_BACK)


def what_is_left(actor: Actor, given: Sequence[AllowanceFacts]) -> dict[str, Extra]:
    """Return by id what can still be taken back of one person's exceptions; nothing for what was used or taken back."""
    with_attempts = [one for one in given if one.attempts > 0]
    if not with_attempts:
        return left_of(given, (), {}, {})
    sat = select(Attempt.course, Attempt.quiz, Attempt.passed).where(
        Attempt.person_id == with_attempts[0].person_id, Attempt.voided_at.is_(None)
    )
    with reading(actor) as session:
        begun = [Begun(course, quiz, bool(passed)) for course, quiz, passed in session.execute(sat)]
        contents = authoring.courses(actor)
    own = {
        (content.release.part, name): quiz.attempts for content in contents for name, quiz in content.quizzes.items()
    }
    folders = {course: folders_among(contents, course) for course in {one.course for one in with_attempts}}
    return left_of(given, begun, own, folders)


def left_of(
    given: Sequence[AllowanceFacts],
    begun: Sequence[Begun],
    own: Mapping[QuizAddress, int | None],
    folders: Mapping[str, Collection[str]],
) -> dict[str, Extra]:
    """Return the same. Pure. `begun` are the person's attempts, `own` those that each quiz allows (None: any number).

    `folders` are those of each course in its languages: exceptions and attempts count over all of them. More minutes
    are for every attempt: those of attempts to come are always left. What the quiz itself allows is used up before
    anything that was given.
    """
    taken_back = {one.takes_back for one in given}
    found = {}
    for one in given:
        if one.takes_back or one.id in taken_back:
            continue
        attempts, address = one.attempts, (one.course, one.quiz)
        allowed = own.get(address)
        if attempts and allowed is not None:
            here = folders[one.course]
            left = allowed + extra_for(given, here, one.quiz).attempts - _used(address, here, begun)
            attempts = min(attempts, max(0, left))
        rest = Extra(attempts, one.minutes)
        if rest != NO_EXTRA:
            found[one.id] = rest
    return found


def _used(address: QuizAddress, folders: Collection[str], begun: Sequence[Begun]) -> int:
    """Count the attempts used up at a quiz, as `rules.may_start` does: passed in another language, it counts there."""
    course, quiz = address
    counted = (one for one in begun if one.course == course or not one.passed)
    return sum(one.course in folders and one.quiz == quiz for one in counted)
