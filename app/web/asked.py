"""What was asked about a text, put where it belongs: behind its paragraph, else at the end of its section."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from app.authoring.queries import CourseContent, SharedContent
from app.content.documents import ArticleDocument, ModuleDocument, Section
from app.content.paragraphs import Paragraph
from app.kernel.actor import Actor
from app.questions import queries
from app.questions.places import Text, address_of
from app.questions.queries import QuestionFacts
from app.questions.rules import Places, place
from app.web.links import Renderer

MOST_CHARACTERS = 6000
"""Of questions and answers on one page, which is to stay light; a page of their own has them all."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a section as HTML, and what was asked about its last paragraph, or about the section."""

    html: Markup
    asked: tuple[QuestionFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedHere:
    """What was asked about one text. `elsewhere` is about sections that are gone; `has_more`: not all is shown.

    `address` is the text's own, for asking; `paragraphs` are those that stand in it today, by section.
    """

    address: str
    places: Places[QuestionFacts]
    paragraphs: Mapping[str, tuple[Paragraph, ...]]
    has_more: bool

    @property
    def elsewhere(self) -> tuple[QuestionFacts, ...]:
        """What was asked about sections that are gone."""
        return self.places.elsewhere

    def can_ask(self, section: Section) -> bool:
        """Tell whether one can ask about a section."""
        return section.anchor in self.paragraphs

    def pieces(self, section: Section, html: Renderer) -> tuple[Piece, ...]:
        """Cut a section behind every paragraph that was asked about."""
        at, rest = self.places.at.get(section.anchor, {}), self.places.of_section.get(section.anchor, ())
        if not at:
            return (Piece(html(section.source, section.anchors), rest),)
        lines = section.source.split("\n")
        found, line, heading = [], 0, 0
        for number, asked in sorted(at.items()):
            paragraph = self.paragraphs[section.anchor][number]
            part = "\n".join(lines[line : paragraph.end])
            found.append(Piece(html(part, section.anchors[heading : paragraph.headings]), asked))
            line, heading = paragraph.end, paragraph.headings
        found.append(Piece(html("\n".join(lines[line:]), section.anchors[heading:]), rest))
        return tuple(found)


def asked_here(
    actor: Actor, content: CourseContent | SharedContent, document: ModuleDocument | ArticleDocument
) -> AskedHere:
    """Return what was asked about a module or an article and the actor may read."""
    text = Text(content, document)
    paragraphs = text.paragraphs()
    everything = queries.about(actor, text.part, text.file)
    shown = _lightest(everything)
    address = address_of(text.part, text.file)
    return AskedHere(address, place(shown, paragraphs), paragraphs, len(shown) < len(everything))


NOTHING_ASKED = AskedHere("", place([], {}), {}, has_more=False)
"""For a page that shows only a check of a text."""


def _lightest(asked: list[QuestionFacts]) -> list[QuestionFacts]:
    """Return as many as fit on the page, the newest first."""
    found: list[QuestionFacts] = []
    length = 0
    for one in asked:
        length += len(one.words) + len(one.quote) + (len(one.answer.words) if one.answer else 0)
        if found and length > MOST_CHARACTERS:
            break
        found.append(one)
    return found
