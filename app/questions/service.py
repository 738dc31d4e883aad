"""Use cases of questions: asking about a paragraph, answering, and seeing the answer."""

from __future__ import annotations

from sqlalchemy import select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import InvalidError, NotFoundError, RefusedError
from app.kernel.ids import new_id
from app.kernel.messages import N_
from app.kernel.races import look_again_if_beaten
from app.kernel.work import Work, writing
from app.people.permissions import Permission
from app.questions.models import AskedQuestion, QuestionAnswer
from app.questions.places import Text, get_text
from app.questions.rules import fit_answer, fit_question, quote_of

SECTION_GONE = N_("This section is not in the text any more. Reload its page and ask there.")


def ask(actor: Actor, address: str, anchor: str, mark: str, words: str, token: str) -> str:
    """Ask about a section, or the paragraph of it with this mark, whoever answers here; return the question's id.

    A second click with the same `token` returns the first one's. Raises NotFoundError for no such text, RefusedError
    for a section that is not there any more, InvalidError for a paragraph that is not, and for no question.
    """
    actor.check(Permission.ASK)
    asked = fit_question(words)
    text = get_text(actor, address)
    quote = _quote(text, anchor, mark)
    return look_again_if_beaten(lambda: _ask(actor, text, (anchor, mark, quote), asked, token))


def _quote(text: Text, anchor: str, mark: str) -> str:
    section = text.find_section(anchor)
    if section is None:
        raise RefusedError(SECTION_GONE)
    if not mark:
        return ""
    for paragraph in text.paragraphs()[anchor]:
        if paragraph.mark == mark:
            return quote_of(paragraph.words)
    raise InvalidError(N_("This paragraph reads otherwise now. Choose the one you mean."))


def _ask(actor: Actor, text: Text, place: tuple[str, str, str], words: str, token: str) -> str:
    anchor, mark, quote = place
    with writing(actor) as work:
        twin = select(AskedQuestion.id).where(AskedQuestion.person_id == actor.number, AskedQuestion.token == token)
        found = work.session.scalar(twin)
        if found is not None:
            return found
        row = AskedQuestion(
            id=new_id(),
            person_id=actor.number,
            release_id=text.content.release.id,
            part=text.part,
            file=text.file,
            anchor=anchor,
            mark=mark,
            quote=quote,
            words=words,
            asked_at=clock.now(),
            answers=0,
            seen=0,
            token=token,
        )
        work.session.add(row)
        work.session.flush()
        work.record(
            "question.asked",
            row.id,
            release=row.release_id,
            part=row.part,
            file=row.file,
            section=anchor,
            paragraph=mark,
        )
        return row.id


def answer(actor: Actor, question_id: str, words: str, seen: int, *, private: bool) -> None:
    """Answer a question, or put a better answer in the place of one; `private` answers are for the asker alone.

    `seen` is the number of the answer that stood there when this one was written, 0 for none. Raises NotFoundError
    for no question, InvalidError for no answer, RefusedError if a colleague was quicker.
    """
    actor.check(Permission.ANSWER)
    kept = fit_answer(words)
    with writing(actor) as work:
        question = _held(work, actor, question_id)
        newest = work.session.get(QuestionAnswer, (actor.client_id, question_id, question.answers))
        if newest and (newest.words, newest.is_private, newest.answered_by) == (kept, private, actor.number):
            return
        if question.answers != seen:
            raise RefusedError(N_("A colleague has answered meanwhile. Look at that answer before you change it."))
        question.answers += 1
        row = QuestionAnswer(
            question_id=question_id,
            number=question.answers,
            words=kept,
            is_private=private,
            answered_by=actor.number,
            answered_at=clock.now(),
        )
        work.session.add(row)
        work.session.flush()
        work.record("question.answered", question_id, number=row.number, private=private)


def see(actor: Actor, question_id: str, number: int) -> None:
    """Keep that the asker has seen answer `number` and all before it. Raises NotFoundError unless they asked it."""
    actor.check(Permission.ASK)
    with writing(actor) as work:
        question = _held(work, actor, question_id)
        if question.person_id != actor.number:
            raise NotFoundError()
        newest = min(number, question.answers)
        if newest > question.seen:
            question.seen = newest
            work.record("question.answer seen", question_id, number=newest)


def _held(work: Work, actor: Actor, question_id: str) -> AskedQuestion:
    """Return a question, held until the commit: a second click, and a colleague's, waits for the first."""
    question = work.session.get(AskedQuestion, (actor.client_id, question_id), with_for_update=True)
    if question is None:
        raise NotFoundError()
    return question
