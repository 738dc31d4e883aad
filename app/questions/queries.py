"""Reads about questions. Who asked is told to those who answer, and to nobody else but the asker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, literal, or_, select

from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError
from app.kernel.wall import WITH_CENTRE
from app.kernel.work import reading
from app.people import queries as people
from app.people.permissions import Permission, Role, roles_with
from app.questions.models import AskedQuestion, QuestionAnswer

ANSWERING = roles_with(Permission.ANSWER)
"""The roles that answer questions."""


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """An answer, in Markdown."""

    number: int
    words: str
    is_private: bool
    answered_by: int
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """A question with its newest answer. `person_id` is the asker's number, None for those who may not know it.

    `mark` is the paragraph's mark, '' for the whole section; `quote` its words when it was asked about. `seen` is the
    number of the newest answer that the asker has seen.
    """

    id: str
    person_id: int | None
    is_mine: bool
    release_id: str
    part: str
    file: str
    anchor: str
    mark: str
    quote: str
    words: str
    asked_at: datetime
    seen: int
    answer: AnswerFacts | None


def about(actor: Actor, part: str, file: str) -> list[QuestionFacts]:
    """Return what was asked about a module or an article, newest first: answers for everybody, and one's own."""
    values = {"person": actor.person_id, "part": part, "file": file}
    with reading(actor) as session:
        return [_facts(actor, question, answer) for question, answer in session.execute(_ABOUT, values)]


def newly_answered(actor: Actor, most: int) -> list[QuestionFacts]:
    """Return one's own questions with an answer that one has not seen, the oldest answer first, `most` at most."""
    if not actor.may(Permission.ASK):
        return []
    return _read(actor, _WITH_ANSWER.where(_is_news_to(actor.number)).order_by(*_OLDEST_ANSWER).limit(most))


def count_answered(actor: Actor) -> tuple[int, int]:
    """Return how many of one's own questions have an answer that one has not seen: of this client, and of the centre.

    Who begins is taught by the centre first and asks there, but starts the day at their client.
    """
    if not actor.may(Permission.ASK):
        return 0, 0
    statement = (
        select(AskedQuestion.client_id, func.count()).where(_is_news_to(actor.number)).group_by(AskedQuestion.client_id)
    )
    with reading(actor) as session:
        counts = dict(session.execute(statement, execution_options=WITH_CENTRE).all())
    here = counts.pop(actor.client_id, 0)
    return here, sum(counts.values())


def waiting(actor: Actor) -> int:
    """Return how many questions wait for an answer; none to those who do not answer."""
    if not actor.may(Permission.ANSWER):
        return 0
    with reading(actor) as session:
        return session.scalar(_WAITING) or 0


def waiting_beside(actor: Actor) -> ColumnElement[int]:
    """Return what `waiting` does as a column for a statement of the same scope, where a read of its own is too much."""
    return _WAITING.scalar_subquery() if actor.may(Permission.ANSWER) else literal(0)


def who_answers(actor: Actor) -> frozenset[Role]:
    """Return the roles in which somebody is there at present who may answer what the actor asks; none if nobody is."""
    return people.present_roles(actor, of_others=True).get(actor.client_id, frozenset()) & ANSWERING


def who_answers_at_each(actor: Actor) -> dict[str, frozenset[Role]]:
    """Return the same by client, whoever asks there; for whoever administers the installation."""
    return {client_id: roles & ANSWERING for client_id, roles in people.present_roles(actor).items()}


def answered_and_waiting(actor: Actor, most: int) -> tuple[list[QuestionFacts], int]:
    """Return what `newly_answered` and `waiting` do, in one statement for those who both ask and answer."""
    if not (actor.may(Permission.ASK) and actor.may(Permission.ANSWER)):
        return newly_answered(actor, most), waiting(actor)
    always = select(literal(1).label("one")).subquery()  # the count has a row to stand in where nothing is answered
    statement = (
        select(_WAITING.scalar_subquery(), AskedQuestion, QuestionAnswer)
        .select_from(always)
        .outerjoin(AskedQuestion, _is_news_to(actor.number))
        .outerjoin(QuestionAnswer, _NEWEST_ANSWER)
        .order_by(*_OLDEST_ANSWER)
        .limit(most)
    )
    with reading(actor) as session:
        rows = session.execute(statement).all()
    return [_facts(actor, question, answer) for _, question, answer in rows if question], rows[0][0]


