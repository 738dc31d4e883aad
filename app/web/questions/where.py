"""Where questions were asked, in words and as a link, in what is newest today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.authoring import queries as authoring
from app.authoring.queries import SHARED_PART, CourseContent, SharedContent
from app.content.addresses import address_of
from app.content.documents import ArticleDocument, ModuleDocument
from app.content.kinds import Kind
from app.content.paragraphs import paragraphs_of
from app.kernel.actor import Actor
from app.questions.queries import QuestionFacts
from app.web.links import content_url


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a text. `url` is '' for a text that is gone; `reads_otherwise`: the paragraph is there no more."""

    title: str
    section: str
    url: str
    reads_otherwise: bool


def places(actor: Actor, questions: Iterable[QuestionFacts]) -> dict[str, Where]:
    """Return by question where it was asked."""
    courses, shared = authoring.courses_and_shared(actor)
    contents: dict[str, CourseContent | SharedContent] = {content.release.part: content for content in courses}
    if shared is not None:
        contents[SHARED_PART] = shared
    return {one.id: _where(contents.get(one.part), one) for one in questions}


def text_url(document: ModuleDocument | ArticleDocument, anchor: str) -> str:
    """Return the page of a text at a section: a module's own, an article's in the knowledge base."""
    kind = Kind.MODULE if isinstance(document, ModuleDocument) else Kind.ARTICLE
    return content_url(f"{address_of(document.path)}#{anchor}", kind)


def _where(content: CourseContent | SharedContent | None, one: QuestionFacts) -> Where:
    document: ModuleDocument | ArticleDocument | None = content.articles.get(one.file) if content else None
    if document is None and isinstance(content, CourseContent):
        document = content.find_module(one.file)
    if document is None:
        return Where(one.file, one.anchor.replace("-", " "), "", reads_otherwise=True)
    section = next((each for each in document.sections if each.anchor == one.anchor), None)
    if section is None:
        return Where(document.title, one.anchor.replace("-", " "), text_url(document, ""), reads_otherwise=True)
    gone = bool(one.mark) and all(each.mark != one.mark for each in paragraphs_of(section.source))
    return Where(document.title, section.title, text_url(document, one.anchor), gone)
