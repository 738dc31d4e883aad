"""How long names and titles may be: longer ones are problems before they are published, not errors of a database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.content.documents import (
    AgreementDocument,
    ArticleDocument,
    ClientDocument,
    CourseDocument,
    Document,
    Duration,
    ModuleDocument,
    Question,
)
from app.content.kinds import Unit
from app.content.problems import Problem, Problems
from app.content.words import short
from app.kernel.messages import N_

CLIENT = 64
COURSE = 100
FILE = 100
TITLE = 200
LINE = 64
LANGUAGE = 16
ANCHOR = 200
QUESTION = 100
DAYS_OF = {
    Unit.MINUTES: 1 / 1440,
    Unit.HOURS: 1 / 24,
    Unit.DAYS: 1,
    Unit.WORKING_DAYS: 7 / 5,
    Unit.WEEKS: 7,
    Unit.MONTHS: 31,
    Unit.YEARS: 366,
}
LONGEST_DUE = 10 * 366
"""Days; far more than any course takes, and within what a calendar can reckon with."""


def of_client(document: ClientDocument, client_id: str) -> Iterator[Problem]:
    """Find what is too long in a client.md."""
    yield from _too_long(document.path, 1, client_id, CLIENT)
    yield from _too_long(document.path, 1, document.title, TITLE)


def of_course(document: CourseDocument, course: str) -> Iterator[Problem]:
    """Find what is too long in a course.md."""
    yield from _too_long(document.path, 1, course, COURSE)
    yield from _too_long(document.path, 1, document.title, TITLE)
    yield from _too_long(document.path, 1, document.line, LINE)
    if document.due is not None and _days(document.due) > LONGEST_DUE:
        problems = Problems(document.path)
        problems.error(1, 1, N_("“due” is more than ten years after the start; write a shorter time"))
        yield from problems.found


def of_files(documents: Iterable[Document]) -> Iterator[Problem]:
    """Find what is too long in any other files: their names and titles, headings of sections, ids of questions."""
    for document in documents:
        yield from _too_long(document.path, 1, document.name, FILE)
        yield from _too_long(document.path, 1, document.title, TITLE)
        if isinstance(document, AgreementDocument):
            yield from _too_long(document.path, 1, document.language, LANGUAGE)
        if isinstance(document, ModuleDocument | ArticleDocument):
            for section in document.sections:
                yield from _too_long(document.path, section.line, section.anchor, ANCHOR)
        questions: tuple[Question, ...] = getattr(document, "questions", ())
        for question in questions:
            yield from _too_long(document.path, question.line, question.id, QUESTION)


def _too_long(path: str, line: int, value: str, most: int) -> Iterable[Problem]:
    problems = Problems(path)
    if len(value) > most:
        problems.error(
            line, 1, N_("“%(value)s” is longer than %(most)d characters; shorten it"), value=short(value), most=most
        )
    return problems.found


def _days(due: Duration) -> float:
    return due.amount * DAYS_OF[due.unit]
