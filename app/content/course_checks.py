"""Checks what one course names: other courses, its own modules and quizzes, agreements, ids and numbers."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Mapping

from app.content.addresses import COURSE_FILE
from app.content.collection import Course, Library
from app.content.documents import CertificateRule, CourseDocument
from app.content.fields import Place
from app.content.parser import Parsed
from app.content.problems import Problem, Problems
from app.content.words import short
from app.kernel.messages import N_

_TOP = Place(1, 1)
_NESTED_COLUMN = 3


def check_course(
    course: Course, library: Library, courses: Mapping[str, Course], agreements: Collection[str]
) -> list[Problem]:
    """Everything wrong within one course and with what it names outside; `courses` are all that are known."""
    path = f"{course.address}/{COURSE_FILE}"
    problems = Problems(path)
    if path not in library.parsed:
        problems.error(1, 1, N_("the course's folder has no course.md; add it"))
    if course.document is not None:
        checker = _CourseChecker(course, course.document, library.parsed[path], problems)
        checker.check_after(courses)
        checker.check_translation(courses)
        if course.document.certificate is not None:
            checker.check_certificate(course.document.certificate, agreements)
    found = [*problems.found, *_check_ids(course, library), *_check_order(course)]
    return found + list(_check_channels(course, library))


class _CourseChecker:
    """Checks one course.md."""

    def __init__(self, course: Course, document: CourseDocument, parsed: Parsed, problems: Problems) -> None:
        self._course = course
        self._document = document
        self._parsed = parsed
        self._problems = problems

    def check_after(self, courses: Mapping[str, Course]) -> None:
        """The courses that come before this one exist, and do not come after it as well."""
        place = self._parsed.places.get("after", _TOP)
        for address in self._document.after:
            if address not in courses:
                self._problems.unknown(
                    place.line,
                    place.column,
                    address,
                    courses,
                    N_("there is no course “%(name)s”; the nearest is “%(nearest)s”"),
                    N_("there is no course “%(name)s”; write it as client/course"),
                )
        if self._comes_after_itself(courses):
            self._problems.error(
                place.line, place.column, N_("the course comes after itself, by way of “after”; break the circle")
            )

    def _comes_after_itself(self, courses: Mapping[str, Course]) -> bool:
        seen: set[str] = set()
        pending = list(self._document.after)
        while pending:
            address = pending.pop()
            if address == self._course.address:
                return True
            course = courses.get(address)
            if address not in seen and course is not None and course.document is not None:
                pending += course.document.after
            seen.add(address)
        return False

    def check_translation(self, courses: Mapping[str, Course]) -> None:
        """The original of a translation exists."""
        if not self._document.translates:
            return
        place = self._parsed.places.get("translates", _TOP)
        original = posixpath.normpath(posixpath.join(self._course.address, self._document.translates))
        if original == self._course.address or original not in courses:
            self._problems.error(
                place.line,
                place.column,
                N_("“%(name)s” is no other course's folder; write the way to it, like ../card-line"),
                name=short(self._document.translates),
            )

    def check_certificate(self, rule: CertificateRule, agreements: Collection[str]) -> None:
        """What the certificate asks for exists, and is not less than the quizzes ask."""
        self._check_quizzes(rule)
        for name in rule.modules or ():
            modules = [module.name for module in self._course.modules]
            if name not in modules:
                place = self._place("modules")
                self._problems.unknown(
                    place.line,
                    place.column,
                    name,
                    modules,
                    N_("there is no module “%(name)s” in this course; the nearest is “%(nearest)s”"),
                    N_("there is no module “%(name)s” in this course; add it or take its name out"),
                )
        for name in rule.agreements or ():
            if name not in agreements:
                report_agreement(name, agreements, self._place("agreements"), self._problems)
        if rule.calls is not None:
            self._check_calls()

    def _check_quizzes(self, rule: CertificateRule) -> None:
        for asked in rule.quizzes:
            place = self._place(f"quiz {asked.quiz}")
            quiz = self._course.quizzes.get(asked.quiz)
            if quiz is None:
                self._problems.unknown(
                    place.line,
                    _NESTED_COLUMN,
                    asked.quiz,
                    self._course.quizzes,
                    N_("there is no quiz “%(name)s” in this course; the nearest is “%(nearest)s”"),
                    N_("there is no quiz “%(name)s” in this course; add it or take its name out"),
                )
            elif asked.percent < quiz.pass_percent:
                self._problems.error(
                    place.line,
                    place.column,
                    N_("the quiz itself asks for %(percent)s%%; a certificate may ask for more, not for less"),
                    percent=quiz.pass_percent,
                )

    def _check_calls(self) -> None:
        place = Place(self._place("test calls").line, _NESTED_COLUMN)
        document = self._document
        given = {"line": document.line, "channels": document.channels, "serves": document.serves}
        missing = [key for key, value in given.items() if not value]
        if missing:
            self._problems.warning(
                place.line,
                place.column,
                N_("test calls certify for a line, channels and languages; this course does not say: %(keys)s"),
                keys=", ".join(missing),
            )
        if not self._course.scenarios:
            self._problems.warning(
                place.line, place.column, N_("the course has no scenario for its test calls; add one")
            )

    def _place(self, key: str) -> Place:
        return self._parsed.places.get(f"certificate.{key}", _TOP)


def report_agreement(name: str, known: Collection[str], place: Place, problems: Problems) -> None:
    """Report an agreement that the client does not have."""
    problems.unknown(
        place.line,
        place.column,
        name,
        known,
        N_("there is no agreement “%(name)s”; the nearest is “%(nearest)s”"),
        N_("there is no agreement “%(name)s”; add the file or take its name out"),
    )


def _check_ids(course: Course, library: Library) -> Iterable[Problem]:
    """No id stands for two questions of the course; within one file the parser has looked already."""
    found: list[Problem] = []
    taken: dict[str, tuple[str, int]] = {}
    for path in sorted(document.path for document in course.documents.values()):
        problems = Problems(path)
        for question_id, place in library.parsed[path].id_places.items():
            earlier = taken.setdefault(question_id, (path, place.line))
            if earlier[0] != path:
                problems.error(
                    place.line,
                    place.column,
                    N_("the id “%(id)s” is taken by the question at %(path)s:%(line)s; give this one another"),
                    id=question_id,
                    path=earlier[0],
                    line=earlier[1],
                )
        found += problems.found
    return found


def _check_order(course: Course) -> Iterable[Problem]:
    found: list[Problem] = []
    taken: dict[int, str] = {}
    for module in course.modules:
        problems = Problems(module.path)
        if module.order == 0:
            problems.warning(
                1, 1, N_("the module's file name begins with no number, so that it comes first; begin it like 01-")
            )
        elif taken.setdefault(module.order, module.path) != module.path:
            problems.warning(
                1,
                1,
                N_("%(other)s has the number %(order)s too; give the modules different numbers"),
                other=taken[module.order],
                order=module.order,
            )
        found += problems.found
    return found


def _check_channels(course: Course, library: Library) -> Iterable[Problem]:
    found: list[Problem] = []
    for scenario in course.scenarios.values():
        if scenario.channel is None and course.document is not None and not course.document.channels:
            problems = Problems(scenario.path)
            first = library.parsed[scenario.path].places.get("scenario", _TOP)
            problems.error(
                first.line, 1, N_("neither the scenario nor its course names a channel; add “channel: phone”")
            )
            found += problems.found
    return found
