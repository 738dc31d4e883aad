"""The fixed sets of words a document may hold: what a file, a question, a channel, a length of time can be."""

from __future__ import annotations

from enum import StrEnum

from app.kernel.messages import N_


class Kind(StrEnum):
    """The first key of a front matter, which says what the file is."""

    CLIENT = N_("client")
    COURSE = N_("course")
    MODULE = N_("module")
    QUIZ = N_("quiz")
    SCENARIO = N_("scenario")
    ARTICLE = N_("article")
    AGREEMENT = N_("agreement")


class Training(StrEnum):
    """Who trains and certifies (`training:` in client.md or course.md; domain.md, 'The three ways')."""

    CLIENT = N_("client")
    CASCADE = N_("cascade")
    CENTRE = N_("centre")


class PublicVerification(StrEnum):
    """Whether anybody with a certificate's address may check it (`public verification:` in client.md), and what they
    read of the client."""

    NO = "no"
    YES = "yes"
    WITH_NAME = "yes, with the client's name"


class Channel(StrEnum):
    """A way customers reach the client; the value is what a trainer writes."""

    PHONE = "phone"
    CHAT = "chat"
    EMAIL = "email"
    MESSENGER = "messenger"
    SOCIAL = "social"
    IN_PERSON = "in person"


class QuestionKind(StrEnum):
    """Told by the look of the answers, never written by the trainer."""

    SINGLE = N_("single")
    MULTIPLE = N_("multiple")
    TEXT = N_("text")
    NUMBER = N_("number")
    MATCHING = N_("matching")
    ORDERING = N_("ordering")
    CLOZE = N_("cloze")
    LONG = N_("long")


class ShowAnswers(StrEnum):
    """When a quiz may show its right answers (`show answers:`)."""

    AT_ONCE = "at once"
    AFTER_PASSING = "after passing"
    NEVER = "never"


class Unit(StrEnum):
    """The unit of a written duration."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class CriticalClass(StrEnum):
    """Whom a critical error harms (the word in brackets)."""

    CUSTOMER = "customer"
    BUSINESS = "business"
    COMPLIANCE = "compliance"
