"""News of the day: all there is, one of them, saying that one has read it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.kernel.errors import InvalidError
from app.news import queries, service
from app.news.queries import NewsFacts
from app.people import queries as people
from app.people.permissions import Permission
from app.web import here
from app.web.access import requires
from app.web.cutting import PAGE
from app.web.numbers import number as counted
from app.web.people.words import refusal_words

blueprint = Blueprint("news", __name__, url_prefix="/c/<client>/news")


@blueprint.get("")
@requires(Permission.READ)
def index(client: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """List the news, the newest first."""
    actor = here.actor()
    page = min(max(1, request.args.get("page", 1, type=int)), 10_000)
    found, more = queries.page_of_news(actor, (page - 1) * PAGE, PAGE)
    writes = actor.may(Permission.WRITE_NEWS)
    readers = queries.readers(actor, found) if writes and found else {}
    return render_template("news/index.html", news=found, page=page, more=more, readers=readers, writes=writes)


@blueprint.get("/<news>")
@requires(Permission.READ)
def show(client: str, news: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Show one of the news, and its question with what one answered."""
    return _page(queries.get_news(here.actor(), news))


@blueprint.post("/<news>/read")
@requires(Permission.CONFIRM_NEWS)
def read(client: str, news: str) -> ResponseReturnValue:
    """Keep that one has read the news, with the answer to its question; a wrong one is told why."""
    facts = queries.get_news(here.actor(), news)
    number, choice = (request.form.get(name, 0, type=counted) for name in ("number", "choice"))
    try:
        service.read(here.actor(), news, number, choice)
    except InvalidError as refusal:
        return _page(facts, refusal_words(refusal)), refusal.status
    if facts.question:
        return redirect(url_for("news.show", client=client, news=news, _anchor="question"))
    flash(_("Noted: you have read “%(title)s”.", title=facts.title), "done")
    return redirect(url_for("start.show", client=client))


def _page(facts: NewsFacts, problem: str = "") -> str:
    actor = here.actor()
    return render_template(
        "news/show.html",
        news=facts,
        names=people.names(actor, {facts.written_by}),
        writes=actor.may(Permission.WRITE_NEWS),
        problem=problem,
    )
