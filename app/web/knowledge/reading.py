"""The texts of the knowledge base as pages show them: a file with its sections, and the table of all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from markupsafe import Markup

from app.authoring import queries as authoring
from app.authoring.queries import CourseContent, ReleaseFacts, SharedContent
from app.content.addresses import KNOWLEDGE_FOLDER, address_of, is_plain_name
from app.content.anchors import without_accents
from app.content.documents import ArticleDocument, ModuleDocument, Section
from app.content.kinds import Kind
from app.content.markdown import plain_text
from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError
from app.web.asked import AskedHere, Piece, asked_here
from app.web.cutting import Cut, cut
from app.web.knowledge.addresses import full, page_of
from app.web.links import Renderer, content_url, renderer

Readable = ModuleDocument | ArticleDocument

ENTRIES_SHOWN = 60
"""Files on a page of the table of contents: with titles as long as they come it still keeps to its size."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a check explains: its question in words, and the explanation as HTML. Never an answer."""

    question: str
    html: Markup


@dataclass(frozen=True, slots=True)
class Part:
    """A section as its page shows it. `other_id` is the anchor without accents where that differs, else ''."""

    id: str
    other_id: str
    title: str
    asked_as: tuple[str, ...]
    pieces: tuple[Piece, ...]
    can_ask: bool
    explanations: tuple[Explanation, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A file of the knowledge base. `course` is the title of the course it belongs to, '' if it belongs to none;
    `course_url` leads to a module's own page, '' for an article."""

    title: str
    language: str
    release: ReleaseFacts
    course: str
    course_url: str
    introduction: Markup
    parts: tuple[Part, ...]
    asked: AskedHere


@dataclass(frozen=True, slots=True)
class Exercise:
    """A quiz or a scenario that a text links to: nothing to read, it is done on its own page."""

    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in the table of contents. `sections`: how many it has; the file's own page lists them."""

    title: str
    language: str
    url: str
    sections: int


@dataclass(frozen=True, slots=True)
class Group:
    """A course in the table of contents, or, with no title, the articles that belong to none."""

    title: str
    language: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """A page of the table of contents: courses with those of their files that stand on it."""

    groups: tuple[Group, ...]
    cut: Cut


def get_text(actor: Actor, address: str) -> Text | Exercise:
    """Return what is newest at `address` inside the actor's client. Raises NotFoundError if there is nothing."""
    if not all(is_plain_name(name) for name in address.split("/")):
        raise NotFoundError()
    wanted = full(actor.client_id, address)
    folder, _, file = wanted.removeprefix(f"{actor.client_id}/").rpartition("/")
    is_shared = folder == KNOWLEDGE_FOLDER
    content = authoring.shared_content(actor) if is_shared else authoring.newest_course(actor, folder.partition("/")[0])
    if content is None:
        raise NotFoundError()
    document = next((found for found in _documents(content) if address_of(found.path) == wanted), None)
    if document is not None:
        return _text(actor, content, document)
    kind = content.kind_of(file) if isinstance(content, CourseContent) and folder == content.release.part else None
    if kind is None:
        raise NotFoundError()
    return Exercise(content_url(wanted, kind))


def _text(actor: Actor, content: CourseContent | SharedContent, document: Readable) -> Text:
    html = renderer(actor.client_id, content, document.path, page_of)
    asked = asked_here(actor, content, document)
    is_module = isinstance(document, ModuleDocument)
    return Text(
        document.title,
        _language(document, content),
        content.release,
        content.course.title if isinstance(content, CourseContent) else "",
        content_url(address_of(document.path), Kind.MODULE) if is_module else "",
        html(document.body),
        tuple(_part(html, section, asked) for section in _shown(document)),
        asked,
    )


def contents(actor: Actor, page: str | None) -> Contents:
    """Return a page of all there is to read in the actor's client: articles of no course first, then course by course.

    `page` is its number as the address says it. A course that does not end on its page goes on, under its title, on the
    next.
    """
    courses, shared = authoring.courses_and_shared(actor)
    found: list[tuple[CourseContent | None, Readable]] = []
    if shared is not None:
        found += [(None, one) for one in sorted(shared.articles.values(), key=lambda one: one.title.casefold())]
    found += [(content, document) for content in courses for document in _documents(content)]
    shown = cut(len(found), page, ENTRIES_SHOWN)
    groups = []
    for content, several in groupby(found[shown.first - 1 : shown.last], key=itemgetter(0)):
        entries = tuple(_entry(document, content) for _content, document in several)
        course = content.course if content else None
        groups.append(Group(course.title if course else "", course.language if course else "", entries))
    return Contents(tuple(groups), shown)


def _documents(content: CourseContent | SharedContent) -> Iterable[Readable]:
    if isinstance(content, CourseContent):
        yield from content.modules
    yield from content.articles.values()


def _language(document: Readable, content: CourseContent | SharedContent | None) -> str:
    """Return the language of a text: an article's own, a module's from its course."""
    if isinstance(document, ArticleDocument):
        return document.language
    return content.course.language if isinstance(content, CourseContent) else ""


def _shown(document: Readable) -> list[Section]:
    """Return the sections to read: of those with checks only what explains something."""
    return [
        section
        for section in document.sections
        if not section.questions or any(question.explanation.strip() for question in section.questions)
    ]


def _entry(document: Readable, content: CourseContent | None) -> Entry:
    sections = sum(not section.questions for section in document.sections)
    return Entry(document.title, _language(document, content), page_of(address_of(document.path)), sections)


def _part(html: Renderer, section: Section, asked: AskedHere) -> Part:
    plain = without_accents(section.anchor)
    return Part(
        section.anchor,
        plain if plain != section.anchor else "",
        section.title,
        section.asked_as,
        () if section.questions else asked.pieces(section, html),
        asked.can_ask(section),
        tuple(
            Explanation(plain_text(question.title), html(question.explanation))
            for question in section.questions
            if question.explanation.strip()
        ),
    )
