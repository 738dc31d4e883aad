"""The links and pictures of a file, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from urllib.parse import unquote

from markdown_it.token import Token

from app.content.blocks import Body
from app.content.fields import Place
from app.content.markdown import (
    VIDEOS,
    ending_of,
    inline_text,
    is_safe_target,
    scheme_of,
    turns_words_around,
    words_of,
)
from app.content.problems import Problems
from app.content.words import short
from app.kernel.messages import N_


@dataclass(frozen=True, slots=True)
class Link:
    """A link, or a picture, video or sound. `target` is as written."""

    target: str
    place: Place
    is_media: bool = False


def links_of(body: Body, problems: Problems) -> tuple[Link, ...]:
    """Everything that leads to another place or file; what is wrong with it as it stands is reported."""
    found = []
    for token in body.tokens:
        if token.type != "inline" or token.map is None:
            continue
        finder = _Finder(body, token)
        for child, words in _linking(token.children or ()):
            target = str(child.attrs.get("src" if child.type == "image" else "href", ""))
            link = Link(target, finder.find(target), child.type == "image")
            _check(link, words, problems)
            found.append(link)
    return tuple(found)


def _linking(children: Sequence[Token]) -> list[tuple[Token, str]]:
    """The link and picture tokens in the order in which they stand, pictures within links too, each with its words."""
    found = []
    for place, child in enumerate(children):
        if child.type == "image":
            found.append((child, inline_text(child)))
            found.extend(_linking(child.children or ()))
        elif child.type == "link_open":
            # A link holds no other link.
            inside = takewhile(lambda other: other.type != "link_close", children[place + 1 :])
            found.append((child, words_of(list(inside))))
    return found


class _Finder:
    """Finds where each target of a paragraph stands, one after the other."""

    def __init__(self, body: Body, token: Token) -> None:
        assert token.map is not None
        self._first, end = token.map
        self._lines = body.source.lines[self._first : end]
        self._row = self._column = 0

    def find(self, target: str) -> Place:
        for row in range(self._row, len(self._lines)):
            start = self._column if row == self._row else 0
            column = self._lines[row].find(target, start) if target else -1
            if column >= 0:
                self._row, self._column = row, column + len(target)
                return Place(self._first + row + 1, column + 1)
        return Place(self._first + 1, 1)


def _check(link: Link, words: str, problems: Problems) -> None:
    line, column = link.place.line, link.place.column
    if not link.target:
        problems.error(line, column, N_("the link leads nowhere; write its target in the round brackets"))
    elif turns_words_around(words) or turns_words_around(unquote(link.target)):
        problems.error(
            line,
            column,
            N_("an invisible character in this link shows its letters in another order; write the link anew by hand"),
        )
    elif not is_safe_target(link.target):
        problems.error(
            line,
            column,
            N_(
                "the link “%(target)s” is not allowed; use https:// with nothing before the host's name, mailto:, "
                "tel: or a file beside this one"
            ),
            target=short(link.target),
        )
    elif link.is_media and scheme_of(link.target):
        problems.error(
            line,
            column,
            N_("“%(target)s” lies elsewhere and may change or vanish; put the file into media/"),
            target=short(link.target),
        )
    is_picture = link.is_media and ending_of(link.target) not in VIDEOS
    if is_picture and not words.strip():
        problems.warning(line, column, N_("the picture has no description; write in the square brackets what it shows"))
