"""What somebody typed into the search box, made fit to look for and to show again; and what was found, for pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from app.knowledge.queries import Hit
from app.knowledge.snippets import Snippet
from app.people.queries import ClientFacts
from app.web.knowledge.addresses import page_of

LONGEST = 200
"""Characters of a question that are looked for; the search box takes no more either."""


@dataclass(frozen=True, slots=True)
class Question:
    """`text` is on one line and at most `LONGEST` characters; `was_cut` says that more was typed."""

    text: str
    was_cut: bool

    @property
    def has_words(self) -> bool:
        """Whether there is a letter or digit in it, without which nothing can be found."""
        return any(character.isalnum() for character in self.text)


@dataclass(frozen=True, slots=True)
class Result:
    """A hit as `_components/search.html` shows it.

    `language` is a code, such as `ru`. `snippet` and `asked_as` (the phrase it was found by, or '') are escaped, with
    `<mark>` around the words.
    """

    url: str
    title: str
    where: str
    language: str
    snippet: Markup
    asked_as: Markup
    client: ClientFacts


def question_of(typed: str) -> Question:
    """Read what was typed: control characters and runs of blanks become one blank."""
    printable = "".join(character if character.isprintable() else " " for character in typed)
    text = " ".join(printable.split())
    return Question(text[:LONGEST].rstrip(), len(text) > LONGEST)


def results_of(hits: Iterable[Hit], client: ClientFacts) -> list[Result]:
    """Return hits as pages show them, in their order."""
    return [
        Result(
            page_of(hit.address),
            hit.title,
            hit.context,
            hit.language,
            _shown(hit.snippet),
            _shown(hit.asked_as),
            client,
        )
        for hit in hits
    ]


def _shown(found: Snippet | None) -> Markup:
    return marked(found.text, found.marks) if found else Markup("")


def marked(text: str, marks: Iterable[tuple[int, int]]) -> Markup:
    """Return `text` escaped, with `<mark>` around each [from, to) of `marks`, which ascend and do not overlap."""
    parts: list[Markup] = []
    place = 0
    for start, end in marks:
        parts += (escape(text[place:start]), Markup("<mark>{}</mark>").format(text[start:end]))
        place = end
    return Markup("").join((*parts, escape(text[place:])))
