"""Use cases of learning: enrolling people, reaching sections, answering checks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.authoring import queries as authoring
from app.authoring.queries import CourseContent
from app.content.documents import ModuleDocument, Question
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError, NotFoundError, RefusedError
from app.kernel.ids import new_id
from app.kernel.messages import N_
from app.kernel.work import Work, writing
from app.learning.checks import CheckResult, clean, is_sent_again, look_at
from app.learning.events import ModuleCompleted
from app.learning.models import NEWEST, CheckAnswer, Enrolment, ModuleCompletion, SectionReached
from app.learning.queries import Completion, CourseProgress, GivenAnswer, ModuleProgress, after_step, progress
from app.learning.rules import due_at as due_after
from app.learning.rules import is_complete
from app.learning.translated import in_other_languages
from app.people import queries as people_queries
from app.people import service as people_service
from app.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What an answer to a check earned, and how far the person is with it."""

    result: CheckResult
    progress: CourseProgress


def enrol(actor: Actor, people: Iterable[int], course: str, due_at: datetime | None = None) -> list[str]:
    """Enrol people in a course from now on; return the ids of their enrolments, new or as they were.

    Without `due_at` the course's own `due` counts, from now, in each person's time zone. Whoever is enrolled already
    stays as they are. Raises NotFoundError for a course that was never published or a person who is not the client's.
    """
    actor.check(Permission.ENROL)
    return _enrol_each(actor, list(dict.fromkeys(people)), course, due_at)


def _enrol_each(actor: Actor, numbers: Sequence[int], course: str, due_at: datetime | None = None) -> list[str]:
    with writing(actor) as work:
        content = authoring.get_course(actor, course)
        people_service.hold_people(work, numbers)
        known = {person.id: person for person in people_queries.people(actor, only=numbers)}
        before = newest_rows(work, numbers, course)
        found = {number: row.id for number, row in before.items() if not row.taken_back}
        for number in numbers:
            if number not in known:
                raise NotFoundError(N_("There is no person with the number %(number)s."), number=number)
            if number not in found:
                due = due_at or _due(content, known[number].time_zone)
                found[number] = start_enrolment(work, content, number, before.get(number), due)
        return [found[number] for number in numbers]


def newest_rows(work: Work, numbers: Collection[int], course: str) -> dict[int, Enrolment]:
    """Return the row that says how it is now of each of these people who was ever enrolled in the course, locked."""
    rows = work.session.scalars(
        select(Enrolment).where(Enrolment.course == course, Enrolment.person_id.in_(numbers), NEWEST).with_for_update()
    )
    return {row.person_id: row for row in rows}


def begin(actor: Actor, course: str) -> str:
    """Enrol the actor themself in a course of the centre, such as the induction; return the enrolment's id.

    Everybody who works at the centre may: clients' courses ask for the centre's, and whoever enrols people for a client
    may have no right at the centre. The course's own `due` counts; who is enrolled already stays as they are. Raises
    NotFoundError for a course that was never published, ForbiddenError at a client, where others enrol, RefusedError
    for who takes it in another language.
    """
    actor.check(Permission.LEARN)
    if actor.client_id != people_queries.centre_id():
        raise ForbiddenError(N_("Only courses of the centre are begun by oneself. Ask your supervisor to enrol you."))
    with writing(actor) as work:
        content = authoring.get_course(actor, course)
        people_service.hold_people(work, [actor.number])
        for other in in_other_languages(content, authoring.courses(actor)):
            there = newest_rows(work, [actor.number], other.release.part).get(actor.number)
            if there is not None and not there.taken_back:
                raise RefusedError(N_("You take this course in another language already. Change it on its page."))
        return _enrol_each(actor, [actor.number], course)[0]


def _due(content: CourseContent, time_zone: str) -> datetime | None:
    due = content.course.due
    return due_after(clock.now(), due, time_zone) if due else None


def start_enrolment(
    work: Work, content: CourseContent, number: int, before: Enrolment | None, due: datetime | None
) -> str:
    """Enrol a person in a course from now on and return the enrolment's id; `before` is the row that was taken back."""
    row = add_enrolment(work, content, number, before, due)
    work.record("enrolment.started", row.id, person=number, course=row.course, due=due.isoformat() if due else None)
    return row.id


def add_enrolment(
    work: Work, content: CourseContent, number: int, before: Enrolment | None, due: datetime | None
) -> Enrolment:
    """Write the row of `start_enrolment`; whoever calls records it."""
    if before is not None:
        before.ended_at = clock.now()
        work.session.flush()
    row = Enrolment(
        id=new_id(),
        person_id=number,
        course=content.release.part,
        release_id=content.release.id,
        started_at=clock.now(),
        due_at=due,
        enrolled_by=work.actor.person_id,
    )
    work.session.add(row)
    work.session.flush()
    return row


