"""What the front matter of each kind of file may say (content-language.md, 'Front matter').

Each function takes the fields and gives the keyword arguments of its document; the first key, which says what the
file is and carries its title, has been taken already.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.content import values
from app.content.documents import CertificateRule, PassRule, QuizRule, Targets
from app.content.fields import Fields
from app.content.kinds import Channel, Kind, PublicVerification, ShowAnswers, Training
from app.content.vocabulary import Space
from app.content.words import meaning

AUDIENCES = ("operator", "supervisor", "trainer")
SIGN_OFF_ROLES = ("team leader", "supervisor", "trainer", "manager")

# The keyword arguments of a document: their types differ from kind to kind and are checked where they are read.
Header = dict[str, Any]


def _client(fields: Fields) -> Header:
    translates = _translates(fields)
    if translates:
        return {"translates": translates, "language": fields.take("language", values.language, "en")}
    languages = fields.take("languages", values.languages, ())
    return {
        "language": fields.take("language", values.language, languages[0] if languages else "en"),
        "mark": fields.take("mark", values.mark, ""),
        "colour": fields.take("colour", values.colour, ""),
        "languages": languages,
        "training": fields.take("training", values.one_of(Training, Space.TRAINING), Training.CENTRE),
        "agreements": fields.take("agreements", values.items, ()),
        "public_verification": fields.take(
            "public verification", values.one_of(PublicVerification, Space.VALUE), PublicVerification.NO
        ),
        "centre": fields.take("centre", values.yes_no, False),
    }


def _course(fields: Fields) -> Header:
    header = {
        "line": fields.take("line", values.text, ""),
        "language": fields.take("language", values.language, "en"),
        "serves": fields.take("serves", values.languages, ()),
        "channels": fields.take("channels", values.several_of(Channel, Space.CHANNEL), ()),
        "audience": fields.take("for", values.one_word(Space.ROLE, AUDIENCES), "operator"),
        "due": fields.take("due", values.duration_within("… after start"), None),
        "after": fields.take("after", values.items, ()),
        "translates": fields.take("translates", values.text, ""),
        "training": fields.take("training", values.one_of(Training, Space.TRAINING), None),
    }
    certificate = fields.nested("certificate")
    return {**header, "certificate": _certificate(certificate) if certificate else None}


def _certificate(fields: Fields) -> CertificateRule:
    rule = CertificateRule(
        title=fields.take("title", values.text, ""),
        modules=fields.take("modules", _all_or_items, None),
        quizzes=tuple(QuizRule(name, share) for name, share, _ in fields.take_matching("quiz", values.percent)),
        calls=fields.take("test calls", values.series, None),
        further=fields.take("further channel or language", values.series, None),
        agreements=fields.take("agreements", _all_or_items, None),
        nesting=fields.take("nesting", values.duration, None),
        sign_off=fields.take("sign-off", values.one_word(Space.ROLE, SIGN_OFF_ROLES), None),
        valid=fields.take("valid", values.duration, None),
        renew_from=fields.take("renew", values.duration_within("from … before"), None),
    )
    fields.require("title")
    fields.finish()
    return rule


def _all_or_items(value: str) -> tuple[str, ...] | None:
    return None if meaning(Space.VALUE, value) == "all" else values.items(value)


def _module(fields: Fields) -> Header:
    return {
        "minutes": fields.take("minutes", values.whole_number, None),
        "competencies": fields.take("competencies", values.items, ()),
    }


def _quiz(fields: Fields) -> Header:
    return {
        "pass_percent": fields.take("pass", values.percent, 80),
        "attempts": fields.take("attempts", values.whole_number, None),
        "wait": fields.take("wait", values.duration, None),
        "minutes": fields.take("minutes", values.whole_number, None),
        "shuffle": fields.take("shuffle", values.yes_no, False),
        "show_answers": fields.take(
            "show answers", values.one_of(ShowAnswers, Space.SHOW_ANSWERS), ShowAnswers.AFTER_PASSING
        ),
    }


def _scenario(fields: Fields) -> Header:
    fields.require("pass")
    return {
        "channel": fields.take("channel", values.one_of(Channel, Space.CHANNEL), None),
        "caller": fields.take("caller", values.text, ""),
        "say_only_if_asked": fields.take("say only if asked", values.text, ""),
        "targets": fields.take("targets", values.targets, Targets()),
        "pass_rule": fields.take("pass", values.pass_rule, PassRule(percent=100)),
    }


def _article(fields: Fields) -> Header:
    return {
        "language": fields.take("language", values.language, "en"),
        "review": fields.take("review", values.duration_within("every …"), None),
    }


def _agreement(fields: Fields) -> Header:
    return {"translates": _translates(fields), "language": fields.take("language", values.language, "en")}


def _translates(fields: Fields) -> str:
    """The file that a text translates, '' for an original; a translation has to say its language."""
    translates = fields.take("translates", values.text, "")
    if translates:
        fields.require("language")
    return translates


HEADERS: dict[Kind, Callable[[Fields], Header]] = {
    Kind.CLIENT: _client,
    Kind.COURSE: _course,
    Kind.MODULE: _module,
    Kind.QUIZ: _quiz,
    Kind.SCENARIO: _scenario,
    Kind.ARTICLE: _article,
    Kind.AGREEMENT: _agreement,
}
