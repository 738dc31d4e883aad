"""A set of files as clients, courses and documents, each under its address.

The same library serves a folder of clients, one client's or one course's folder, and the files of a stored release.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from app.content.addresses import address_of
from app.content.anchors import find_anchor
from app.content.documents import (
    AgreementDocument,
    ArticleDocument,
    ClientDocument,
    CourseDocument,
    Document,
    ModuleDocument,
    Question,
    QuizDocument,
    ScenarioDocument,
    Section,
)
from app.content.parser import Parsed
from app.content.problems import Problem, has_errors

D = TypeVar("D", bound=Document)


@dataclass(frozen=True)
class Course:
    """One course's folder. `documents` are by name, without course.md; `document` is None where that is missing."""

    client_id: str
    name: str
    document: CourseDocument | None
    documents: Mapping[str, Document]

    @property
    def address(self) -> str:
        """`nordbank/card-line`."""
        return f"{self.client_id}/{self.name}"

    @cached_property
    def modules(self) -> tuple[ModuleDocument, ...]:
        """The modules in the order of their numbers."""
        return tuple(
            sorted(documents_of(ModuleDocument, self.documents), key=lambda module: (module.order, module.name))
        )

    @cached_property
    def quizzes(self) -> Mapping[str, QuizDocument]:
        """The quizzes by name."""
        return {quiz.name: quiz for quiz in documents_of(QuizDocument, self.documents)}

    @cached_property
    def scenarios(self) -> Mapping[str, ScenarioDocument]:
        """The scenarios by name."""
        return {scenario.name: scenario for scenario in documents_of(ScenarioDocument, self.documents)}

    @cached_property
    def articles(self) -> Mapping[str, ArticleDocument]:
        """The articles that belong to this course, by name."""
        return {article.name: article for article in documents_of(ArticleDocument, self.documents)}

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question of the course by id: the checks of the modules, then the quizzes."""
        holders: Iterable[ModuleDocument | QuizDocument] = (*self.modules, *self.quizzes.values())
        return {question.id: question for holder in holders for question in holder.questions}


@dataclass(frozen=True)
class Client:
    """One client's folder. `document` is None where client.md is not among the files.

    Translations of agreements and of client.md are no agreements and no clients of their own.
    """

    id: str
    document: ClientDocument | None
    agreements: Mapping[str, AgreementDocument]
    articles: Mapping[str, ArticleDocument]
    courses: Mapping[str, Course]
    translated_agreements: tuple[AgreementDocument, ...] = ()
    translated_introductions: tuple[ClientDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class Destination:
    """What an address leads to. `section` is the `##` section meant or around what is meant; None for the whole file.

    `anchor` is the heading's name as GitHub gives it, '' for the whole file.
    """

    document: Document
    section: Section | None
    anchor: str


@dataclass(frozen=True)
class Library:
    """Everything in a set of files. `problems` are all of theirs, in order; `media` the paths of all other files."""

    clients: Mapping[str, Client]
    parsed: Mapping[str, Parsed]
    media: frozenset[str]
    problems: tuple[Problem, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing in it is an error, so that it can be published."""
        return not has_errors(self.problems)

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """Every document by its address."""
        found: dict[str, Document] = {}
        for path, parsed in self.parsed.items():
            if parsed.document is not None:
                found.setdefault(address_of(path), parsed.document)
        return found

    @property
    def courses(self) -> tuple[Course, ...]:
        """The courses of all clients."""
        return tuple(course for client in self.clients.values() for course in client.courses.values())

    def resolve(self, address: str) -> Destination | None:
        """What `client/course/file#section` leads to; the section may be named without its accents. None: nothing."""
        file_address, _, wanted = address.partition("#")
        document = self.documents.get(file_address)
        if document is None or not wanted:
            return Destination(document, None, "") if document else None
        anchor = find_anchor(wanted, document.anchors)
        return Destination(document, section_at(document, anchor), anchor) if anchor is not None else None


def section_at(document: Document, anchor: str) -> Section | None:
    """The `##` section that has this anchor or holds the heading that has; None where the file has no such section."""
    if not isinstance(document, ModuleDocument | ArticleDocument):
        return None
    by_anchor = {section.anchor: section for section in document.sections}
    around: Section | None = None
    for name in document.anchors:
        around = by_anchor.get(name, around)
        if name == anchor:
            return around
    return None


def documents_of(kind: type[D], documents: Mapping[str, Document]) -> list[D]:
    """The documents of one kind, in order."""
    return [document for document in documents.values() if isinstance(document, kind)]
