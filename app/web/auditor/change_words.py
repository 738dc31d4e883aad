"""Lines of the record as sentences in the reader's language, with the titles and names that people know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _
from flask_babel import ngettext

from app.authoring.queries import CourseContent, SharedContent
from app.authoring.rules import SHARED_PART
from app.kernel.messages import N_
from app.reports.changes import Change
from app.web.call_words import language_name, pair_name

NAMED_IN_A_LINE = 10
"""People who are named in one sentence of the record; how many more there were is said."""

SENTENCES: Mapping[str, str] = {
    "agreement.accepted": N_("%(by)s accepted the agreement %(agreement)s"),
    "allowance.given": N_("%(by)s made an exception for %(about)s: a quiz"),
    "allowance.taken back": N_("%(by)s took back an exception for %(about)s: a quiz"),
    "attempt.answered": N_("%(by)s answered a question of a quiz"),
    "attempt.handed in": N_("%(by)s handed in the quiz %(quiz)s of %(course)s"),
    "attempt.lengthened": N_("%(by)s gave %(about)s more time for a quiz"),
    "attempt.marked": N_("%(by)s marked a question of a quiz for later"),
    "attempt.started": N_("%(by)s began a quiz of %(course)s"),
    "attempt.voided": N_("%(by)s voided a quiz attempt of %(about)s"),
    "call.broken off": N_("A test call of %(about)s broke off"),
    "call.given back": N_("%(by)s gave back a test call of %(about)s"),
    "call.let lie": N_("A test call that its assessor let lie was ended"),
    "call.no show": N_("%(about)s did not come to a test call"),
    "call.resumed": N_("%(by)s went on with a test call"),
    "call.saved": N_("%(by)s saved the scores of a test call"),
    "call.scenario chosen": N_("%(by)s chose the scenario of a test call"),
    "call.started": N_("%(by)s began a test call"),
    "call.taken": N_("%(by)s took a test call with %(about)s"),
    "call.voided": N_("%(by)s voided a test call of %(about)s"),
    "certificate.brought in": N_("%(by)s brought in a certificate that %(about)s earned before"),
    "certificate.covers": N_("%(about)s may take calls now: %(where)s"),
    "certificate.issued": N_("A certificate was issued to %(about)s"),
    "check.answered": N_("%(by)s answered a check of %(course)s"),
    "class.changed": N_("%(by)s changed a class"),
    "class.created": N_("%(by)s made a class"),
    "class.joined": N_("%(by)s put %(people)s into a class"),
    "class.left": N_("%(about)s left a class"),
    "client.changed": N_("What this client asks for was changed"),
    "client.created": N_("The client was set up"),
    "coaching.recorded": N_("%(by)s coached %(about)s"),
    "enrolment.due changed": N_("%(by)s changed the due date of %(about)s in %(course)s"),
    "enrolment.language changed": N_("%(by)s went on with %(course)s in another language: %(to)s"),
    "enrolment.started": N_("%(about)s was enrolled in %(course)s"),
    "enrolment.taken back": N_("%(by)s took back the enrolment of %(about)s in %(course)s"),
    "knowledge.reindexed": N_("The search was made ready again"),
    "letter.claimed": N_("A letter was about to be sent"),
    "letter.given up": N_("A letter could not be sent"),
    "letter.put back": N_("A letter was not sent and will be tried again"),
    "letter.sent": N_("A letter was sent"),
    "line.created": N_("A line of this client was set up"),
    "link.made": N_("%(by)s made a sign-in link for %(about)s"),
    "link.used": N_("%(about)s used a sign-in link"),
    "login.all ended": N_("%(by)s signed somebody out everywhere"),
    "login.ended": N_("%(by)s signed out"),
    "login.started": N_("%(by)s signed in"),
    "login.tried": N_("Somebody tried to sign in"),
    "membership.ended": N_("%(about)s is no longer %(role)s here"),
    "membership.ended with the last": N_("%(about)s no longer belongs to the centre"),
    "membership.started": N_("%(about)s became %(role)s here"),
    "module.completed": N_("%(by)s completed the module %(module)s"),
    "news.changed": N_("%(by)s changed the news “%(title)s”"),
    "news.read": N_("%(by)s has read the news"),
    "news.withdrawn": N_("%(by)s withdrew news"),
    "news.written": N_("%(by)s wrote the news “%(title)s”"),
    "people.imported": N_("%(by)s imported people: %(new)s new, %(changed)s changed"),
    "person.changed": N_("%(by)s changed somebody's details"),
    "person.created": N_("%(by)s added %(about)s"),
    "person.password changed": N_("%(by)s set a password"),
    "question.answer seen": N_("%(by)s has seen an answer"),
    "question.answered": N_("%(by)s answered a question"),
    "question.asked": N_("%(by)s asked a question"),
    "queue.booked": N_("%(by)s booked a test call"),
    "queue.entered": N_("%(by)s is ready for a test call"),
    "queue.left": N_("%(by)s left the queue"),
    "queue.ready now": N_("%(by)s is ready now for a booked test call"),
    "queue.withdrawn": N_("A place in the queue was withdrawn"),
    "rehearsal.ended": N_("%(by)s finished a rehearsal"),
    "rehearsal.left": N_("%(by)s left a rehearsal"),
    "rehearsal.said": N_("%(by)s answered in a rehearsal"),
    "rehearsal.started": N_("%(by)s began a rehearsal"),
    "release.published": N_("%(by)s published version %(number)s of %(part)s"),
    "sample.drawn": N_("%(by)s drew a sample, by the seed %(seed)s"),
    "search.dealt with": N_("%(by)s dealt with a search that finds nothing"),
    "search.found nothing": N_("A search of the knowledge base found nothing"),
    "section.reached": N_("%(by)s read on in %(course)s"),
    "sign-off.given": N_("%(by)s signed %(about)s off"),
    "sign-off.voided": N_("%(by)s voided a sign-off of %(about)s"),
    "team.changed": N_("%(by)s changed a team"),
    "team.created": N_("%(by)s made a team"),
    "team.joined": N_("%(about)s joined a team"),
    "team.left": N_("%(about)s left a team"),
    "visit.began": N_("%(by)s looked at what changed"),
}
"""What each act on the record is called. `call.finished` says whether the call was passed, below."""

READ_IN = N_("%(by)s accepted the agreement %(agreement)s (language of the text: %(language)s)")
"""Since agreements exist in several languages; older records of accepting say no language."""
PASSED = N_("%(by)s scored a test call of %(about)s: passed, %(percent)s%%")
NOT_PASSED = N_("%(by)s scored a test call of %(about)s: not passed, %(percent)s%%")


@dataclass(frozen=True, slots=True)
class Titles:
    """What the newest releases of a client call its courses, its agreements and the files of a course, by name."""

    courses: Mapping[str, str] = field(default_factory=dict)
    agreements: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[tuple[str, str], str] = field(default_factory=dict)


def titles_of(courses: Iterable[CourseContent], shared: SharedContent | None) -> Titles:
    """Return the titles of what a client's newest releases hold."""
    parts: dict[str, str] = {}
    files: dict[tuple[str, str], str] = {}
    for content in courses:
        course = content.release.part
        parts[course] = content.course.title
        files |= {(course, module.name): module.title for module in content.modules}
        files |= {(course, name): quiz.title for name, quiz in content.quizzes.items()}
    agreements = {name: one.title for name, one in shared.agreements.items()} if shared else {}
    return Titles(parts, agreements, files)


