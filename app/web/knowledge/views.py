"""The knowledge base: searched from every page, read section by section, browsed when one does not know the words.

Whoever may read the client's content (Permission.READ) reads all of it here, modules too, whether or not their course
has come to them yet: an operator with a caller in their ear opens any section at once. What they read here counts for
nothing in the course; a link leads there.
"""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.kernel import clock
from app.knowledge import gaps, queries
from app.people.permissions import Permission
from app.web import here
from app.web.access import requires
from app.web.knowledge import addresses, reading
from app.web.knowledge.asking import LONGEST, Question, question_of, results_of

blueprint = Blueprint("knowledge", __name__)

MOST = 20
"""Results on a page; who does not find it among them adds a word."""


@blueprint.get("/c/<client>/kb")
@requires(Permission.READ)
def index(client: str) -> Response:  # noqa: ARG001 read by access.admit
    """Answer `?q=` with results, or, to js/search.js, with suggestions; without it show the table of contents."""
    question = question_of(request.args.get("q", ""))
    if request.headers.get("HX-Request"):
        response = _suggestions(question)
    elif question.text:
        response = _results(question)
    else:
        contents = reading.contents(here.actor(), request.args.get("page"))
        response = make_response(render_template("knowledge/contents.html", contents=contents))
    response.vary.add("HX-Request")
    return response


def _suggestions(question: Question) -> Response:
    hits = queries.search(here.actor(), question.text)
    results = results_of(hits, here.client())
    return make_response(render_template("knowledge/suggestions.html", results=results, question=question))


def _results(question: Question) -> Response:
    answer = queries.answer(here.actor(), question.text, limit=MOST + 1)
    elsewhere = [
        (client, url_for("knowledge.index", client=client.id, q=question.text))
        for client in here.visitor().clients
        if client.id != here.client().id
    ]
    response = make_response(
        render_template(
            "knowledge/results.html",
            question=question,
            longest=LONGEST,
            results=results_of(answer.hits[:MOST], here.client()),
            has_more=len(answer.hits) > MOST,
            answered=answer.answered,
            elsewhere=elsewhere,
            search_query=question.text,
        )
    )
    if not answer.answered and _is_asked_by_a_person():
        response.call_on_close(partial(gaps.keep, here.actor(), question.text))  # the reader has the page by then
    return response


def _is_asked_by_a_person() -> bool:
    """Tell a page that somebody opened from one that a browser fetches ahead, in case they might."""
    return request.method == "GET" and "prefetch" not in request.headers.get("Sec-Purpose", "")


@blueprint.get("/c/<client>/kb/<path:address>")
@requires(Permission.READ)
def article(client: str, address: str) -> str | AnyResponse:
    """Show an article, or a module as one: each section under its anchor, of checks only what they explain."""
    text = reading.get_text(here.actor(), address)
    if isinstance(text, reading.Exercise):
        return redirect(text.url)
    if address != addresses.short(address):
        return redirect(url_for("knowledge.article", client=client, address=addresses.short(address)), 301)
    return render_template("knowledge/article.html", text=text, printed=clock.now())