def page_of_questions(actor: Actor, offset: int, most: int) -> tuple[list[QuestionFacts], bool]:
    """Return some of the questions and whether there are more: to those who answer all, to others their own.

    Those that wait come first, the longest wait first; then the others, the newest first.
    """
    waits = AskedQuestion.answers == 0
    statement = _WITH_ANSWER.order_by(
        waits.desc(),
        QuestionAnswer.answered_at.desc(),
        AskedQuestion.asked_at,
        AskedQuestion.id,
    )
    if not actor.may(Permission.ANSWER):
        actor.check(Permission.ASK)
        statement = statement.where(AskedQuestion.person_id == actor.number)
    found = _read(actor, statement.offset(offset).limit(most + 1))
    return found[:most], len(found) > most


def get_question(actor: Actor, question_id: str) -> QuestionFacts:
    """Return a question to those who answer, and to the one who asked. Raises NotFoundError to everybody else."""
    found = _read(actor, _WITH_ANSWER.where(AskedQuestion.id == question_id))
    if not found or not (found[0].is_mine or actor.may(Permission.ANSWER)):
        raise NotFoundError()
    return found[0]


def earlier_answers(actor: Actor, question: QuestionFacts) -> list[AnswerFacts]:
    """Return the answers that stood in the place of the newest before it, newest first, to those who answer."""
    if question.answer is None or question.answer.number == 1 or not actor.may(Permission.ANSWER):
        return []
    statement = (
        select(QuestionAnswer)
        .where(QuestionAnswer.question_id == question.id, QuestionAnswer.number < question.answer.number)
        .order_by(QuestionAnswer.number.desc())
    )
    with reading(actor) as session:
        return [_answer(row) for row in session.scalars(statement)]


_NEWEST_ANSWER = and_(
    QuestionAnswer.client_id == AskedQuestion.client_id,
    QuestionAnswer.question_id == AskedQuestion.id,
    QuestionAnswer.number == AskedQuestion.answers,
)
_WITH_ANSWER = select(AskedQuestion, QuestionAnswer).outerjoin(QuestionAnswer, _NEWEST_ANSWER)
_ABOUT = _WITH_ANSWER.where(
    AskedQuestion.part == bindparam("part"),
    AskedQuestion.file == bindparam("file"),
    or_(
        AskedQuestion.person_id == bindparam("person"),
        and_(QuestionAnswer.number.is_not(None), QuestionAnswer.is_private.is_(False)),
    ),
).order_by(AskedQuestion.asked_at.desc(), AskedQuestion.id)
_WAITING = select(func.count()).select_from(AskedQuestion).where(AskedQuestion.answers == 0)
_OLDEST_ANSWER = (QuestionAnswer.answered_at, AskedQuestion.id)


def _is_news_to(person_id: int) -> ColumnElement[bool]:
    return and_(AskedQuestion.person_id == person_id, AskedQuestion.answers > AskedQuestion.seen)


def _read(actor: Actor, statement: Select[AskedQuestion, QuestionAnswer]) -> list[QuestionFacts]:
    with reading(actor) as session:
        return [_facts(actor, question, answer) for question, answer in session.execute(statement)]


def _facts(actor: Actor, row: AskedQuestion, answer: QuestionAnswer | None) -> QuestionFacts:
    is_mine = row.person_id == actor.person_id
    return QuestionFacts(
        id=row.id,
        person_id=row.person_id if is_mine or actor.may(Permission.ANSWER) else None,
        is_mine=is_mine,
        release_id=row.release_id,
        part=row.part,
        file=row.file,
        anchor=row.anchor,
        mark=row.mark,
        quote=row.quote,
        words=row.words,
        asked_at=row.asked_at,
        seen=row.seen,
        answer=_answer(answer) if answer else None,
    )


def _answer(row: QuestionAnswer) -> AnswerFacts:
    return AnswerFacts(row.number, row.words, row.is_private, row.answered_by, row.answered_at)
