"""Reads about learning, for one person or for many at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import BigInteger, Select, String, and_, bindparam, case, func, select

from app.authoring import queries as authoring
from app.authoring.queries import CourseContent
from app.content.documents import ModuleDocument
from app.kernel.actor import Actor
from app.kernel.errors import ForbiddenError, NotFoundError
from app.kernel.evidence import surely_at_least
from app.kernel.wall import WallSession
from app.kernel.work import reading
from app.learning.facts import (
    Completion,
    CourseProgress,
    EnrolmentFacts,
    GivenAnswer,
    ModuleProgress,
    Prerequisite,
)
from app.learning.models import NEWEST, PRESENT, CheckAnswer, Enrolment, ModuleCompletion, SectionReached
from app.learning.ports import completed_courses
from app.learning.rules import ModuleState, module_states, place_to_continue
from app.people.permissions import Permission

__all__ = [
    "Completion",
    "CourseCounts",
    "CourseProgress",
    "EnrolmentFacts",
    "FailedQuestion",
    "GivenAnswer",
    "ModuleProgress",
    "Prerequisite",
    "after_step",
    "begun_by",
    "course_counts",
    "enrolments",
    "failed_checks",
    "is_taken_back",
    "my_courses",
    "progress",
]


def enrolments(actor: Actor, people: Iterable[int] | None = None, course: str | None = None) -> list[EnrolmentFacts]:
    """List enrolments of the client, the nearest due date first; of some people or one course only, if given.

    What was taken back is none, and of changed ones each is there once, as it is now.
    """
    statement = select(Enrolment).where(*PRESENT).order_by(Enrolment.due_at, Enrolment.id)
    if people is not None:
        statement = statement.where(Enrolment.person_id.in_(list(people)))
    if course is not None:
        statement = statement.where(Enrolment.course == course)
    with reading(actor) as session:
        return [_enrolment_facts(row) for row in session.scalars(statement)]


def begun_by(actor: Actor, enrolment: EnrolmentFacts) -> int | None:
    """Return who enrolled the person, whoever set another due date since; None for the program."""
    if enrolment.changed_at is None:
        return enrolment.set_by
    first = select(Enrolment.enrolled_by).where(
        Enrolment.person_id == enrolment.person_id,
        Enrolment.course == enrolment.course,
        Enrolment.started_at == enrolment.started_at,
        Enrolment.changed_at.is_(None),
    )
    with reading(actor) as session:
        return session.scalar(first)


def is_taken_back(actor: Actor, person_id: int, course: str) -> bool:
    """Tell whether a person was enrolled in a course and is not any more; False for who never was."""
    statement = select(Enrolment.taken_back).where(Enrolment.person_id == person_id, Enrolment.course == course, NEWEST)
    with reading(actor) as session:
        return bool(session.scalar(statement))


def my_courses(actor: Actor) -> dict[str, tuple[EnrolmentFacts, frozenset[str]]]:
    """Return the actor's own enrolments by course, each with the names of the modules completed."""
    found: dict[str, tuple[EnrolmentFacts, frozenset[str]]] = {}
    with reading(actor) as session:
        rows = session.execute(_OWN_ENROLMENTS, {"person": actor.number})
        for enrolment, completion in rows:
            facts, done = found.get(enrolment.course, (_enrolment_facts(enrolment), frozenset()))
            found[enrolment.course] = (facts, done | {completion.module} if completion else done)
    return found


def progress(
    actor: Actor, person_id: int, course: str, contents: Iterable[CourseContent] | None = None
) -> CourseProgress:
    """Return how far a person has come in a course; `contents` are the client's courses where they are at hand.

    About others only those may ask who see a team or everybody (ForbiddenError). Raises NotFoundError if there is no
    such course.
    """
    others = (Permission.SEE_TEAM, Permission.SEE_EVERYBODY, Permission.ASSESS, Permission.SIGN_OFF)
    if person_id != actor.person_id and not any(actor.may(permission) for permission in others):
        raise ForbiddenError()
    with reading(actor) as session:
        content = authoring.get_course(actor, course) if contents is None else _get(contents, course)
        enrolment, completed = _enrolment_and_completions(session, person_id, course)
        if enrolment is None:
            return _without_enrolment(content)
        reached = _reached(session, person_id, course)
        answers = _last_answers(session, person_id, course)
        has_begun = bool(reached or answers or completed)
        prerequisites = _prerequisites(actor, person_id, content.course.after, known_met=has_begun)
    return _standing(content, enrolment, prerequisites, reached, answers, completed)


def _get(contents: Iterable[CourseContent], course: str) -> CourseContent:
    found = next((content for content in contents if content.release.part == course), None)
    if found is None:
        raise NotFoundError()
    return found


