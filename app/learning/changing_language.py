"""Going on with a course in another of its languages, for those who began it themselves."""

from __future__ import annotations

from typing import assert_never

from app.authoring import queries as authoring
from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError, NotFoundError, RefusedError
from app.kernel.messages import N_
from app.kernel.work import writing
from app.learning.changing import succeed
from app.learning.ports import QuizStanding, hand_in_overdue, quiz_standing
from app.learning.queries import CourseProgress, begun_by, progress
from app.learning.rules import LanguageChange, language_change
from app.learning.service import add_enrolment, newest_rows
from app.learning.translated import in_other_languages
from app.people.permissions import Permission
from app.people.service import hold_people


def language_change_of(actor: Actor, here: CourseProgress, quizzes: QuizStanding) -> LanguageChange:
    """Say whether the actor, enrolled and `here` in a course, may go on with it in another language; if not, why."""
    finished = here.modules_done == len(here.modules) and quizzes.passed >= here.content.quizzes.keys()
    return language_change(
        begun_themselves=here.enrolment is not None and begun_by(actor, here.enrolment) == actor.person_id,
        finished=finished,
        attempt_open=quizzes.attempt_open,
    )


def go_on_in(actor: Actor, course: str, to: str) -> None:
    """Enrol the actor in `to`, which is `course` in another language, and take their enrolment in `course` back.

    The due date stays. What they did stays on record, and counts again if they come back the same way. Who has gone
    already, as after a double click, stays as they are, and so does an enrolment in `to` that stands already. Raises
    NotFoundError for a course that is not there in that language, ForbiddenError for who was enrolled by somebody else,
    RefusedError for who is not enrolled, has finished, or has a quiz of the course open. One whose time is over is
    handed in first.
    """
    actor.check(Permission.LEARN)
    hand_in_overdue(actor)
    with writing(actor) as work:
        contents = authoring.courses(actor)
        content = next((one for one in contents if one.release.part == course), None)
        others = in_other_languages(content, contents) if content else []
        target = next((one for one in others if one.release.part == to), None)
        if target is None:
            raise NotFoundError()
        hold_people(work, [actor.number])
        before = newest_rows(work, [actor.number], course).get(actor.number)
        there = newest_rows(work, [actor.number], to).get(actor.number)
        is_there = there is not None and not there.taken_back
        if before is None or before.taken_back:
            if is_there:
                return
            raise RefusedError(N_("You are not enrolled in this course, so there is nothing to change."))
        here = progress(actor, actor.number, course, contents)
        _check(language_change_of(actor, here, quiz_standing(actor, course)))
        if not is_there:
            add_enrolment(work, target, actor.number, there, before.due_at)
        after = succeed(work, before, "", due_at=before.due_at, taken_back=True, goes_on_in=to)
        due = before.due_at.isoformat() if before.due_at else None
        work.record("enrolment.language changed", after.id, person=actor.number, course=course, to=to, due=due)


def _check(change: LanguageChange) -> None:
    match change:
        case LanguageChange.ALLOWED:
            return
        case LanguageChange.BY_OTHERS:
            raise ForbiddenError(N_("Somebody else enrolled you. Ask your supervisor or trainer for another language."))
        case LanguageChange.FINISHED:
            raise RefusedError(N_("You have completed this course. It counts in whichever language you took it."))
        case LanguageChange.ATTEMPT_OPEN:
            raise RefusedError(
                N_("You are in the middle of a quiz of this course. Hand it in, then change the language.")
            )
        case _:
            assert_never(change)
