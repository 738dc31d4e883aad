"""Changes of many people at once in words: one sentence, and their names behind it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from flask_babel import ngettext

from app.reports.alike import Alike
from app.web.auditor.change_words import Titles, change_words, name_of, values_of

NAMED = 40
"""People who are named behind one sentence; how many more there were is said, and the record has them all."""


MANY: Mapping[str, Callable[[int, Mapping[str, object]], str]] = {
    "agreement.accepted": lambda count, values: ngettext(
        "%(num)d person accepted the agreement %(agreement)s",
        "%(num)d people accepted the agreement %(agreement)s",
        count,
        **values,
    ),
    "attempt.handed in": lambda count, values: ngettext(
        "%(num)d person handed in the quiz %(quiz)s of %(course)s",
        "%(num)d people handed in the quiz %(quiz)s of %(course)s",
        count,
        **values,
    ),
    "certificate.brought in": lambda count, values: ngettext(
        "%(by)s brought in a certificate that %(num)d person earned before",
        "%(by)s brought in certificates that %(num)d people earned before",
        count,
        **values,
    ),
    "certificate.covers": lambda count, values: ngettext(
        "%(num)d person may take calls now: %(where)s", "%(num)d people may take calls now: %(where)s", count, **values
    ),
    "certificate.issued": lambda count, values: ngettext(
        "A certificate was issued to %(num)d person", "Certificates were issued to %(num)d people", count, **values
    ),
    "enrolment.due changed": lambda count, values: ngettext(
        "%(by)s changed the due date of %(num)d person in %(course)s",
        "%(by)s changed the due date of %(num)d people in %(course)s",
        count,
        **values,
    ),
    "enrolment.started": lambda count, values: ngettext(
        "%(num)d person was enrolled in %(course)s", "%(num)d people were enrolled in %(course)s", count, **values
    ),
    "enrolment.taken back": lambda count, values: ngettext(
        "%(by)s took back the enrolment of %(num)d person in %(course)s",
        "%(by)s took back the enrolment of %(num)d people in %(course)s",
        count,
        **values,
    ),
    "link.made": lambda count, values: ngettext(
        "%(by)s made a sign-in link for %(num)d person", "%(by)s made sign-in links for %(num)d people", count, **values
    ),
    "membership.ended": lambda count, values: ngettext(
        "%(num)d person no longer has the role: %(role)s",
        "%(num)d people no longer have the role: %(role)s",
        count,
        **values,
    ),
    "membership.started": lambda count, values: ngettext(
        "%(num)d person was given the role: %(role)s", "%(num)d people were given the role: %(role)s", count, **values
    ),
    "module.completed": lambda count, values: ngettext(
        "%(num)d person completed the module %(module)s",
        "%(num)d people completed the module %(module)s",
        count,
        **values,
    ),
    "team.joined": lambda count, values: ngettext(
        "%(num)d person joined a team", "%(num)d people joined a team", count, **values
    ),
}
"""The sentence of each act that is told together, for several people."""


def alike_words(alike: Alike, names: Mapping[int, str], titles: Titles) -> str:
    """Return what changes that are told as one say. `names` are those of the people in them."""
    count = len(alike.changes)
    if count == 1:
        return change_words(alike.newest, names, titles)
    return MANY[alike.newest.action](count, values_of(alike.newest, names, titles))


def who_words(alike: Alike, names: Mapping[int, str]) -> str:
    """Return the names of the people whom changes are about, in the order of the alphabet, as far as they are named."""
    named = sorted((name_of(number, names) for number in alike.people[:NAMED]), key=str.casefold)
    more = len(alike.people) - len(named)
    return ", ".join([*named, *([ngettext("and %(num)d more", "and %(num)d more", more)] if more else [])])


def people_in(groups: Iterable[Alike]) -> Collection[int]:
    """Return the numbers of the people whose names are needed."""
    found = (number for alike in groups for number in (alike.newest.by, *alike.people[:NAMED]))
    return {number for number in found if number is not None}
