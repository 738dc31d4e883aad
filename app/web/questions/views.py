"""Asking about a paragraph, and answering there."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.authoring import queries as authoring
from app.content.documents import Section
from app.kernel.errors import DeclinedError
from app.people import queries as people
from app.people.permissions import Permission
from app.questions import queries, service
from app.questions.places import Text, get_text
from app.questions.queries import QuestionFacts
from app.web import here
from app.web.access import requires
from app.web.cutting import PAGE
from app.web.numbers import number
from app.web.people.words import refusal_words, roles_words
from app.web.questions.forms import AnswerForm, AskForm, answer_form, ask_form
from app.web.questions.where import places, text_url
from app.web.questions.who import asked_words, reader_words
from app.web.unsent import carries_words

blueprint = Blueprint("questions", __name__, url_prefix="/c/<client>")


@blueprint.get("/questions")
@requires(Permission.ANSWER, Permission.ASK)
def index(client: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """List what was asked, what waits first: everything to those who answer, to others their own."""
    actor = here.actor()
    page = min(max(1, request.args.get("page", 1, type=int)), 10_000)
    found, more = queries.page_of_questions(actor, (page - 1) * PAGE, PAGE)
    return render_template(
        "questions/index.html",
        questions=found,
        where=places(actor, found),
        names=_askers(found),
        page=page,
        more=more,
    )


@blueprint.get("/questions/<question>")
@requires(Permission.ANSWER, Permission.ASK)
def show(client: str, question: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Show a question with its quote and answer; here it is answered."""
    facts = queries.get_question(here.actor(), question)
    return _page(facts, answer_form(facts))


@blueprint.post("/questions/<question>/answer")
@requires(Permission.ANSWER)
@carries_words
def answer(client: str, question: str) -> ResponseReturnValue:
    """Answer a question, or put a better answer in the place of one."""
    facts = queries.get_question(here.actor(), question)
    form = answer_form(facts)
    if not form.validate_on_submit():
        return _page(facts, form), 422
    try:
        service.answer(here.actor(), question, form.words.data or "", form.seen.data or 0, private=form.private.data)
    except DeclinedError as refusal:
        return _page(facts, form, refusal_words(refusal)), refusal.status
    if form.private.data:
        flash(_("Answered, for the one who asked alone."), "done")
    else:
        flash(_("Answered. It stands at the paragraph now, for everybody who reads it."), "done")
    return redirect(url_for("questions.index", client=client))


@blueprint.post("/questions/<question>/seen")
@requires(Permission.ASK)
def see(client: str, question: str) -> ResponseReturnValue:
    """Keep that one has seen the answer to one's question."""
    service.see(here.actor(), question, request.form.get("number", 0, type=number))
    return redirect(url_for("start.show", client=client))


@blueprint.route("/ask/<path:address>", methods=["GET", "POST"])
@requires(Permission.ASK)
@carries_words
def ask(client: str, address: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Ask about a section of a text (`?section=`), or a paragraph of it (`?paragraph=`), quoted in the form.

    The page says who will read it, or that nobody answers here at present, before anything is typed.
    """
    text = get_text(here.actor(), address)
    section = text.find_section(request.values.get("section", ""))
    if section is None:
        if request.method == "GET":
            return redirect(text_url(text.document, ""))
        section = Section(anchor="", title="", line=0, source="")  # gone meanwhile: what was typed is shown again
    form = ask_form(section, request.args.get("paragraph", ""))
    if not form.validate_on_submit():
        return _ask_page(text, section, form), 422 if form.is_submitted() else 200
    try:
        mark = form.paragraph.data or ""
        service.ask(here.actor(), address, section.anchor, mark, form.words.data or "", form.safe_token())
    except DeclinedError as refusal:
        return _ask_page(text, section, form, refusal_words(refusal)), refusal.status
    flash(_asked_words(), "done")
    return redirect(text_url(text.document, section.anchor))


@blueprint.get("/asked/<path:address>")
@requires(Permission.READ)
def about(client: str, address: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Show everything that was asked about a text and answered for everybody."""
    text = get_text(here.actor(), address)
    found = queries.about(here.actor(), text.part, text.file)
    last = max(1, -(-len(found) // PAGE))
    page = min(max(1, request.args.get("page", 1, type=int)), last)
    return render_template(
        "questions/about.html",
        document=text.document,
        url=text_url(text.document, ""),
        questions=found[(page - 1) * PAGE : page * PAGE],
        page=page,
        last=last,
    )


def _page(facts: QuestionFacts, form: AnswerForm, problem: str = "") -> str:
    actor = here.actor()
    earlier = queries.earlier_answers(actor, facts)
    answered = [one for one in (facts.answer, *earlier) if one is not None]
    numbers = {one.answered_by for one in answered} | ({facts.person_id} if facts.person_id else set())
    return render_template(
        "questions/show.html",
        question=facts,
        where=places(actor, [facts])[facts.id],
        release=authoring.release(actor, facts.release_id),
        earlier=earlier,
        names=people.names(actor, numbers),
        answers=actor.may(Permission.ANSWER),
        form=form,
        problem=problem,
    )


def _asked_words() -> str:
    actor = here.actor()
    return asked_words(queries.who_answers(actor), answers=actor.may(Permission.ANSWER))


def _ask_page(text: Text, section: Section, form: AskForm, problem: str = "") -> str:
    answering = queries.who_answers(here.actor())
    form.words.description = reader_words(answering)
    return render_template(
        "questions/ask.html",
        document=text.document,
        section=section,
        back_url=text_url(text.document, section.anchor),
        answering=answering,
        could_answer=roles_words(queries.ANSWERING),
        answers=here.actor().may(Permission.ANSWER),
        form=form,
        problem=problem,
    )


def _askers(found: list[QuestionFacts]) -> dict[int, str]:
    """Return the names of those who asked, for those who may know them."""
    return people.names(here.actor(), {one.person_id for one in found if one.person_id and not one.is_mine})