def after_step(
    here: CourseProgress,
    module: str,
    anchor: str,
    answer: tuple[str, GivenAnswer] | None = None,
    completion: Completion | None = None,
) -> CourseProgress:
    """Return how far a person is who was `here` and then reached a section of a module.

    `answer` is the id of the question answered there with what was given; `completion` stands where that completed
    the module. What `progress` would read again is worked out.
    """
    reached = {each.module.name: each.reached for each in here.modules}
    answers = {each.module.name: dict(each.answers) for each in here.modules}
    completed = {each.module.name: each.completion for each in here.modules if each.completion}
    reached[module] |= {anchor}
    if answer:
        answers[module][answer[0]] = answer[1]
    if completion:
        completed[module] = completion
    return _standing(here.content, here.enrolment, here.prerequisites, reached, answers, completed)


def _standing(
    content: CourseContent,
    enrolment: EnrolmentFacts | None,
    prerequisites: tuple[Prerequisite, ...],
    reached: Mapping[str, frozenset[str]],
    answers: Mapping[str, Mapping[str, GivenAnswer]],
    completed: Mapping[str, Completion],
) -> CourseProgress:
    begun = {name for steps in (reached, answers, completed) for name, step in steps.items() if step}
    states = module_states(
        content.modules, completed, begun, unlocked=all(prerequisite.done for prerequisite in prerequisites)
    )
    modules = tuple(
        _module_progress(module, state, reached, answers, completed)
        for module, state in zip(content.modules, states, strict=True)
    )
    return CourseProgress(content, enrolment, prerequisites, modules)


def _module_progress(
    module: ModuleDocument,
    state: ModuleState,
    reached: Mapping[str, frozenset[str]],
    answers: Mapping[str, Mapping[str, GivenAnswer]],
    completed: Mapping[str, Completion],
) -> ModuleProgress:
    here, given = reached.get(module.name, frozenset()), answers.get(module.name, {})
    return ModuleProgress(
        module, state, here, given, completed.get(module.name), place_to_continue(module, here, given)
    )


def _without_enrolment(content: CourseContent) -> CourseProgress:
    """Whoever is not enrolled may read all of a course; nothing is kept, so nothing is locked."""
    modules = tuple(
        ModuleProgress(module, ModuleState.OPEN, frozenset(), {}, None, module.sections[0].anchor)
        for module in content.modules
    )
    return CourseProgress(content, None, (), modules)


def _enrolment_facts(row: Enrolment) -> EnrolmentFacts:
    return EnrolmentFacts(
        row.id,
        row.person_id,
        row.course,
        row.release_id,
        row.started_at,
        row.due_at,
        row.changed_at,
        row.reason,
        row.enrolled_by,
    )


# Each enrolment beside each completed module of the same person and course, or beside nothing.
_ENROLMENTS_WITH_COMPLETIONS = (
    select(Enrolment, ModuleCompletion)
    .outerjoin(
        ModuleCompletion,
        and_(
            ModuleCompletion.client_id == Enrolment.client_id,
            ModuleCompletion.person_id == Enrolment.person_id,
            ModuleCompletion.course == Enrolment.course,
        ),
    )
    .where(*PRESENT)
)
# What every page of a course asks, put together once: that takes as long as asking.
_PERSON, _COURSE = bindparam("person", type_=BigInteger()), bindparam("course", type_=String())
_OWN_ENROLMENTS = _ENROLMENTS_WITH_COMPLETIONS.where(Enrolment.person_id == _PERSON)
_OWN_ENROLMENT = _OWN_ENROLMENTS.where(Enrolment.course == _COURSE).order_by(ModuleCompletion.completed_at.desc())
_OWN_SECTIONS = select(SectionReached.module, SectionReached.anchor).where(
    SectionReached.person_id == _PERSON, SectionReached.course == _COURSE
)
_OWN_ANSWERS = (
    select(CheckAnswer)
    .where(CheckAnswer.person_id == _PERSON, CheckAnswer.course == _COURSE)
    .order_by(CheckAnswer.answered_at, CheckAnswer.id)
)


def _enrolment_and_completions(
    session: WallSession, person_id: int, course: str
) -> tuple[EnrolmentFacts | None, dict[str, Completion]]:
    rows = session.execute(_OWN_ENROLMENT, {"person": person_id, "course": course}).all()
    if not rows:
        return None, {}
    completed = {done.module: Completion(done.release_id, done.completed_at) for _, done in rows if done is not None}
    return _enrolment_facts(rows[0][0]), completed


