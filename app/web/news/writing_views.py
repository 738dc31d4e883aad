"""Writing news: new ones, a new version, withdrawing them; who has read them."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.kernel.errors import DeclinedError, NotFoundError
from app.news import queries, service
from app.news.queries import NewsFacts
from app.people import queries as people
from app.people.permissions import Permission
from app.web import here
from app.web.access import requires
from app.web.news.forms import ChangeForm, change_form, new_form
from app.web.people.words import refusal_words
from app.web.unsent import carries_words

blueprint = Blueprint("news_writing", __name__, url_prefix="/c/<client>/news")

PAGE = 60
"""Readers on one page: a name, a state and a time each."""


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.WRITE_NEWS)
@carries_words
def new(client: str) -> ResponseReturnValue:
    """Write news."""
    form = new_form()
    if not form.validate_on_submit():
        return render_template("news/new.html", form=form), 422 if form.is_submitted() else 200
    try:
        news = service.write(here.actor(), form.draft(), form.safe_token())
    except DeclinedError as refusal:
        return render_template("news/new.html", form=form, problem=refusal_words(refusal)), refusal.status
    flash(_("Your news are out: everybody sees them on their start page until they have read them."), "done")
    return redirect(url_for("news.show", client=client, news=news))


@blueprint.route("/<news>/change", methods=["GET", "POST"])
@requires(Permission.WRITE_NEWS)
@carries_words
def change(client: str, news: str) -> ResponseReturnValue:
    """Write a new version; the one before is kept."""
    facts = queries.get_news(here.actor(), news)
    form = change_form(facts, here.actor())
    if not form.validate_on_submit():
        return _change_page(facts, form), 422 if form.is_submitted() else 200
    try:
        service.change(here.actor(), news, form.draft(), form.seen.data, again=form.again.data)
    except DeclinedError as refusal:
        is_stale = form.seen.data != facts.number
        form.show_again(facts)
        return _change_page(facts, form, refusal_words(refusal), is_stale=is_stale), refusal.status
    flash(_("Changed. What the news said before is kept."), "done")
    return redirect(url_for("news.show", client=client, news=news))


@blueprint.post("/<news>/withdraw")
@requires(Permission.WRITE_NEWS)
def withdraw(client: str, news: str) -> ResponseReturnValue:
    """Withdraw news."""
    service.withdraw(here.actor(), news)
    flash(_("Withdrawn. Only those who write news see them still."), "done")
    return redirect(url_for("news.show", client=client, news=news))


@blueprint.get("/<news>/readers")
@requires(Permission.WRITE_NEWS)
def readers(client: str, news: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """List who has not read the news yet, then who has, when, and what they answered; below, earlier versions."""
    actor = here.actor()
    shown = queries.versions(actor, news)
    if not shown:
        raise NotFoundError()
    found = queries.reader_list(actor, shown)
    last = max(1, -(-len(found) // PAGE))
    page = min(max(1, request.args.get("page", 1, type=int)), last)
    return render_template(
        "news/readers.html",
        news=shown[0],
        earlier=shown[1:],
        readers=found[(page - 1) * PAGE : page * PAGE],
        total=len(found),
        read=sum(one.read_at is not None for one in found),
        right=sum(one.was_right for one in found if one.answer),
        page=page,
        last=last,
        first_row=(page - 1) * PAGE + 1,
        names=people.names(actor, {one.written_by for one in shown}),
    )


def _change_page(facts: NewsFacts, form: ChangeForm, problem: str = "", *, is_stale: bool = False) -> str:
    return render_template("news/change.html", news=facts, form=form, problem=problem, is_stale=is_stale)