def change_words(change: Change, names: Mapping[int, str], titles: Titles) -> str:
    """Return what a line of the record says. `names` are those of the people in it.

    What has left the courses is called by the name of its file, in words.
    """
    return str(_(_sentence(change), **values_of(change, names, titles)))


def values_of(change: Change, names: Mapping[int, str], titles: Titles) -> dict[str, object]:
    """Return what the sentence of a change is filled with, by name."""
    data = change.data
    course, role, rows = str(data.get("course", "")), str(data.get("role", "")), data.get("rows") or {}
    to = str(data.get("to", ""))
    return {
        "by": _actor(change.by, names),
        "about": name_of(change.about, names),
        "people": listed(change.people, names, NAMED_IN_A_LINE),
        "course": titles.courses.get(course, _plain(course)),
        "to": titles.courses.get(to, _plain(to)),
        "quiz": _file(titles, course, data.get("quiz")),
        "module": _file(titles, course, data.get("module")),
        "agreement": _agreement(titles, str(data.get("agreement", ""))),
        "language": language_name(str(data["language"])) if data.get("language") else "",
        "part": _part(titles, str(data.get("part", ""))),
        "role": _(role) if role else "",
        "where": pair_name(str(data["channel"]), str(data.get("language", ""))) if "channel" in data else "",
        "number": data.get("number", ""),
        "percent": data.get("percent"),
        "title": data.get("title", ""),
        "seed": data.get("seed", ""),
        "new": rows.get("new", 0),
        "changed": rows.get("changed", 0),
    }


def _sentence(change: Change) -> str:
    if change.action == "agreement.accepted" and change.data.get("language"):
        return READ_IN
    if change.action == "call.finished":
        return PASSED if change.data.get("passed") else NOT_PASSED
    return SENTENCES[change.action]


def _actor(number: int | None, names: Mapping[int, str]) -> str:
    """Return who did something. Whoever acts here and never belonged to the client is an administrator."""
    if number is None:
        return str(_("The program"))
    return names.get(number) or str(_("An administrator"))


def name_of(number: int | None, names: Mapping[int, str]) -> str:
    """Return what somebody is called; nobody is the program."""
    if number is None:
        return str(_("The program"))
    return names.get(number) or str(_("Person %(number)s", number=number))


def listed(people: Sequence[int | None], names: Mapping[int, str], most: int) -> str:
    """Return what people are called, in the order of the alphabet: `most` of them, and how many more there are."""
    named = sorted((name_of(number, names) for number in people[:most]), key=str.casefold)
    more = len(people) - len(named)
    return ", ".join([*named, *([ngettext("and %(num)d more", "and %(num)d more", more)] if more else [])])


def _plain(name: str) -> str:
    return name.replace("-", " ")


def _file(titles: Titles, course: str, name: object) -> str:
    return titles.files.get((course, str(name)), _plain(str(name or "")))


def _agreement(titles: Titles, name: str) -> str:
    return titles.agreements.get(name, _plain(name))


def _part(titles: Titles, name: str) -> str:
    return str(_("what the courses share")) if name == SHARED_PART else titles.courses.get(name, _plain(name))