def _reached(session: WallSession, person_id: int, course: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for module, anchor in session.execute(_OWN_SECTIONS, {"person": person_id, "course": course}):
        found.setdefault(module, set()).add(anchor)
    return {module: frozenset(anchors) for module, anchors in found.items()}


def _last_answers(session: WallSession, person_id: int, course: str) -> dict[str, dict[str, GivenAnswer]]:
    found: dict[str, dict[str, GivenAnswer]] = {}
    for row in session.scalars(_OWN_ANSWERS, {"person": person_id, "course": course}):
        found.setdefault(row.module, {})[row.question_id] = GivenAnswer(row.given["answer"], row.share, row.answered_at)
    return found


def _prerequisites(
    actor: Actor, person_id: int, after: Collection[str], *, known_met: bool
) -> tuple[Prerequisite, ...]:
    """Whoever has begun the course met what comes before it then, and is not sent back."""
    if not after:
        return ()
    done = frozenset(after) if known_met else completed_courses(actor, person_id, after)
    titles = authoring.course_titles(actor, after)
    return tuple(Prerequisite(address, titles.get(address, address), address in done) for address in after)


@dataclass(frozen=True, slots=True)
class FailedQuestion:
    """A check of a course: how many people answered it, and how many of them not fully right the first time."""

    question_id: str
    answered: int
    failed: int


@dataclass(frozen=True, slots=True)
class CourseCounts:
    """How a course goes, in numbers of people.

    `stopped_in` counts those who began and have not finished by the module in which they last reached something;
    `failed` lists the checks that fail, those that surely fail most first.
    """

    enrolled: int
    finished: int
    stopped_in: Mapping[str, int]
    failed: tuple[FailedQuestion, ...]


def course_counts(actor: Actor, contents: Iterable[CourseContent]) -> dict[str, CourseCounts]:
    """Return how courses go, by their folder, over everybody enrolled; three statements for all of them.

    A module or check that the newest release has no more is left out. Raises ForbiddenError to those who do not
    publish.
    """
    actor.check(Permission.PUBLISH)
    with reading(actor) as session:
        done = _completed_by_everybody(session)
        last = _last_modules(session)
        failed = _failed_at_first(session)
    return {
        content.release.part: _counts_of(content, done, last, failed.get(content.release.part, []))
        for content in contents
    }


def _counts_of(
    content: CourseContent,
    done: Mapping[tuple[str, int], set[str]],
    last: Mapping[tuple[str, int], str],
    failed: Iterable[FailedQuestion],
) -> CourseCounts:
    course = content.release.part
    names = {module.name for module in content.modules}
    questions = {question.id for module in content.modules for question in module.questions}
    enrolled = {person_id: modules for (name, person_id), modules in done.items() if name == course}
    finished = {person_id for person_id, modules in enrolled.items() if modules >= names}
    stopped: dict[str, int] = {}
    for (name, person_id), module in last.items():
        if name == course and module in names and person_id in enrolled.keys() - finished:
            stopped[module] = stopped.get(module, 0) + 1
    shown = [each for each in failed if each.question_id in questions]
    shown.sort(key=lambda each: (-surely_at_least(each.failed, each.answered), -each.answered, each.question_id))
    return CourseCounts(len(enrolled), len(finished), stopped, tuple(shown))


def _completed_by_everybody(session: WallSession) -> dict[tuple[str, int], set[str]]:
    """Return the completed modules by course and person enrolled; an empty set for one who completed none."""
    done: dict[tuple[str, int], set[str]] = {}
    for enrolment, completion in session.execute(_ENROLMENTS_WITH_COMPLETIONS):
        key = (enrolment.course, enrolment.person_id)
        done.setdefault(key, set()).update([completion.module] if completion else [])
    return done


def _last_modules(session: WallSession) -> dict[tuple[str, int], str]:
    """Return the module in which each person reached a section last, by course and person."""
    rows = session.execute(
        select(SectionReached.course, SectionReached.person_id, SectionReached.module)
        .group_by(SectionReached.course, SectionReached.person_id, SectionReached.module)
        .order_by(func.max(SectionReached.reached_at))
    )
    return {(row.course, row.person_id): row.module for row in rows}


def _failed_at_first(session: WallSession) -> dict[str, list[FailedQuestion]]:
    found: dict[str, list[FailedQuestion]] = {}
    for course, question_id, answered, failed in session.execute(failed_checks()):
        found.setdefault(course, []).append(FailedQuestion(question_id, answered, failed))
    return found


def failed_checks() -> Select[str, str, int, int]:
    """Return what selects the checks that somebody got wrong at first: course, question_id, answered, failed."""
    wrong = func.sum(case((CheckAnswer.share < 1, 1), else_=0))
    return (
        select(CheckAnswer.course, CheckAnswer.question_id, func.count().label("answered"), wrong.label("failed"))
        .where(CheckAnswer.is_first)
        .group_by(CheckAnswer.course, CheckAnswer.question_id)
        .having(wrong > 0)
    )
