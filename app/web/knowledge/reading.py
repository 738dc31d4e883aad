"""The texts of the knowledge base as pages show them: a file with its sections, and the table of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from flask import url_for
from markupsafe import Markup

from app.authoring import queries as authoring
from app.authoring.queries import CourseContent, ReleaseFacts, SharedContent
from app.content.addresses import KNOWLEDGE_FOLDER, MARKDOWN, address_of, is_plain_name, target_of
from app.content.anchors import without_accents
from app.content.documents import ArticleDocument, ModuleDocument, Section
from app.content.markdown import plain_text, render
from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError
from app.web.knowledge.addresses import full, page_of

Readable = ModuleDocument | ArticleDocument


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
    html: Markup
    explanations: tuple[Explanation, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A file of the knowledge base. `course` is None for an article that belongs to no course."""

    document: Readable
    release: ReleaseFacts
    course: CourseContent | None
    language: str
    introduction: Markup
    parts: tuple[Part, ...]

    @property
    def is_module(self) -> bool:
        """Whether it can be opened in the course too."""
        return isinstance(self.document, ModuleDocument)


@dataclass(frozen=True, slots=True)
class Exercise:
    """A quiz or a scenario that a text links to: nothing to read, it is done in its course."""

    course: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in the table of contents, with (title, url) of each section."""

    title: str
    url: str
    sections: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A course in the table of contents, or, with no title, the articles that belong to none."""

    title: str
    language: str
    entries: tuple[Entry, ...]


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
        return _text(actor.client_id, content, document)
    if isinstance(content, CourseContent) and folder == content.release.part and content.kind_of(file) is not None:
        return Exercise(folder)
    raise NotFoundError()


def _text(client_id: str, content: CourseContent | SharedContent, document: Readable) -> Text:
    media = tuple(sorted(content.media.items()))
    return Text(
        document,
        content.release,
        content if isinstance(content, CourseContent) else None,
        _language(document, content),
        _html(client_id, document.path, document.body, (), media),
        tuple(_part(client_id, document.path, section, media) for section in _shown(document)),
    )


def contents(actor: Actor) -> list[Group]:
    """Return everything there is to read in the actor's client: articles of no course first, then course by course."""
    found: list[Group] = []
    shared = authoring.shared_content(actor)
    if shared is not None and shared.articles:
        articles = sorted(shared.articles.values(), key=lambda article: article.title.casefold())
        found.append(Group("", "", tuple(map(_entry, articles))))
    for content in authoring.courses(actor):
        entries = tuple(map(_entry, _documents(content)))
        if entries:
            found.append(Group(content.course.title, content.course.language, entries))
    return found


def _documents(content: CourseContent | SharedContent) -> Iterable[Readable]:
    if isinstance(content, CourseContent):
        yield from content.modules
    yield from content.articles.values()


def _language(document: Readable, content: CourseContent | SharedContent) -> str:
    if isinstance(document, ModuleDocument) and isinstance(content, CourseContent):
        return content.course.language
    return document.language if isinstance(document, ArticleDocument) else "en"


def _shown(document: Readable) -> list[Section]:
    """Return the sections to read: of those with checks only what explains something."""
    return [
        section
        for section in document.sections
        if not section.questions or any(question.explanation.strip() for question in section.questions)
    ]


def _entry(document: Readable) -> Entry:
    url = page_of(address_of(document.path)) or ""
    return Entry(
        document.title,
        url,
        tuple((section.title, f"{url}#{section.anchor}") for section in document.sections if not section.questions),
    )


def _part(client_id: str, path: str, section: Section, media: tuple[tuple[str, str], ...]) -> Part:
    plain = without_accents(section.anchor)
    if section.questions:
        html = Markup("")
        explanations = tuple(
            Explanation(plain_text(question.title), _html(client_id, path, question.explanation, (), media))
            for question in section.questions
            if question.explanation.strip()
        )
    else:
        html = _html(client_id, path, section.source, section.anchors, media)
        explanations = ()
    return Part(section.anchor, plain if plain != section.anchor else "", section.title, html, explanations)


@lru_cache(maxsize=4096)
def _html(
    client_id: str, path: str, source: str, anchors: tuple[str, ...], media: tuple[tuple[str, str], ...]
) -> Markup:
    """Return safe HTML of a piece of a file. Kept by all it is made of, so that no release is shown another's."""
    return Markup(render(source, _resolver(client_id, path, dict(media)), anchors=anchors))  # noqa: S704 cleaned by nh3


def _resolver(client_id: str, path: str, media: Mapping[str, str]) -> Callable[[str], str | None]:
    """Lead links of the file at `path` to pages of the knowledge base, pictures to their medium."""

    def resolve(link: str) -> str | None:
        target = target_of(path, link)
        if target is None:
            return None
        if target.path in media:
            return url_for("media.show", client=client_id, name=media[target.path])
        if not target.path.endswith(MARKDOWN):
            return None
        anchor = f"#{target.fragment}" if target.fragment else ""
        return anchor if target.path == path and anchor else page_of(address_of(target.path) + anchor)

    return resolve
