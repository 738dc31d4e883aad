"""What a release holds, parsed, and a cache of it: a release never changes, so neither does this."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from app.authoring.rules import SHARED_PART
from app.content.documents import (
    AgreementDocument,
    ArticleDocument,
    ClientDocument,
    CourseDocument,
    Document,
    ModuleDocument,
    QuizDocument,
    ScenarioDocument,
)
from app.content.kinds import Kind
from app.content.parser import parse
from app.content.translations import in_language, texts_of

D = TypeVar("D", bound=Document)
MOST_KEPT = 256
"""Releases kept parsed in one process; each is some hundred kilobytes at most."""


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """A release as pages and rows of other rooms name it.

    `published_by` is a person's number, None the program; `content_hash` is over every file and medium of it.
    """

    id: str
    part: str
    major: int
    minor: int
    title: str
    published_at: datetime
    published_by: int | None
    content_hash: str

    @property
    def number(self) -> str:
        """The version as people say it: `2.1`."""
        return f"{self.major}.{self.minor}"


@dataclass(frozen=True, slots=True)
class CourseContent:
    """A course on one release. `modules` are in their order; `media` leads from a path to the name of a medium."""

    release: ReleaseFacts
    course: CourseDocument
    modules: tuple[ModuleDocument, ...]
    quizzes: Mapping[str, QuizDocument]
    scenarios: Mapping[str, ScenarioDocument]
    articles: Mapping[str, ArticleDocument]
    media: Mapping[str, str]

    def find_module(self, name: str) -> ModuleDocument | None:
        """Return a module by its name, or None."""
        return next((module for module in self.modules if module.name == name), None)

    def kind_of(self, name: str) -> Kind | None:
        """Tell what the file of this name is, or None if the course has none."""
        if self.find_module(name):
            return Kind.MODULE
        if name in self.quizzes:
            return Kind.QUIZ
        if name in self.scenarios:
            return Kind.SCENARIO
        return Kind.ARTICLE if name in self.articles else None


def translated_from(content: CourseContent) -> str:
    """Return the folder name of the course that this one translates; empty where it translates none."""
    return content.course.translates.rpartition("/")[2]


def original_of(content: CourseContent) -> str:
    """Return the folder name of the course that this one translates; its own where it translates none."""
    return translated_from(content) or content.release.part


def title_in(language: str, course: str, contents: Iterable[CourseContent]) -> str | None:
    """Return what the course of this folder is called for who reads a language: as it is written in that.

    Where it is not, its own title; where only translations of it are among `contents`, that of the first. None for a
    course that is not among them.
    """
    same = [one for one in contents if course in (one.release.part, original_of(one))]
    same.sort(key=lambda one: (one.course.language != language, one.release.part != course))
    return same[0].course.title if same else None


@dataclass(frozen=True, slots=True)
class SharedContent:
    """What a client's courses share: client.md, the agreements and the articles, each by name, in order of path.

    `agreements` are the originals; their translations and those of client.md stand beside them.
    """

    release: ReleaseFacts
    client: ClientDocument
    agreements: Mapping[str, AgreementDocument]
    articles: Mapping[str, ArticleDocument]
    media: Mapping[str, str]
    translated_agreements: tuple[AgreementDocument, ...] = ()
    translated_introductions: tuple[ClientDocument, ...] = ()

    def agreement_texts(self, name: str) -> tuple[AgreementDocument, ...]:
        """Return an agreement in all its languages, the original first; nothing if there is none of this name."""
        original = self.agreements.get(name)
        return texts_of(original, self.translated_agreements) if original else ()

    def introduction_in(self, language: str) -> ClientDocument:
        """Return the file whose text tells about the client in a language, client.md if there is none."""
        return in_language(texts_of(self.client, self.translated_introductions), language)


Content = CourseContent | SharedContent


def build(release: ReleaseFacts, files: Mapping[str, str], media: Mapping[str, str]) -> Content:
    """Parse the files of a release (path to text). They were without errors when they were published."""
    documents = [parse(path, source, walk=False).document for path, source in sorted(files.items())]
    if release.part == SHARED_PART:
        agreements = _by_name(documents, AgreementDocument)
        introductions = [each for each in documents if isinstance(each, ClientDocument)]
        return SharedContent(
            release,
            next(each for each in introductions if not each.translates),
            {name: each for name, each in agreements.items() if not each.translates},
            _by_name(documents, ArticleDocument),
            media,
            tuple(each for each in agreements.values() if each.translates),
            tuple(each for each in introductions if each.translates),
        )
    return CourseContent(
        release,
        _only(documents, CourseDocument),
        tuple(
            sorted(
                (d for d in documents if isinstance(d, ModuleDocument)), key=lambda module: (module.order, module.path)
            )
        ),
        _by_name(documents, QuizDocument),
        _by_name(documents, ScenarioDocument),
        _by_name(documents, ArticleDocument),
        media,
    )


def _only(documents: Iterable[Document | None], kind: type[D]) -> D:
    return next(document for document in documents if isinstance(document, kind))


def _by_name(documents: Iterable[Document | None], kind: type[D]) -> dict[str, D]:
    return {document.name: document for document in documents if isinstance(document, kind)}


class ContentCache:
    """The contents used last, by client and release; safe to share between threads.

    The client is part of the key, so that an id from elsewhere finds nothing here.
    """

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[str, str], Content] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, client_id: str, release_id: str) -> Content | None:
        """Return the content kept for a client's release, or None."""
        with self._lock:
            found = self._kept.get((client_id, release_id))
            if found is not None:
                self._kept.move_to_end((client_id, release_id))
            return found

    def keep(self, client_id: str, content: Content) -> None:
        """Remember the content of a client's release; the one used longest ago makes room."""
        with self._lock:
            self._kept[client_id, content.release.id] = content
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