def reach_section(actor: Actor, course: str, module: str, anchor: str) -> CourseProgress:
    """Keep that the actor has reached a section; completes the module if it was the last thing missing.

    Returns how far the actor is then. What was reached stays reached. Raises NotFoundError for a section that is not
    there (the text may have changed since the page was opened), RefusedError while the module is locked or the actor
    is not enrolled.
    """
    actor.check(Permission.LEARN)
    with writing(actor) as work:
        here, place = _open_module(work, actor, course, module)
        if anchor not in {section.anchor for section in place.module.sections}:
            raise NotFoundError()
        if anchor in place.reached:
            return here
        _reach(work, here, place, anchor)
        completion = _complete_if_done(work, here, place, place.reached | {anchor}, place.answers.keys())
        return after_step(here, module, anchor, completion=completion)


def _reach(work: Work, here: CourseProgress, place: ModuleProgress, anchor: str) -> None:
    course = here.content.release.part
    work.session.add(
        SectionReached(
            person_id=work.actor.number,
            course=course,
            module=place.module.name,
            anchor=anchor,
            release_id=here.content.release.id,
            reached_at=clock.now(),
        )
    )
    work.session.flush()
    work.record("section.reached", _subject(here), course=course, module=place.module.name, section=anchor)


def answer_check(actor: Actor, course: str, module: str, question_id: str, answer: object) -> KeptAnswer:
    """Keep the actor's answer to a check and say what it earned; completes the module if nothing else was missing.

    Whoever answers a check has reached the section that it stands in.

    `answer` is in the form of content-language.md, 'Answers as data'. A check may be answered again and again; each
    answer is kept, but the same one sent again at once is one. Raises NotFoundError for a question that is not there,
    InvalidError for an answer of a shape it does not take or for none, RefusedError while the module is locked or the
    actor is not enrolled.
    """
    actor.check(Permission.LEARN)
    with writing(actor) as work:
        here, place = _open_module(work, actor, course, module)
        section, question = _get_question(place.module, question_id)
        given = clean(question, answer)
        result = look_at(question, given)
        if is_sent_again(given, result.share, place.answers.get(question_id), clock.now()):
            return KeptAnswer(result, here)
        row = CheckAnswer(
            id=new_id(),
            person_id=actor.number,
            course=course,
            module=module,
            question_id=question_id,
            release_id=here.content.release.id,
            given={"answer": given},
            share=result.share,
            is_first=question_id not in place.answers,
            answered_at=clock.now(),
        )
        work.session.add(row)
        work.session.flush()
        work.record("check.answered", row.id, course=course, module=module, question=question_id, share=result.share)
        if section not in place.reached:
            _reach(work, here, place, section)
        completion = _complete_if_done(work, here, place, place.reached | {section}, {*place.answers, question_id})
        kept = (question_id, GivenAnswer(given, result.share, row.answered_at))
        return KeptAnswer(result, after_step(here, module, section, kept, completion))


def _open_module(work: Work, actor: Actor, course: str, module: str) -> tuple[CourseProgress, ModuleProgress]:
    """Return how far the actor is, once nobody else can write for them in this course, and the module if it is open."""
    newest = (
        select(Enrolment.id)
        .where(Enrolment.person_id == actor.number, Enrolment.course == course, NEWEST)
        .with_for_update()
    )
    if work.session.scalar(newest) is None:
        work.session.scalar(newest)  # the row that was waited for has ended meanwhile, and another one stands
    here = progress(actor, actor.number, course)
    place = here.find_module(module)
    if place is None:
        raise NotFoundError()
    if here.enrolment is None:
        raise RefusedError(N_("You are not enrolled in this course, so nothing is kept. Ask your supervisor."))
    if not place.is_open:
        raise RefusedError(N_("This module is not open yet. Complete what comes before it first."))
    return here, place


def _get_question(module: ModuleDocument, question_id: str) -> tuple[str, Question]:
    """Return a question with the anchor of the section it stands in."""
    for section in module.sections:
        for question in section.questions:
            if question.id == question_id:
                return section.anchor, question
    raise NotFoundError(N_("This question is not in the module any more. Reload the page."))


def _complete_if_done(
    work: Work, here: CourseProgress, place: ModuleProgress, reached: Iterable[str], answered: Iterable[str]
) -> Completion | None:
    module = place.module
    if place.completion is not None or not is_complete(module, frozenset(reached), frozenset(answered)):
        return None
    moment = clock.now()
    release_id, course = here.content.release.id, here.content.release.part
    work.session.add(
        ModuleCompletion(
            person_id=work.actor.number,
            course=course,
            module=module.name,
            release_id=release_id,
            completed_at=moment,
        )
    )
    work.session.flush()
    work.record("module.completed", _subject(here), course=course, module=module.name, release=release_id)
    work.publish(ModuleCompleted(work.actor.number, course, module.name))
    return Completion(release_id, moment)


def _subject(here: CourseProgress) -> str:
    return here.enrolment.id if here.enrolment else here.content.release.part
