"""Changes of many people at once in words: one sentence, and their names behind it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from flask_babel import ngettext

from app.kernel.messages import NN_
from app.reports.alike import Alike
from app.web.auditor.change_words import Titles, change_words, listed, values_of

NAMED = 40
"""People who are named behind one sentence; how many more there were is said."""


MANY: Mapping[str, tuple[str, str]] = {
    "agreement.accepted": NN_(
        "%(num)d person accepted the agreement %(agreement)s", "%(num)d people accepted the agreement %(agreement)s"
    ),
    "attempt.handed in": NN_(
        "%(num)d person handed in the quiz %(quiz)s of %(course)s",
        "%(num)d people handed in the quiz %(quiz)s of %(course)s",
    ),
    "certificate.brought in": NN_(
        "%(by)s brought in a certificate that %(num)d person earned before",
        "%(by)s brought in certificates that %(num)d people earned before",
    ),
    "certificate.covers": NN_(
        "%(num)d person may take calls now: %(where)s", "%(num)d people may take calls now: %(where)s"
    ),
    "certificate.issued": NN_(
        "A certificate was issued to %(num)d person", "Certificates were issued to %(num)d people"
    ),
    "class.joined": NN_("%(by)s put %(num)d person into a class", "%(by)s put %(num)d people into a class"),
    "enrolment.due changed": NN_(
        "%(by)s changed the due date of %(num)d person in %(course)s",
        "%(by)s changed the due date of %(num)d people in %(course)s",
    ),
    "enrolment.started": NN_("%(num)d person was enrolled in %(course)s", "%(num)d people were enrolled in %(course)s"),
    "enrolment.taken back": NN_(
        "%(by)s took back the enrolment of %(num)d person in %(course)s",
        "%(by)s took back the enrolment of %(num)d people in %(course)s",
    ),
    "link.made": NN_("%(by)s made a sign-in link for %(num)d person", "%(by)s made sign-in links for %(num)d people"),
    "membership.ended": NN_(
        "%(num)d person no longer has the role: %(role)s", "%(num)d people no longer have the role: %(role)s"
    ),
    "membership.started": NN_(
        "%(num)d person was given the role: %(role)s", "%(num)d people were given the role: %(role)s"
    ),
    "module.completed": NN_(
        "%(num)d person completed the module %(module)s", "%(num)d people completed the module %(module)s"
    ),
    "person.created": NN_("%(by)s added %(num)d person", "%(by)s added %(num)d people"),
    "team.joined": NN_("%(num)d person joined a team", "%(num)d people joined a team"),
}
"""The sentence of each act that is told together, for one person and for several."""


def alike_words(alike: Alike, names: Mapping[int, str], titles: Titles) -> str:
    """Return what changes that are told as one say, or one that is about several. `names` are those of the people."""
    if _says_who(alike, names):
        return change_words(alike.newest, names, titles)
    one, many = MANY[alike.newest.action]
    return ngettext(one, many, len(alike.people), **values_of(alike.newest, names, titles))


def who_words(alike: Alike, names: Mapping[int, str]) -> str:
    """Return the names of the people whom changes are about; empty where their sentence says whom."""
    return "" if _says_who(alike, names) else listed(alike.people, names, NAMED)


def _says_who(alike: Alike, names: Mapping[int, str]) -> bool:
    """Tell whether the sentence itself names somebody: one person, who has a name here, or an act that is no list's."""
    return alike.newest.action not in MANY or (len(alike.people) == 1 and alike.people[0] in names)


def people_in(groups: Iterable[Alike]) -> Collection[int]:
    """Return the numbers of the people whose names are needed."""
    found = (number for alike in groups for number in (alike.newest.by, *alike.people[:NAMED]))
    return {number for number in found if number is not None}
