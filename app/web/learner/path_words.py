"""The path to a certificate as pages show it: steps for `_components/path.html`, and the one next thing to do."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import format_date
from flask_babel import gettext as _

from app.certification.queries import CertificateFacts, PathOf
from app.certification.rules import Cover, Part, PartKind, PartState, next_part
from app.certification.words import Words, hint_of, name_of, progress_of
from app.web.call_words import channel_name, language_name


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do now: a sentence, the button's words and where it leads; no `url` where somebody else is to act."""

    sentence: str
    label: str
    url: str | None


def say(words: Words | None) -> str | None:
    """Return words in the reader's language; None stays None."""
    if words is None:
        return None
    return str(_(words.template, **words.values) if words.values else _(words.template))


def part_url(client: str, course: str, part: Part) -> str | None:
    """Return the page on which the person goes on with a part; None while it is not theirs to act."""
    if part.state is PartState.LOCKED or (part.state is PartState.WAITING and part.kind is not PartKind.CALLS):
        return None
    if part.kind is PartKind.MODULES and not part.first:
        return url_for("courses.show", client=client, course=course)
    if part.kind is PartKind.COURSE_BEFORE:
        before, _slash, name = part.name.partition("/")
        return url_for("courses.show", client=before, course=name)
    match part.kind:
        case PartKind.AGREEMENTS:
            return url_for("agreements.show", client=client)
        case PartKind.MODULES:
            return url_for("courses.go_on", client=client, course=course)
        case PartKind.QUIZ:
            return url_for("quizzes.show", client=client, course=course, quiz=part.name)
        case PartKind.CALLS:
            return url_for("ready.show", client=client, course=course)
        case _:
            return None


def steps(client: str, path: PathOf) -> list[dict[str, object]]:
    """Return a path as `path_list` reads it."""
    return [
        {
            "name": say(name_of(part)),
            "state": part.state.value,
            "words": say(progress_of(part)),
            "hint": say(hint_of(part)),
            "url": part_url(client, path.course, part),
        }
        for part in path.parts
    ]


def next_step_of(client: str, path: PathOf) -> NextStep | None:
    """Return what the person does next on a path; None when everything is done."""
    part = next_part(path.parts)
    if part is None:
        return None
    first = part.lacking[0] if part.lacking else ""
    label = {
        PartKind.AGREEMENTS: _("Read and accept: %(title)s", title=first),
        PartKind.COURSE_BEFORE: _("Go to: %(title)s", title=part.title),
        PartKind.MODULES: _("Continue: %(title)s", title=first),
        PartKind.QUIZ: _("Go to: %(title)s", title=part.title),
        PartKind.CALLS: _("See your place in the queue")
        if part.state is PartState.WAITING
        else _("Ask for a test call"),
        PartKind.SIGN_OFF: "",
    }[part.kind]
    return NextStep(_sentence(part), label, part_url(client, path.course, part))


def _sentence(part: Part) -> str:
    """Return what is next in one sentence; of the modules only the first that is missing: the path lists them all."""
    if part.kind is PartKind.MODULES and part.lacking:
        title = part.lacking[0]
        return str(_("Module %(number)d of %(all)d: %(title)s", number=part.at, all=part.needed, title=title))
    return say(hint_of(part)) or ""


def covers_words(covers: tuple[Cover, ...]) -> str:
    """Return channels with their languages: 'Phone: English, Polish · Chat: English'."""
    by_channel: dict[str, list[str]] = {}
    for cover in covers:
        by_channel.setdefault(cover.channel, []).append(language_name(cover.language))
    return " · ".join(f"{channel_name(channel)}: {', '.join(names)}" for channel, names in by_channel.items())


def validity_words(certificate: CertificateFacts) -> str:
    """Say until when a certificate holds or held, and whether it was earned before this program."""
    words = _until_words(certificate)
    if certificate.brought_in_at is None:
        return words
    day = format_date(certificate.brought_in_at, "long")
    return str(_("%(until)s. Earned before this program, brought in on %(day)s", until=words, day=day))


def proof_words(certificate: CertificateFacts) -> str:
    """Return the evidence of a certificate earned before, and where its file lies."""
    return " · ".join(part for part in (certificate.proof, certificate.proof_file) if part)


def _until_words(certificate: CertificateFacts) -> str:
    if certificate.last_day is None:
        return str(_("Does not expire"))
    day = format_date(certificate.last_day, "long", rebase=False)
    return str(_("Until the end of %(day)s", day=day) if certificate.holds else _("Ended on %(day)s", day=day))
