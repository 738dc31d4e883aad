"""Lines of the record as sentences. What has no sentence of its own is shown by its name, so that nothing is hidden."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask_babel import gettext as _

from app.reports.changes import Change
from app.web.call_words import pair_name


def change_words(change: Change, names: Mapping[int, str]) -> str:
    """Return what a line of the record says, in the reader's language. `names` are those of the people in it."""
    values = {
        "by": _name(change.by, names),
        "about": _name(change.about, names),
        "course": str(change.data.get("course", "")),
    }
    sentence = _SENTENCES.get(change.action)
    if sentence is not None:
        return sentence(change, values)
    return str(_("%(by)s: %(action)s", by=values["by"], action=change.action))


def _name(number: int | None, names: Mapping[int, str]) -> str:
    if number is None:
        return str(_("The program"))
    return names.get(number, str(_("Person %(number)s", number=number)))


def _call(change: Change, values: Mapping[str, str]) -> str:
    percent = change.data.get("percent")
    if change.data.get("passed"):
        return str(_("%(by)s scored a test call of %(about)s: passed, %(percent)s%%", percent=percent, **values))
    return str(_("%(by)s scored a test call of %(about)s: not passed, %(percent)s%%", percent=percent, **values))


def _cover(change: Change, values: Mapping[str, str]) -> str:
    where = pair_name(str(change.data.get("channel", "")), str(change.data.get("language", "")))
    return str(_("%(about)s may take calls now: %(where)s", where=where, **values))


def _release(change: Change, values: Mapping[str, str]) -> str:
    part, number = change.data.get("part", ""), change.data.get("number", "")
    return str(_("%(by)s published version %(number)s of %(part)s", part=part, number=number, **values))


def _membership(change: Change, values: Mapping[str, str]) -> str:
    role = change.data.get("role", "")
    if change.action == "membership.ended":
        return str(_("%(about)s is no longer %(role)s here", role=role, **values))
    return str(_("%(about)s became %(role)s here", role=role, **values))


def _news(change: Change, values: Mapping[str, str]) -> str:
    title = change.data.get("title", "")
    if change.action == "news.changed":
        return str(_("%(by)s changed the news “%(title)s”", title=title, **values))
    return str(_("%(by)s wrote the news “%(title)s”", title=title, **values))


def _quiz(change: Change, values: Mapping[str, str]) -> str:
    quiz = change.data.get("quiz", "")
    return str(_("%(by)s handed in the quiz %(quiz)s of %(course)s", quiz=quiz, **values))


def _module(change: Change, values: Mapping[str, str]) -> str:
    return str(_("%(by)s completed the module %(module)s", module=change.data.get("module", ""), **values))


def _agreement(change: Change, values: Mapping[str, str]) -> str:
    return str(_("%(by)s accepted the agreement %(agreement)s", agreement=change.data.get("agreement", ""), **values))


def _imported(change: Change, values: Mapping[str, str]) -> str:
    rows = change.data.get("rows") or {}
    counts = {"new": rows.get("new", 0), "changed": rows.get("changed", 0)}
    return str(_("%(by)s imported people: %(new)s new, %(changed)s changed", **counts, **values))


_SENTENCES: dict[str, Callable[[Change, Mapping[str, str]], str]] = {
    "agreement.accepted": _agreement,
    "allowance.given": lambda _change, values: str(_("%(by)s made an exception for %(about)s: a quiz", **values)),
    "attempt.handed in": _quiz,
    "attempt.started": lambda _change, values: str(_("%(by)s began a quiz of %(course)s", **values)),
    "call.finished": _call,
    "call.started": lambda _change, values: str(_("%(by)s began a test call", **values)),
    "attempt.voided": lambda _change, values: str(_("%(by)s voided a quiz attempt of %(about)s", **values)),
    "call.voided": lambda _change, values: str(_("%(by)s voided a test call of %(about)s", **values)),
    "call.taken": lambda _change, values: str(_("%(by)s took a test call with %(about)s", **values)),
    "people.imported": _imported,
    "certificate.brought in": lambda _change, values: str(
        _("%(by)s brought in a certificate that %(about)s earned before", **values)
    ),
    "certificate.covers": _cover,
    "certificate.issued": lambda _change, values: str(_("A certificate was issued to %(about)s", **values)),
    "check.answered": lambda _change, values: str(_("%(by)s answered a check of %(course)s", **values)),
    "enrolment.started": lambda _change, values: str(_("%(about)s was enrolled in %(course)s", **values)),
    "membership.ended": _membership,
    "membership.started": _membership,
    "module.completed": _module,
    "queue.booked": lambda _change, values: str(_("%(by)s booked a test call", **values)),
    "news.changed": _news,
    "news.read": lambda _change, values: str(_("%(by)s has read the news", **values)),
    "news.withdrawn": lambda _change, values: str(_("%(by)s withdrew news", **values)),
    "news.written": _news,
    "question.answer seen": lambda _change, values: str(_("%(by)s has seen an answer", **values)),
    "question.answered": lambda _change, values: str(_("%(by)s answered a question", **values)),
    "question.asked": lambda _change, values: str(_("%(by)s asked the trainers", **values)),
    "queue.entered": lambda _change, values: str(_("%(by)s is ready for a test call", **values)),
    "queue.left": lambda _change, values: str(_("%(by)s left the queue", **values)),
    "release.published": _release,
    "section.reached": lambda _change, values: str(_("%(by)s read on in %(course)s", **values)),
    "sign-off.given": lambda _change, values: str(_("%(by)s signed %(about)s off", **values)),
    "sign-off.voided": lambda _change, values: str(_("%(by)s voided a sign-off of %(about)s", **values)),
    "team.joined": lambda _change, values: str(_("%(about)s joined a team", **values)),
    "team.left": lambda _change, values: str(_("%(about)s left a team", **values)),
}
