"""What a person does on the way to a certificate, through the same services as the pages."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta

from PIL import Image, ImageDraw, ImageFont

from app.assessment.calls import live, queue
from app.assessment.calls import queries as call_queries
from app.assessment.quizzes import queries as quiz_queries
from app.assessment.quizzes import service as quizzes
from app.authoring import queries as authoring
from app.certification import bringing_in
from app.certification import service as certification
from app.certification.clearance import covers_of
from app.certification.papers import Paper, read_paper
from app.content.documents import Question
from app.content.kinds import QuestionKind
from app.content.translations import in_language
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.work import writing
from app.learning import service as learning
from app.people import service as people
from app.people.importing.rows import Earned


def accept_agreements(actor: Actor, moment: datetime) -> None:
    """Accept every agreement of the client, read in one's own language where it is written in it."""
    content = authoring.shared_content(actor)
    if content is None:
        return
    with clock.at(moment):
        for name in content.client.agreements:
            read = in_language(content.agreement_texts(name), actor.language)
            people.accept_agreement(actor, name, content.release.id, read.language)


def study(actor: Actor, course: str, moment: datetime, *, modules: int | None = None, wrong_first: int = 0) -> None:
    """Read the first `modules` modules (all without it), a quarter of an hour each, and answer their checks.

    The first `wrong_first` checks are answered wrongly once.
    """
    content = authoring.get_course(actor, course)
    with writing(actor):
        for module in content.modules[:modules]:
            for section in module.sections[:1] + module.sections[-1:]:
                with clock.at(moment):
                    learning.reach_section(actor, course, module.name, section.anchor)
            for question in module.questions:
                with clock.at(moment):
                    if wrong_first > 0:
                        wrong_first -= 1
                        learning.answer_check(actor, course, module.name, question.id, wrong_answer(question))
                    learning.answer_check(actor, course, module.name, question.id, right_answer(question))
            moment += timedelta(minutes=15)


def sit_quiz(actor: Actor, course: str, quiz: str, moment: datetime, *, wrong: int = 0) -> None:
    """Sit a quiz, answering the first `wrong` questions wrongly."""
    with writing(actor), clock.at(moment):
        attempt_id = quizzes.start(actor, course, quiz)
        content = authoring.get_course(actor, course)
        written = {question.id: question for question in content.quizzes[quiz].questions}
        for place, drawn in enumerate(quiz_queries.attempt(actor, attempt_id).questions):
            answer = wrong_answer if place < wrong else right_answer
            quizzes.save_answer(actor, attempt_id, drawn.question_id, answer(written[drawn.question_id]))
        quizzes.hand_in(actor, attempt_id)


def say_ready(actor: Actor, course: str, moment: datetime, channel: str = "phone", language: str = "en") -> None:
    """Ask for a live test call."""
    with clock.at(moment):
        queue.ready_for_call(actor, course, channel, language)


def assess_next(assessor: Actor, moment: datetime, evidence: str, *, short_by: int = 0) -> None:
    """Take the next in the queue and score the call: full points less `short_by` on the first criterion."""
    with clock.at(moment):
        call_id = queue.take_next(assessor)
        if call_id is None:
            raise RuntimeError("nobody waits; the demonstration's history is out of step")
        facts = call_queries.live_call(assessor, call_id)
        scenario = live.scenario_of(assessor, facts.release_id, facts.scenario)
        live.start_call(assessor, call_id)
    points: dict[str, int | None] = {criterion.name: criterion.points for criterion in scenario.criteria}
    points[scenario.criteria[0].name] = max(0, scenario.criteria[0].points - short_by)
    ending = (scenario.pass_rule.endings or scenario.endings)[0]
    with clock.at(moment + timedelta(minutes=8)):
        live.finish(assessor, call_id, points, (), ending, evidence)


def sign_off(signer: Actor, person: Actor, course: str, moment: datetime) -> None:
    """Sign a person off."""
    with clock.at(moment):
        certification.sign_off(signer, person.number, course)


def bring_in(manager: Actor, person: Actor, course: str, earned_on: date, moment: datetime) -> None:
    """Bring in a certificate that a person earned before, with its paper, for all that the course serves."""
    content = authoring.get_course(manager, course)
    earned = Earned(course, earned_on, None, "Paper certificate, in the personnel file", "")
    with clock.at(moment):
        bringing_in.bring_in(
            manager, person.number, earned, covers_of(content), _paper(content.course.title, earned_on)
        )


def _paper(title: str, earned_on: date) -> Paper:
    """Draw what a scan of a paper certificate looks like: a sheet of A4 in grey, at 75 dots per inch."""
    sheet = Image.new("L", (620, 877), 247)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((30, 30, 590, 847), outline=90, width=3)
    for height, size, words in ((220, 52, "Certificate"), (330, 28, title), (400, 24, earned_on.isoformat())):
        pen.text((310, height), words, fill=40, font=ImageFont.load_default(size), anchor="mm")
    file = io.BytesIO()
    sheet.save(file, "PNG")
    return read_paper("certificate.png", file.getvalue())


def right_answer(question: Question) -> object:
    """Return an answer that earns every point."""
    if question.kind is QuestionKind.SINGLE:
        return 1 + max(range(len(question.choices)), key=lambda place: question.choices[place].share)
    if question.kind is QuestionKind.MULTIPLE:
        return [place for place, choice in enumerate(question.choices, start=1) if choice.share > 0]
    if question.kind is QuestionKind.NUMBER:
        return question.numbers[0].low
    return question.texts[0].text


def wrong_answer(question: Question) -> object:
    """Return an answer that earns nothing."""
    if question.kind is QuestionKind.SINGLE:
        return 1 + min(range(len(question.choices)), key=lambda place: question.choices[place].share)
    if question.kind is QuestionKind.MULTIPLE:
        return [place for place, choice in enumerate(question.choices, start=1) if choice.share == 0]
    if question.kind is QuestionKind.NUMBER:
        return "-99999"
    return "no idea"
