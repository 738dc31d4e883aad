"""Agreements: the texts to accept before a client's content shows."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from app.authoring import queries as authoring
from app.authoring.queries import SharedContent
from app.content.documents import AgreementDocument
from app.content.translations import in_language
from app.kernel.errors import NotFoundError
from app.people import queries as people
from app.people import service
from app.people.permissions import Permission
from app.web import here
from app.web.access import requires
from app.web.call_words import language_name, own_name
from app.web.links import renderer
from app.web.ours import safe_next

blueprint = Blueprint("agreements", __name__, url_prefix="/c/<client>/agreements")


@dataclass(frozen=True, slots=True)
class AgreementShown:
    """An agreement in one language. `name` is the agreement's, `file` that of the text shown.

    `others` are the codes of the other languages in which it can be read; `is_foreign`: none of all is the reader's.
    """

    name: str
    file: str
    title: str
    language: str
    html: Markup
    others: tuple[str, ...]
    is_foreign: bool


@blueprint.get("")
@requires(Permission.READ, before_agreements=True)
def show(client: str) -> ResponseReturnValue:  # noqa: ARG001 read by access.admit
    """Show the agreements of the client: those to accept with their boxes, those accepted below."""
    return _show()


@blueprint.post("")
@requires(Permission.READ, before_agreements=True)
def accept(client: str) -> ResponseReturnValue:
    """Keep what was ticked. What was not, or what has changed since it was shown, is shown again.

    A tick names the text that was read: the record says in which language that was.
    """
    shared = _get_shared()
    if request.form.get("release") != shared.release.id:
        flash(_("The text has changed since you opened it. Please read it again."), "warning")
        return _show(), 409
    missing = people.missing_agreements(here.actor(), here.client())
    ticked = set(request.form.getlist("agreement"))
    read = {name: text for name in missing for text in shared.agreement_texts(name) if text.name in ticked}
    for name, text in read.items():
        service.accept_agreement(here.actor(), name, shared.release.id, text.language)
    if len(read) < len(missing):
        return _show(_("Tick the box to say that you accept the text."), leave_out=set(read)), 422
    flash(_("Thank you. What you accepted is on record."), "done")
    return redirect(safe_next(request.form.get("next")) or url_for("start.show", client=client))


def _show(problem: str = "", leave_out: set[str] | None = None) -> str:
    shared = _get_shared()
    done = leave_out or set()
    missing = [name for name in people.missing_agreements(here.actor(), here.client()) if name not in done]
    accepted = [name for name in here.client().agreements if name not in missing]
    return render_template(
        "learner/agreements.html",
        release=shared.release,
        missing=_texts(shared, missing),
        accepted=_texts(shared, accepted),
        problem=problem,
        own_name=own_name,
        language_name=language_name,
        language=_asked_language() or None,
        next=safe_next(request.values.get("next")) or "",
    )


def _get_shared() -> SharedContent:
    shared = authoring.shared_content(here.actor())
    if shared is None:
        raise NotFoundError()
    return shared


def _asked_language() -> str:
    """Return the language that a link of the page asks for, '' for one's own."""
    return request.args.get("language", "")


def _texts(shared: SharedContent, names: list[str]) -> list[AgreementShown]:
    return [_text(shared, name, texts) for name in names if (texts := shared.agreement_texts(name))]


def _text(shared: SharedContent, name: str, texts: tuple[AgreementDocument, ...]) -> AgreementShown:
    shown = in_language(texts, _asked_language(), here.actor().language)
    html = renderer(here.client().id, shared, shown.path)(shown.body, demote=1)
    others = tuple(each.language for each in texts if each is not shown)
    is_foreign = all(each.language != here.actor().language for each in texts)
    return AgreementShown(name, shown.name, shown.title, shown.language, html, others, is_foreign)
