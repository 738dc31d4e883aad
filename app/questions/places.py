"""The texts one can ask about: modules and articles on their newest release, by the address the knowledge base has.

`card-line/verify-the-caller` is a file of a course, `blocked-cards` an article that belongs to none.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.authoring import queries as authoring
from app.authoring.queries import SHARED_PART, CourseContent, SharedContent
from app.content.addresses import KNOWLEDGE_FOLDER, is_plain_name
from app.content.documents import ArticleDocument, ModuleDocument, Section
from app.content.paragraphs import Paragraph, paragraphs_of
from app.kernel.actor import Actor
from app.kernel.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Text:
    """A module or an article with the release it stands in."""

    content: CourseContent | SharedContent
    document: ModuleDocument | ArticleDocument

    @property
    def part(self) -> str:
        """The course's folder, or the shared part."""
        return self.content.release.part

    @property
    def file(self) -> str:
        """The file's name."""
        return self.document.name

    def find_section(self, anchor: str) -> Section | None:
        """Return the section of this name that one can ask about, or None: checks are none, they are answered."""
        return next((one for one in self.document.sections if one.anchor == anchor and not one.questions), None)

    def paragraphs(self) -> dict[str, tuple[Paragraph, ...]]:
        """Return the paragraphs of each section that one can ask about, by its anchor."""
        return {one.anchor: paragraphs_of(one.source) for one in self.document.sections if not one.questions}


def get_text(actor: Actor, address: str) -> Text:
    """Return the module or article at an address. Raises NotFoundError if there is none."""
    folder, _, name = address.rpartition("/")
    if not all(is_plain_name(part) for part in address.split("/")):
        raise NotFoundError()
    if folder in ("", KNOWLEDGE_FOLDER):
        content: CourseContent | SharedContent | None = authoring.shared_content(actor)
    else:
        content = authoring.newest_course(actor, folder)
    if content is None:
        raise NotFoundError()
    document = content.articles.get(name)
    if document is None and isinstance(content, CourseContent):
        found = content.find_module(name)
        if found is not None:
            return Text(content, found)
    if document is None:
        raise NotFoundError()
    return Text(content, document)


def address_of(part: str, file: str) -> str:
    """Return the address of a file of a part."""
    return file if part == SHARED_PART else f"{part}/{file}"
